package io.tokentally.dsl;

import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonReader;
import io.tokentally.json.Loc;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * docs/semantics.md sections 2 to 4 and section 10, word by word: walks the JSON of a query,
 * compiles nothing, knows one kind of number. The tests hold the compiled queries against it.
 */
final class PlainInterpreter {

  private static final Pattern DATE =
      Pattern.compile(
          "([0-9]{4})-([0-9]{2})-([0-9]{2})"
              + "(?:[Tt ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\\.([0-9]{1,9}))?)?)?"
              + "(?:[Zz]|([+-])([0-9]{2})(?::?([0-9]{2}))?)?");

  private final Function<List<String>, Object> fields;

  PlainInterpreter(Function<List<String>, Object> fields) {
    this.fields = fields;
  }

  /** {@return whether the query, in JSON, matches a document} */
  boolean matches(String query) {
    Map<?, ?> document = (Map<?, ?>) JsonReader.read(query, Loc.ROOT, new ErrorCollector());
    return condition(document.get("$expr"));
  }

  /** {@return the value with every number as a decimal} */
  static Object plain(Object value) {
    if (value instanceof Number number) {
      return new BigDecimal(number.toString());
    }
    if (value instanceof List<?> list) {
      List<Object> elements = new ArrayList<>();
      list.forEach(each -> elements.add(plain(each)));
      return elements;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> members = new LinkedHashMap<>();
      map.forEach((key, each) -> members.put((String) key, plain(each)));
      return members;
    }
    return value;
  }

  /** {@return what lies below a value at the end of a path} */
  static Object below(Object value, List<String> path) {
    Object at = value;
    for (String key : path) {
      if (at instanceof Map<?, ?> map) {
        at = map.get(key);
      } else if (at instanceof List<?> list && key.matches("0|[1-9][0-9]*")) {
        boolean there = new BigDecimal(key).compareTo(BigDecimal.valueOf(list.size())) < 0;
        at = there ? list.get(Integer.parseInt(key)) : null;
      } else {
        at = null;
      }
    }
    return at;
  }

