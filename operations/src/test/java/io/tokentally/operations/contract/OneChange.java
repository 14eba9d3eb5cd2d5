package io.tokentally.operations.contract;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Changes a document in one place. */
final class OneChange {

  /** Begins a key that is there already; written as JSON, the document has the key twice. */
  static final String TWICE = "twice:";

  private static final Object GONE = new Object();

  private final UnaryOperator<Object> change;
  private int before;

  private OneChange(int place, UnaryOperator<Object> change) {
    this.before = place;
    this.change = change;
  }

  /** {@return ways to change a value} */
  static Arbitrary<UnaryOperator<Object>> changes(Arbitrary<Object> values) {
    Arbitrary<UnaryOperator<Object>> others = values.map(value -> old -> value);
    Arbitrary<UnaryOperator<Object>> more =
        Combinators.combine(ContractDocuments.keys(), values)
            .as((key, value) -> old -> extended(old, key, value));
    Arbitrary<UnaryOperator<Object>> twice = values.map(value -> old -> repeated(old, value));
    return Arbitraries.oneOf(others, Arbitraries.just(old -> GONE), more, twice);
  }

  /** {@return the document, changed in the part that the number picks} */
  static Object in(Object document, int number, UnaryOperator<Object> change) {
    int place = number % (int) parts(document).count();
    Object changed = new OneChange(place, change).in(document);
    return GONE.equals(changed) ? null : changed;
  }

  private static Stream<?> parts(Object value) {
    Stream<?> below = Stream.of();
    if (value instanceof Map<?, ?> map) {
      below = map.values().stream().flatMap(OneChange::parts);
    } else if (value instanceof List<?> list) {
      below = list.stream().flatMap(OneChange::parts);
    }
    return Stream.concat(IntStream.of(0).boxed(), below);
  }

  private Object in(Object value) {
    if (before-- == 0) {
      return change.apply(value);
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> members = new LinkedHashMap<>();
      map.forEach((key, member) -> members.put(key, in(member)));
      members.values().remove(GONE);
      return members;
    }
    if (value instanceof List<?> list) {
      List<Object> elements = new ArrayList<>();
      list.forEach(element -> elements.add(in(element)));
      elements.remove(GONE);
      return elements;
    }
    return value;
  }

  private static Object extended(Object value, String key, Object more) {
    if (value instanceof List<?> list) {
      List<Object> elements = new ArrayList<>(list);
      elements.add(more);
      return elements;
    }
    return value instanceof Map<?, ?> map ? with(map, key, more) : value;
  }

  private static Object repeated(Object value, Object again) {
    if (!(value instanceof Map<?, ?> map) || map.isEmpty()) {
      return value;
    }
    Iterator<?> keys = map.keySet().iterator();
    return with(map, TWICE + keys.next(), again);
  }

  private static Object with(Map<?, ?> map, String key, Object more) {
    Map<Object, Object> members = new LinkedHashMap<>(map);
    members.put(key, more);
    return members;
  }
}
