package io.tokentally.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Brings a value into the one form that equal values have: keys sorted, numbers plain. A value may
 * be deep, and a caller's own maps may even hold themselves; what exceeds bounds that no usage
 * comes near is left out. For one value; not thread-safe.
 */
public final class SortedValue {

  private static final int MOST_LEVELS = 200;
  private static final int MOST_VALUES = 1_000_000;

  private int values;

  /** {@return the value in that form} */
  public @Nullable Object of(@Nullable Object value) {
    return of(value, MOST_LEVELS);
  }

  private @Nullable Object of(@Nullable Object value, int levels) {
    if (value instanceof Number number) {
      Number exact = Numbers.exact(number);
      return exact == null ? null : Numbers.plain(Numbers.decimal(exact));
    }
    if (value == null || value instanceof Boolean) {
      return value;
    }
    boolean isContainer = value instanceof Map || value instanceof List;
    if (isContainer && (levels == 0 || values >= MOST_VALUES)) {
      return null;
    }
    if (value instanceof Map<?, ?> map) {
      values += map.size();
      Map<String, @Nullable Object> members = new TreeMap<>(CodePoints::compare);
      map.forEach((key, member) -> members.put(String.valueOf(key), of(member, levels - 1)));
      return members;
    }
    if (value instanceof List<?> list) {
      values += list.size();
      List<@Nullable Object> elements = new ArrayList<>(list.size());
      list.forEach(element -> elements.add(of(element, levels - 1)));
      return elements;
    }
    return value.toString();
  }
}
