package io.tokentally.cli;

import io.tokentally.Call;
import io.tokentally.FieldPath;
import io.tokentally.TracedCall;
import io.tokentally.ValidationException;
import io.tokentally.aggregation.CacheConvention;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.UsageFormat;
import io.tokentally.dsl.Field;
import io.tokentally.dsl.FieldResolver;
import io.tokentally.dsl.Query;
import io.tokentally.dsl.UnknownFieldException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What totals are by. Some of it a report knows of a call; the rest is kept when the call is read.
 */
final class GroupKeys {

  private static final String MODEL = "model";
  private static final String NONE = "(none)";
  private static final char SEPARATOR = '\u0001';

  /** What a call says, by the names of the command line. */
  private static final Map<String, Function<Call, @Nullable Object>> OF_CALLS =
      new LinkedHashMap<>();

  static {
    OF_CALLS.put("thread", Call::threadId);
    OF_CALLS.put(
        "session",
        call ->
            first(
                call.threadId(),
                attribute(call, "session.id"),
                attribute(call, "gen_ai.conversation.id"),
                call.traceId()));
    OF_CALLS.put(
        "user",
        call ->
            first(
                call.wbUserId(), attribute(call, "user.id"), attribute(call, "langfuse.user.id")));
    OF_CALLS.put("tag", call -> first(attribute(call, "tags"), attribute(call, "tag.tags")));
  }

  private final ZoneId zone;
  private final UsageFormat format;
  private final List<String> names;
  private final List<Function<Call, @Nullable Object>> kept = new ArrayList<>();
  private final OperationNames texts = new OperationNames();
  private final OperationNames operations;

  /**
   * What totals are by.
   *
   * @param by the names that were given
   * @param operations the names of the calls' operations
   */
  GroupKeys(List<String> by, ZoneId zone, UsageFormat format, OperationNames operations) {
    this.zone = zone;
    this.format = format;
    this.operations = operations;
    this.names = by.stream().filter(name -> !name.equals(MODEL)).toList();
    for (String name : names) {
      if (!isKnownOfReports(name)) {
        kept.add(ofCall(name));
      }
    }
  }

  private static boolean isKnownOfReports(String name) {
    return TimeKeys.NAMES.contains(name)
        || Set.of("trace", "project", "call", "operation").contains(name);
  }

  /** {@return the columns of calls that keys are made of} */
  static Set<String> columns(List<String> by) {
    Set<String> columns = new HashSet<>();
    for (String name : by) {
      switch (name) {
        case "thread" -> columns.add("thread_id");
        case "session" -> columns.addAll(List.of("thread_id", "attributes"));
        case "user" -> columns.addAll(List.of("wb_user_id", "attributes"));
        case "tag", "provider" -> columns.add("attributes");
        default -> {
          if (!isKnownOfReports(name) && !name.equals(MODEL)) {
            columns.addAll(columnsOf(name));
          }
        }
      }
    }
    return columns;
  }

  private static Set<String> columnsOf(String field) {
    try {
      return Query.where(Query.field(field).eq(null)).columns();
    } catch (ValidationException e) {
      return Set.of(); // said where keys are made
    }
  }

  private Function<Call, @Nullable Object> ofCall(String name) {
    if (name.equals("provider")) {
      return this::provider;
    }
    Function<Call, @Nullable Object> known = OF_CALLS.get(name);
    if (known != null) {
      return known;
    }
    try {
      Field<Call> field = FieldResolver.calls().resolve(FieldPath.parse(name));
      return call -> below(field.column().apply(call), field.below());
    } catch (UnknownFieldException e) {
      throw Failure.failed(
          "--by: expected hour, day, week, month, model, provider, operation, project, user, trace,"
              + " thread, session, tag, call or a field of calls such as attributes.x, found "
              + name);
    }
  }

  /** {@return whether a key is a part of time} */
  static boolean isTime(String name) {
    return TimeKeys.NAMES.contains(name);
  }

