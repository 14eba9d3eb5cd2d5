package io.tokentally.operations.contract;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Documents of the contract's schemas, as plain values: sound, changed in one place, and random.
 */
final class ContractDocuments {

  private static final List<String> OPERATORS =
      List.of(
          "$and",
          "$or",
          "$not",
          "$eq",
          "$gt",
          "$gte",
          "$lt",
          "$lte",
          "$in",
          "$contains",
          "$literal",
          "$getField",
          "$convert",
          "$size");

  private static final List<String> KEYS =
      List.of(
          "$expr",
          "input",
          "substr",
          "case_insensitive",
          "to",
          "project_id",
          "wb_user_id",
          "costs",
          "fields",
          "query",
          "sort_by",
          "limit",
          "offset",
          "call_ids",
          "include_costs",
          "filter",
          "trace_roots_only",
          "thread_ids",
          "field",
          "direction",
          "prompt_token_cost",
          "cache_read_input_token_cost",
          "prompt_token_cost_unit",
          "effective_date",
          "provider_id",
          "a");

  static final List<String> DATES =
      List.of(
          "2025-06-01",
          "2025-06-01T10:00:00Z",
          "2025-06-01 10:00:00.5+02:00",
          "2025-06-31",
          "2025-06-01T24:00:00Z",
          "soon",
          "");

  private static final List<Object> SCALARS =
      Arrays.asList(
          null,
          true,
          false,
          0,
          5,
          -1,
          new BigDecimal("5.0"),
          new BigDecimal("1e3"),
          new BigDecimal("0.5"),
          new BigDecimal("-0.5"),
          new BigDecimal("-0.0"),
          new BigDecimal("1e30"),
          Long.MAX_VALUE,
          BigInteger.ONE.shiftLeft(63),
          "a",
          "asc",
          "int",
          "2025-06-01");

  private ContractDocuments() {}

  /** {@return values of no schema, with keys and values that the schemas know} */
  static Arbitrary<Object> random() {
    return random(5);
  }

  private static Arbitrary<Object> random(int levels) {
    Arbitrary<Object> scalars = Arbitraries.of(SCALARS);
    if (levels == 0) {
      return scalars;
    }
    Arbitrary<Object> deeper = random(levels - 1);
    Arbitrary<Object> inner = Arbitraries.lazy(() -> deeper);
    Arbitrary<String> keys = Arbitraries.oneOf(Arbitraries.of(KEYS), Arbitraries.of(OPERATORS));
    return Arbitraries.frequencyOf(
        Tuple.of(1, scalars),
        Tuple.of(2, inner.list().ofMaxSize(3).asGeneric()),
        Tuple.of(3, Combinators.combine(keys, inner).as(ContractDocuments::object)),
        Tuple.of(1, Arbitraries.maps(keys, inner).ofMaxSize(4).asGeneric()));
  }

  /** {@return queries with the contract's schema} */
  static Arbitrary<Object> queries() {
    return operations(operand(2)).map(operation -> object("$expr", operation));
  }

  private static Arbitrary<Object> operand(int levels) {
    Arbitrary<Object> literals = literals(2);
    Arbitrary<Object> fields =
        Arbitraries.of("id", "a.b", "").map(path -> object("$getField", path));
    if (levels == 0) {
      return Arbitraries.oneOf(literals, fields);
    }
    Arbitrary<Object> deeper = operand(levels - 1);
    Arbitrary<Object> inner = Arbitraries.lazy(() -> deeper);
    Arbitrary<Object> converted =
        Combinators.combine(inner, Arbitraries.of("double", "string", "int", "bool", "exists"))
            .as((input, to) -> object("$convert", object("input", input, "to", to)));
    Arbitrary<Object> sized = inner.map(input -> object("$size", input));
    return Arbitraries.oneOf(literals, fields, converted, sized, operations(inner));
  }

