package io.tokentally;

import static java.util.Objects.requireNonNull;

import io.tokentally.ValidationError.Type;
import io.tokentally.json.CallColumn;
import io.tokentally.json.Check;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonReader;
import io.tokentally.json.JsonText;
import io.tokentally.json.Loc;
import io.tokentally.json.MemberReader;
import io.tokentally.value.JsonValues;
import io.tokentally.value.Numbers;
import io.tokentally.value.Timestamps;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The JSON of a call: its columns are those of {@link CallColumn}. */
final class CallJson {

  private static final BigDecimal YEAR_10000 = BigDecimal.valueOf(253_402_300_800L);

  private static final String AFTER_9999 =
      ", which is after the year 9999 as seconds since 1970; milliseconds are not read, divide"
          + " them by 1000";

  /**
   * A date: text in the form of rule 16, or a number of seconds since 1970 (rule 14), up to the
   * year 9999 (docs/semantics.md rule 60).
   */
  private static final Check DATE =
      (value, at, faults) -> {
        if (value != null && moment(value) == null) {
          String found = JsonValues.describe(value) + (isBeyond(value) ? AFTER_9999 : "");
          Type type = value instanceof String || value instanceof Number ? Type.VALUE : Type.TYPE;
          faults.add(at, type, "expected " + Timestamps.EXPECTED + ", found " + found);
        }
      };

  private static final Check TEXT = Check.nullable(Check.TEXT);
  private static final Check INTEGER = Check.nullable(Check.INTEGER);
  private static final Check TEXTS = Check.nullable(Check.listOf(Check.TEXT));

  private CallJson() {}

  static Call parse(String json) {
    ErrorCollector faults = new ErrorCollector();
    Object document = JsonReader.read(json, Loc.ROOT, faults);
    return call(document, Loc.ROOT, faults);
  }

  /** {@return the call of a plain document} Rejects it together with the errors found before. */
  static Call call(@Nullable Object document, Loc at, ErrorCollector faults) {
    if (!(document instanceof Map<?, ?> members)) {
      Check.wrongType("a call, a JSON object", document, at, faults);
      throw faults.refusal();
    }
    Call plain = faults.isEmpty() ? plain(members) : null;
    return plain == null ? checked(members, at, faults) : plain;
  }

  private static Call checked(Map<?, ?> members, Loc at, ErrorCollector faults) {
    if (!members.containsKey("id")) {
      faults.add(at.key("id"), Type.MISSING, "required, but not there");
    }
    members.forEach(
        (key, value) -> {
          CallColumn column = CallColumn.named((String) key);
          if (column != null) {
            check(column).check(value, at.key((String) key), faults);
          }
        });
    faults.throwIfAny();
    Call.Builder call = Call.builder();
    members.forEach(
        (key, value) -> {
          CallColumn column = CallColumn.named((String) key);
          if (value == null) {
            return;
          }
          if (column == null) {
            call.putOtherMembers((String) key, value);
          } else {
            column.set(call, inColumn(column.kind(), value));
          }
        });
    return call.build();
  }

  /** {@return the call with these members; null where one of them is wrong, or unusual} */
  private static @Nullable Call plain(Map<?, ?> members) {
    Call.Builder call = Call.builder();
    boolean hasId = false;
    for (Map.Entry<?, ?> member : members.entrySet()) {
      String key = (String) member.getKey();
      Object value = member.getValue();
      CallColumn column = CallColumn.named(key);
      if (value == null) {
        continue;
      }
      if (column == null) {
        call.putOtherMembers(key, value);
      } else if (!set(call, column, value)) {
        return null;
      }
      hasId |= column == CallColumn.ID;
    }
    return hasId ? call.build() : null;
  }

  /**
   * {@return the call whose columns have these values, of {@link MemberReader#values}; null where
   * one of them may not stand in its column, or is unusual}
   */
  static @Nullable Call plain(List<CallColumn> columns, @Nullable Object[] values) {
    Call.Builder call = Call.builder();
    for (int i = 0; i < values.length; i++) {
      CallColumn column = columns.get(i);
      Object value = MemberReader.isThere(values[i]) ? values[i] : null;
      if (value == null ? column == CallColumn.ID : !set(call, column, value)) {
        return null;
      }
    }
    return call.build();
  }

  /** Gives a call a value; false if it may not stand in the column, or is unusual. */
  private static boolean set(Call.Builder call, CallColumn column, Object value) {
    Object inColumn = plain(column.kind(), value);
    if (inColumn != null) {
      column.set(call, inColumn);
    }
    return inColumn != null;
  }

  /** {@return a value as the column holds it; null if it is none, or not a plain one} */
  private static @Nullable Object plain(CallColumn.Kind kind, Object value) {
    return switch (kind) {
      case TEXT -> value instanceof String ? value : null;
      case DATE -> moment(value);
      case INTEGER -> value instanceof Long ? value : null;
      case LIST -> value instanceof List<?> list && areTexts(list) ? value : null;
      case JSON -> value;
    };
  }

  private static boolean areTexts(List<?> list) {
    for (Object element : list) {
      if (!(element instanceof String)) {
        return false;
      }
    }
    return true;
  }

  static List<CallColumn> columns(Collection<String> names) {
    List<String> unknown = names.stream().filter(name -> CallColumn.named(name) == null).toList();
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "expected columns of calls, found "
              + String.join(", ", unknown)
              + "; known: "
              + Arrays.stream(CallColumn.values())
                  .map(CallColumn::wireName)
                  .collect(Collectors.joining(", ")));
    }
    return names.stream().map(name -> requireNonNull(CallColumn.named(name))).toList();
  }

  static void checkNoColumns(Set<String> names) {
    for (String name : names) {
      if (CallColumn.named(name) != null) {
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
    for (CallColumn column : CallColumn.values()) {
      Object value = column.getter().apply(call);
      boolean noRefs = column.kind() == CallColumn.Kind.LIST && List.of().equals(value);
      if (value != null && !noRefs) {
        members.put(column.wireName(), value);
      }
    }
    members.putAll(call.otherMembers());
    return members;
  }

  private static Check check(CallColumn column) {
    if (column == CallColumn.ID) {
      return Check.TEXT;
    }
    return switch (column.kind()) {
      case TEXT -> TEXT;
      case DATE -> DATE;
      case INTEGER -> INTEGER;
      case LIST -> TEXTS;
      case JSON -> Check.ANY;
    };
  }

  /** {@return a checked value of JSON as the column holds it} */
  private static Object inColumn(CallColumn.Kind kind, Object value) {
    return switch (kind) {
      case DATE -> requireNonNull(moment(value));
      case INTEGER -> Numbers.decimal((Number) value).longValueExact();
      case TEXT, LIST, JSON -> value;
    };
  }

  private static @Nullable Instant moment(Object value) {
    if (value instanceof String text) {
      return Timestamps.parse(text);
    }
    return value instanceof Number number && !isBeyond(number)
        ? Timestamps.ofEpochSeconds(number)
        : null;
  }

  private static boolean isBeyond(Object value) {
    return value instanceof Number number && Numbers.compare(number, YEAR_10000) >= 0;
  }
}