  /** {@return the moment that a text writes, as seconds since 1970; null if it writes none} */
  static BigDecimal seconds(String text) {
    Matcher date = DATE.matcher(text);
    if (!date.matches() || date.group(1).equals("0000")) {
      return null;
    }
    int[] parts = new int[11];
    for (int i = 1; i < parts.length; i++) {
      boolean number = i != 7 && i != 8 && date.group(i) != null;
      parts[i] = number ? Integer.parseInt(date.group(i)) : 0;
    }
    try {
      LocalDateTime time =
          LocalDateTime.of(parts[1], parts[2], parts[3], parts[4], parts[5], parts[6]);
      int sign = "-".equals(date.group(8)) ? -1 : 1;
      ZoneOffset offset = ZoneOffset.ofHoursMinutes(sign * parts[9], sign * parts[10]);
      String fraction = date.group(7) == null ? "0" : date.group(7);
      return new BigDecimal(time.toEpochSecond(offset)).add(new BigDecimal("0." + fraction));
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static Object size(Object value) {
    if (value instanceof String text) {
      return BigDecimal.valueOf(text.codePoints().count());
    }
    if (value instanceof Map<?, ?> map) {
      return BigDecimal.valueOf(map.keySet().size());
    }
    return value instanceof List<?> list ? BigDecimal.valueOf(list.stream().count()) : null;
  }

  private boolean condition(Object operand) {
    Object value = value(operand);
    return !(value == null
        || value.equals(false)
        || (value instanceof BigDecimal number && number.signum() == 0));
  }

  private Object value(Object operand) {
    Map.Entry<?, ?> entry = ((Map<?, ?>) operand).entrySet().iterator().next();
    Object of = entry.getValue();
    return switch ((String) entry.getKey()) {
      case "$literal" -> plain(literal(of));
      case "$getField" -> fields.apply(parts((String) of));
      case "$convert" ->
          PlainConversion.convert(value(member(of, "input")), (String) member(of, "to"));
      case "$size" -> size(value(of));
      case "$and" -> ((List<?>) of).stream().allMatch(this::condition);
      case "$or" -> ((List<?>) of).stream().anyMatch(this::condition);
      case "$not" -> !condition(((List<?>) of).get(0));
      case "$eq" -> equal(left(of), right(of));
      case "$gt" -> order(left(of), right(of)) > 0;
      case "$gte" -> order(left(of), right(of)) >= 0;
      case "$lt" -> order(right(of), left(of)) > 0;
      case "$lte" -> order(right(of), left(of)) >= 0;
      case "$in" ->
          ((List<?>) ((List<?>) of).get(1))
              .stream().anyMatch(element -> equal(left(of), value(element)));
      case "$contains" ->
          contains(
              value(member(of, "input")),
              value(member(of, "substr")),
              Boolean.TRUE.equals(member(of, "case_insensitive")));
      default -> throw new IllegalArgumentException("no operator: " + entry.getKey());
    };
  }

  private static Object member(Object spec, String key) {
    return ((Map<?, ?>) spec).get(key);
  }

  private Object left(Object operands) {
    return value(((List<?>) operands).get(0));
  }

  private Object right(Object operands) {
    return value(((List<?>) operands).get(1));
  }

  private static List<String> parts(String path) {
    // A dot splits unless a backslash stands before it.
    List<String> parts = new ArrayList<>();
    for (String part : path.split("(?<!\\\\)\\.", -1)) {
      parts.add(part.replace("\\.", "."));
    }
    return parts;
  }

  private static Object literal(Object value) {
    if (value instanceof List<?> list) {
      List<Object> elements = new ArrayList<>();
      list.forEach(each -> elements.add(literal(member(each, "$literal"))));
      return elements;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> members = new LinkedHashMap<>();
      map.forEach((key, each) -> members.put((String) key, literal(member(each, "$literal"))));
      return members;
    }
    return value;
  }

  private static boolean equal(Object a, Object b) {
    if (a instanceof Instant || b instanceof Instant) {
      BigDecimal x = moment(a);
      BigDecimal y = moment(b);
      return x != null && y != null && x.compareTo(y) == 0;
    }
    if (a instanceof BigDecimal x && b instanceof BigDecimal y) {
      return x.compareTo(y) == 0;
    }
    if (a instanceof List<?> x && b instanceof List<?> y) {
      boolean same = x.size() == y.size();
      for (int i = 0; same && i < x.size(); i++) {
        same = equal(x.get(i), y.get(i));
      }
      return same;
    }
    if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
      Set<Object> keys = new HashSet<>(x.keySet());
      keys.addAll(y.keySet());
      return keys.stream().allMatch(key -> equal(x.get(key), y.get(key)));
    }
    return a == null ? b == null : a.equals(b);
  }

  private static BigDecimal moment(Object value) {
    if (value instanceof Instant instant) {
      return BigDecimal.valueOf(instant.getEpochSecond())
          .add(BigDecimal.valueOf(instant.getNano()).movePointLeft(9));
    }
    if (value instanceof String text) {
      return seconds(text);
    }
    return value instanceof BigDecimal number ? number : null;
  }

  /** {@return 1, 0 or -1; without an order -2, so that neither way round is greater or equal} */
  private static int order(Object a, Object b) {
    if (a instanceof Instant || b instanceof Instant) {
      BigDecimal x = moment(a);
      BigDecimal y = moment(b);
      return x == null || y == null ? -2 : x.compareTo(y);
    }
    if (a instanceof BigDecimal x && b instanceof BigDecimal y) {
      return x.compareTo(y);
    }
    if (a instanceof Boolean x && b instanceof Boolean y) {
      return x.compareTo(y);
    }
    if (a instanceof String x && b instanceof String y) {
      int[] mine = x.codePoints().toArray();
      int[] theirs = y.codePoints().toArray();
      return Integer.signum(Arrays.compare(mine, theirs));
    }
    return -2;
  }

  private static boolean contains(Object input, Object value, boolean anyCase) {
    if (input instanceof String text) {
      return value instanceof String part
          && Collections.indexOfSubList(points(text, anyCase), points(part, anyCase)) >= 0;
    }
    if (!(input instanceof List<?> list)) {
      return false;
    }
    for (Object element : list) {
      boolean texts = anyCase && element instanceof String && value instanceof String;
      if (texts
          ? points((String) element, true).equals(points((String) value, true))
          : equal(element, value)) {
        return true;
      }
    }
    return false;
  }

  private static List<Integer> points(String text, boolean anyCase) {
    return text.codePoints()
        .map(each -> anyCase ? Character.toLowerCase(Character.toUpperCase(each)) : each)
        .boxed()
        .toList();
  }
}