  private static Arbitrary<Object> literals(int levels) {
    Arbitrary<Object> scalars = Arbitraries.of(SCALARS).map(value -> object("$literal", value));
    if (levels == 0) {
      return scalars;
    }
    Arbitrary<Object> deeper = literals(levels - 1);
    Arbitrary<Object> inner = Arbitraries.lazy(() -> deeper);
    Arbitrary<Object> lists = inner.list().ofMaxSize(2).asGeneric();
    Arbitrary<Object> objects =
        Arbitraries.maps(Arbitraries.of("a", "$literal", "$eq"), inner).ofMaxSize(2).asGeneric();
    return Arbitraries.frequencyOf(
        Tuple.of(5, scalars),
        Tuple.of(1, lists.map(value -> object("$literal", value))),
        Tuple.of(1, objects.map(value -> object("$literal", value))));
  }

  private static Arbitrary<Object> operations(Arbitrary<Object> inner) {
    Arbitrary<List<Object>> some = inner.list().ofMaxSize(3);
    Arbitrary<Object> connections =
        Combinators.combine(Arbitraries.of("$and", "$or"), some).as(ContractDocuments::object);
    Arbitrary<Object> comparisons =
        Combinators.combine(
                Arbitraries.of("$eq", "$gt", "$gte", "$lt", "$lte"), inner.list().ofSize(2))
            .as(ContractDocuments::object);
    Arbitrary<Object> contained =
        Combinators.combine(
                inner, inner, Arbitraries.of(Arrays.asList(null, true, false, "absent")))
            .as(
                (input, substr, anyCase) ->
                    object(
                        "$contains",
                        "absent".equals(anyCase)
                            ? object("input", input, "substr", substr)
                            : object(
                                "input", input, "substr", substr, "case_insensitive", anyCase)));
    return Arbitraries.oneOf(
        connections,
        comparisons,
        contained,
        inner.map(operand -> object("$not", List.of(operand))),
        Combinators.combine(inner, some)
            .as((operand, elements) -> object("$in", List.of(operand, elements))));
  }

  /** {@return the document with one of its parts replaced, left out, extended or written twice} */
  static Arbitrary<Object> changed(Arbitrary<Object> documents) {
    return Combinators.combine(
            documents, Arbitraries.integers().between(0, 1_000), OneChange.changes(random(2)))
        .as(OneChange::in);
  }

  /** {@return a key that the schemas know, or another} */
  static Arbitrary<String> keys() {
    return Arbitraries.oneOf(Arbitraries.of(KEYS), Arbitraries.of(OPERATORS));
  }

  /** {@return an object of these keys and values, in turn} */
  static Object object(Object... members) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < members.length; i += 2) {
      object.put((String) members[i], members[i + 1]);
    }
    return object;
  }

  /** {@return objects with every required member and any of the others} */
  static Arbitrary<Object> objects(
      Map<String, Arbitrary<Object>> required, Map<String, Arbitrary<Object>> optional) {
    Arbitrary<Map<String, Object>> objects = Arbitraries.just(Map.of());
    for (Map.Entry<String, Arbitrary<Object>> member : required.entrySet()) {
      objects = with(objects, member.getKey(), member.getValue().map(List::of));
    }
    for (Map.Entry<String, Arbitrary<Object>> member : optional.entrySet()) {
      Arbitrary<List<Object>> perhaps =
          Arbitraries.oneOf(member.getValue().map(Arrays::asList), Arbitraries.just(List.of()));
      objects = with(objects, member.getKey(), perhaps);
    }
    return objects.asGeneric();
  }

  private static Arbitrary<Map<String, Object>> with(
      Arbitrary<Map<String, Object>> objects, String key, Arbitrary<List<Object>> values) {
    return Combinators.combine(objects, values)
        .as(
            (object, value) -> {
              Map<String, Object> more = new LinkedHashMap<>(object);
              new ArrayList<>(value).forEach(each -> more.put(key, each));
              return more;
            });
  }
}