  /** {@return whether a report knows all that keys are made of} */
  boolean areKnownOfReports() {
    return kept.isEmpty();
  }

  List<String> names() {
    return names;
  }

  /** {@return whether the first key is a time, by which groups are then sorted} */
  boolean isByTime() {
    return !names.isEmpty() && TimeKeys.NAMES.contains(names.get(0));
  }

  /** Keeps what the report will not know of a call. */
  void add(Call call) {
    if (kept.isEmpty()) {
      return;
    }
    String values =
        kept.stream()
            .map(each -> text(each.apply(call)).replace(SEPARATOR, ' '))
            .collect(Collectors.joining(String.valueOf(SEPARATOR)));
    texts.put(key(call), values);
  }

  private static String key(TracedCall call) {
    return call.id() + SEPARATOR + call.traceId() + SEPARATOR + call.projectId();
  }

  /** {@return the values of a call, one for each name} */
  List<String> of(TracedCall call) {
    String[] values = kept.isEmpty() ? new String[0] : texts.get(key(call)).split("\u0001", -1);
    List<String> keys = new ArrayList<>();
    int next = 0;
    for (String name : names) {
      keys.add(
          isKnownOfReports(name)
              ? ofReport(name, call)
              : next < values.length ? values[next++] : NONE);
    }
    return keys;
  }

  private String ofReport(String name, TracedCall call) {
    return switch (name) {
      case "trace" -> text(call.traceId());
      case "project" -> text(call.projectId());
      case "call" -> call.id();
      case "operation" -> {
        String operation = operations.get(call.id());
        yield operation.isEmpty() ? NONE : operation;
      }
      default -> time(name, call.startedAt());
    };
  }

  private String time(String name, @Nullable Instant started) {
    if (started == null) {
      return TimeKeys.NO_DATE;
    }
    return TimeKeys.of(name, started.atZone(zone));
  }

  /** {@return who served the model, as the call says it, or as its usage shows it} */
  private @Nullable Object provider(Call call) {
    Object named = first(attribute(call, "gen_ai.provider.name"), attribute(call, "gen_ai.system"));
    if (named != null || !(call.usage() instanceof Map<?, ?> usage)) {
      return named;
    }
    for (Map.Entry<?, ?> entry : usage.entrySet()) {
      if (entry.getKey() instanceof String model && entry.getValue() instanceof Map<?, ?> counts) {
        try {
          RecordedUsage read = format.read(call, model, counts, CacheConvention.AUTO);
          return read == null ? null : read.provider();
        } catch (ArithmeticException e) {
          return null; // the report says so
        }
      }
    }
    return null;
  }

  private static @Nullable Object attribute(Call call, String name) {
    return below(call.attributes(), List.of(name.split("\\.")));
  }

  /** {@return what a path leads to; several of its parts may be one name with dots} */
  private static @Nullable Object below(@Nullable Object value, List<String> path) {
    if (path.isEmpty() || value == null) {
      return value;
    }
    if (value instanceof List<?> elements) {
      boolean isIndex = path.get(0).matches("0|[1-9][0-9]{0,8}");
      int index = isIndex ? Integer.parseInt(path.get(0)) : elements.size();
      return index < elements.size()
          ? below(elements.get(index), path.subList(1, path.size()))
          : null;
    }
    if (!(value instanceof Map<?, ?> members)) {
      return null;
    }
    for (int parts = path.size(); parts > 0; parts--) {
      Object member = members.get(String.join(".", path.subList(0, parts)));
      if (member != null) {
        return below(member, path.subList(parts, path.size()));
      }
    }
    return null;
  }

  private static @Nullable Object first(@Nullable Object... values) {
    for (Object value : values) {
      if (value != null && !value.equals("")) {
        return value;
      }
    }
    return null;
  }

  private static String text(@Nullable Object value) {
    if (value == null || value.equals("")) {
      return NONE;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(GroupKeys::text).collect(Collectors.joining(", "));
    }
    return value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
  }
}
