package io.tokentally.dsl;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Random values that are often equal, nearly equal or spelled differently, and documents of them.
 */
public final class RandomDocuments {

  private static final List<String> KEYS = List.of("a", "b", "c", "a.b", "0", "");

  private static final List<String> DATES =
      List.of(
          "2024-06-15",
          "2024-06-15T00:00:00Z",
          "2024-06-15 02:00:00.000+02:00",
          "2024-06-15T10:00:00.5Z",
          "2024-06-15T10:00:00.500000001Z",
          "2024-06-15T10:00:05",
          "2024-06-31",
          "20240615");

  private static final List<String> PYTHON_DATES =
      List.of(
          "20240615",
          "20240615T100000,5",
          " 2024-06-15 ",
          "2024-06-15x10:00",
          "2024-06-15T10",
          "2024-06-15T1000Z",
          "2024-06-15T10:0005",
          "2024-06-15T10:00:00.5000009z",
          "2024-06-15T12:00:00.5+0200",
          "2024-W24-6",
          "2024W246",
          "2024-W24",
          "2024-W53-1",
          "2020-W53",
          "2024-06-15T24:00",
          "0000-01-01",
          "2024-06");

  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "A",
          "ab",
          "aB",
          "b",
          "5",
          "+5",
          "5.0",
          "05",
          "1e1",
          " 5",
          "true",
          "True",
          "1",
          "0",
          "null",
          "\u0130",
          "i",
          "\u00df",
          "ss",
          "\u03c3",
          "\u03c2",
          "k\u017f",
          "\u212aS",
          "Is\u201d",
          "\ud83d\ude00",
          "\uffff",
          "a\"\n\u0001",
          "error",
          "success",
          "weave-trace-internal:///p/op/a:b");

  private static final List<Number> NUMBERS =
      List.of(
          0L,
          1L,
          2L,
          5L,
          -1L,
          10L,
          500L,
          5000L,
          9007199254740993L,
          1718409600L,
          BigInteger.TEN.pow(20),
          new BigDecimal("0.0"),
          new BigDecimal("5.0"),
          new BigDecimal("5.00"),
          new BigDecimal("-1.5"),
          new BigDecimal("0.5"),
          new BigDecimal("1e1"),
          new BigDecimal("1e20"),
          new BigDecimal("9007199254740992.0"),
          new BigDecimal("1718409600.00"),
          new BigDecimal("1718445600.5"),
          new BigDecimal("1e400"),
          new BigDecimal("1e1500"),
          new BigDecimal("1e-1500"),
          new BigDecimal("1e999999999"));

  private RandomDocuments() {}

  /** {@return values that are often equal to one another} */
  static Arbitrary<Object> values() {
    return values(3);
  }

  /** {@return texts that only Python reads as dates, and some that it does not} */
  static Arbitrary<Object> pythonDates() {
    return Arbitraries.of(PYTHON_DATES).map(Object.class::cast);
  }

  /** {@return as {@link #values()}, at most so many levels deep} */
  static Arbitrary<Object> values(int levels) {
    Arbitrary<Object> few = Arbitraries.of(Arrays.asList(5L, "a", true, null, "2024-06-15"));
    Arbitrary<Object> others =
        Arbitraries.oneOf(
            Arbitraries.of(true, false),
            Arbitraries.of(NUMBERS),
            Arbitraries.of(TEXTS),
            Arbitraries.of(DATES));
    if (levels == 1) {
      return Arbitraries.oneOf(few, others);
    }
    Arbitrary<Object> deeper = values(levels - 1);
    // What is lazy is not hashed again for every value.
    Arbitrary<Object> inner = Arbitraries.lazy(() -> deeper);
    return Arbitraries.frequencyOf(
        Tuple.of(6, few),
        Tuple.of(3, others),
        Tuple.of(2, inner.list().ofMaxSize(3)),
        Tuple.of(1, objects(inner)));
  }

  private static Arbitrary<Map<String, Object>> objects(Arbitrary<Object> members) {
    Arbitrary<List<String>> keys =
        Arbitraries.of(KEYS).list().uniqueElements().ofMinSize(2).ofMaxSize(5);
    return Combinators.combine(keys, members.list().ofSize(5)).as(RandomDocuments::object);
  }

  private static Map<String, Object> object(List<String> names, List<Object> values) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      object.put(names.get(i), values.get(i));
    }
    return object;
  }

  /** {@return plain documents, as maps of JSON values} */
  static Arbitrary<Map<String, Object>> documents() {
    return objects(values());
  }

  /** {@return the JSON objects of calls, as maps of JSON values; each is a valid call} */
  public static Arbitrary<Map<String, Object>> calls() {
    Arbitrary<Object> text = Arbitraries.of(TEXTS).map(Object.class::cast).injectNull(0.4);
    Arbitrary<Object> date =
        Arbitraries.oneOf(
                Arbitraries.of(DATES.subList(0, 6)),
                Arbitraries.of(1718409600L, new BigDecimal("1718445600.5"), 0L, -1L))
            .map(Object.class::cast)
            .injectNull(0.3);
    Arbitrary<Object> refs =
        Arbitraries.of(TEXTS).list().ofMaxSize(2).map(Object.class::cast).injectNull(0.3);
    Arbitrary<Object> steps = Arbitraries.of(0L, 5L, 10L).map(Object.class::cast).injectNull(0.3);
    Arbitrary<Object> counts =
        values(1).map(count -> Map.of("status_counts", nullable("error", count)));
    return Combinators.combine(
            Arbitraries.of(TEXTS).map(Object.class::cast),
            text.list().ofSize(3),
            date.list().ofSize(3),
            refs.list().ofSize(2),
            steps,
            values().list().ofSize(3),
            Arbitraries.oneOf(values(), counts))
        .as(
            (id, texts, dates, lists, step, json, summary) -> {
              Map<String, Object> call = new LinkedHashMap<>();
              call.put("id", id);
              put(call, List.of("op_name", "display_name", "exception"), texts);
              put(call, List.of("started_at", "ended_at", "deleted_at"), dates);
              put(call, List.of("input_refs", "output_refs"), lists);
              call.put("wb_run_step", step);
              put(call, List.of("inputs", "output", "attributes"), json);
              call.put("summary", summary);
              return call;
            });
  }

  private static Map<String, Object> nullable(String key, Object value) {
    return object(List.of(key), Arrays.asList(value));
  }

  private static void put(Map<String, Object> into, List<String> names, List<Object> values) {
    into.putAll(object(names, values));
  }
}
