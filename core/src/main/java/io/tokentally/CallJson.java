package io.tokentally;

import io.tokentally.ValidationError.Type;
import io.tokentally.json.Check;
import io.tokentally.json.Faults;
import io.tokentally.json.JsonReader;
import io.tokentally.json.JsonText;
import io.tokentally.json.Loc;
import io.tokentally.value.JsonValues;
import io.tokentally.value.Moments;
import io.tokentally.value.Numbers;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The JSON of a call: one table of columns, for reading and writing. */
final class CallJson {

  /** A date: text in the form of rule 16, or a number of seconds since 1970 (rule 14). */
  private static final Check DATE =
      (value, at, faults) -> {
        if (value != null && moment(value) == null) {
          String found = JsonValues.describe(value);
          Type type = value instanceof String || value instanceof Number ? Type.VALUE : Type.TYPE;
          faults.add(at, type, "expected " + Moments.EXPECTED + ", found " + found);
        }
      };

  private static final Check REFS = Check.nullable(Check.listOf(Check.TEXT));

  private static final Map<String, Column> COLUMNS = new LinkedHashMap<>();

  static {
    column("id", Check.TEXT, (to, value) -> to.id((String) value), Call::id);
    text("project_id", Call.Builder::projectId, Call::projectId);
    text("trace_id", Call.Builder::traceId, Call::traceId);
    text("parent_id", Call.Builder::parentId, Call::parentId);
    text("thread_id", Call.Builder::threadId, Call::threadId);
    text("turn_id", Call.Builder::turnId, Call::turnId);
    text("op_name", Call.Builder::opName, Call::opName);
    text("display_name", Call.Builder::displayName, Call::displayName);
    date("started_at", Call.Builder::startedAt, Call::startedAt);
    date("ended_at", Call.Builder::endedAt, Call::endedAt);
    date("deleted_at", Call.Builder::deletedAt, Call::deletedAt);
    date("expire_at", Call.Builder::expireAt, Call::expireAt);
    text("exception", Call.Builder::exception, Call::exception);
    text("wb_user_id", Call.Builder::wbUserId, Call::wbUserId);
    text("wb_run_id", Call.Builder::wbRunId, Call::wbRunId);
    integer("wb_run_step", Call.Builder::wbRunStep, Call::wbRunStep);
    integer("wb_run_step_end", Call.Builder::wbRunStepEnd, Call::wbRunStepEnd);
    refs("input_refs", Call.Builder::inputRefs, Call::inputRefs);
    refs("output_refs", Call.Builder::outputRefs, Call::outputRefs);
    column("inputs", Check.ANY, Call.Builder::inputs, Call::inputs);
    column("output", Check.ANY, Call.Builder::output, Call::output);
    column("attributes", Check.ANY, Call.Builder::attributes, Call::attributes);
    column("summary", Check.ANY, Call.Builder::summary, Call::summary);
  }

  private record Column(
      Check check, BiConsumer<Call.Builder, Object> set, Function<Call, @Nullable Object> get) {}

  private CallJson() {}

  static Call parse(String json) {
    Faults faults = new Faults();
    Object document = JsonReader.read(json, Loc.ROOT, faults);
    return call(document, Loc.ROOT, faults);
  }

  /** {@return the call of a plain document} Rejects it together with the errors found before. */
  static Call call(@Nullable Object document, Loc at, Faults faults) {
    if (!(document instanceof Map<?, ?> members)) {
      Check.wrongType("a call, a JSON object", document, at, faults);
      throw faults.refusal();
    }
    if (!members.containsKey("id")) {
      faults.add(at.key("id"), Type.MISSING, "required, but not there");
    }
    members.forEach(
        (key, value) -> {
          Column column = COLUMNS.get(key);
          if (column != null) {
            column.check.check(value, at.key((String) key), faults);
          }
        });
    faults.throwIfAny();
    Call.Builder call = Call.builder();
    members.forEach(
        (key, value) -> {
          Column column = COLUMNS.get(key);
          if (value == null) {
            return;
          }
          if (column == null) {
            call.putOtherMembers((String) key, value);
          } else {
            column.set.accept(call, value);
          }
        });
    return call.build();
  }

  static void checkColumns(Set<String> names) {
    List<String> unknown = names.stream().filter(name -> !COLUMNS.containsKey(name)).toList();
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "expected columns of calls, found "
              + String.join(", ", unknown)
              + "; known: "
              + String.join(", ", COLUMNS.keySet()));
    }
  }

  static void checkNoColumns(Set<String> names) {
    for (String name : names) {
      if (COLUMNS.containsKey(name)) {
        throw new IllegalArgumentException("a column cannot be one of the other members: " + name);
      }
    }
  }

  static String write(Call call) {
    return JsonText.of(members(call));
  }

  /** {@return the call as a plain document} */
  static Map<String, Object> members(Call call) {
    Map<String, Object> members = new LinkedHashMap<>();
    COLUMNS.forEach(
        (name, column) -> {
          Object value = column.get.apply(call);
          if (value != null) {
            members.put(name, value);
          }
        });
    members.putAll(call.otherMembers());
    return members;
  }

  private static void text(
      String name, BiConsumer<Call.Builder, String> set, Function<Call, @Nullable Object> get) {
    column(name, Check.nullable(Check.TEXT), (to, value) -> set.accept(to, (String) value), get);
  }

  private static void date(
      String name,
      BiConsumer<Call.Builder, @Nullable Instant> set,
      Function<Call, @Nullable Object> get) {
    column(name, DATE, (to, value) -> set.accept(to, moment(value)), get);
  }

  private static void integer(
      String name, BiConsumer<Call.Builder, Long> set, Function<Call, @Nullable Object> get) {
    column(
        name,
        Check.nullable(Check.INTEGER),
        (to, value) -> set.accept(to, Numbers.decimal((Number) value).longValueExact()),
        get);
  }

  @SuppressWarnings("unchecked") // REFS has checked the elements
  private static void refs(
      String name,
      BiConsumer<Call.Builder, Iterable<String>> set,
      Function<Call, List<String>> get) {
    column(
        name,
        REFS,
        (to, value) -> set.accept(to, (List<String>) value),
        call -> get.apply(call).isEmpty() ? null : get.apply(call));
  }

  private static void column(
      String name,
      Check check,
      BiConsumer<Call.Builder, Object> set,
      Function<Call, @Nullable Object> get) {
    COLUMNS.put(name, new Column(check, set, get));
  }

  private static @Nullable Instant moment(Object value) {
    if (value instanceof String text) {
      return Moments.parse(text);
    }
    return value instanceof Number number ? Moments.ofEpochSeconds(number) : null;
  }
}
