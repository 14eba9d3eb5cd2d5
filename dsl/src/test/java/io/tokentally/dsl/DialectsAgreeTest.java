package io.tokentally.dsl;

import static io.tokentally.dsl.Query.and;
import static io.tokentally.dsl.Query.field;
import static io.tokentally.dsl.Query.not;
import static io.tokentally.dsl.Query.or;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Where the fields are there and of the types of the literals they meet, the dialects agree. What
 * the generator leaves out is named by the rows of docs/dialects.md that say why.
 */
class DialectsAgreeTest {

  /** Why something is not generated: the ids of rows. */
  private static final Map<String, List<String>> LEFT_OUT =
      Map.ofEntries(
          Map.entry(
              "fields that are not there, nulls",
              List.of(
                  "missing-json",
                  "null-unknown",
                  "null-text",
                  "null-step",
                  "null-date",
                  "null-there")),
          Map.entry("null literals", List.of("null-left", "null-stored")),
          Map.entry("blank exceptions", List.of("blank-exception")),
          Map.entry("$size of text and of JSON", List.of("size-text", "size-json")),
          Map.entry("columns that a call need not have", List.of("expire-at")),
          Map.entry(
              "literals of another type than the field they meet",
              List.of(
                  "kinds-unknown",
                  "cast-text",
                  "cast-integer",
                  "cast-boolean",
                  "boolean-number",
                  "in-mixed",
                  "number-needle")),
          Map.entry("JSON fields beside JSON fields", List.of("json-as-text")),
          Map.entry(
              "lists and objects",
              List.of("container-equal", "container-literal", "container-contains")),
          Map.entry(
              "operands that are no operation as conditions",
              List.of("condition-json", "condition-blank")),
          Map.entry("dates in lists", List.of("date-in")),
          Map.entry(
              "dates in other forms than RFC 3339 to the millisecond, and as numbers",
              List.of("date-form", "date-micros", "date-range")),
          Map.entry("decimals that binary floats do not tell apart", List.of("exact-number")),
          Map.entry("indexes in paths", List.of("list-index", "loose-index", "negative-index")),
          Map.entry("letters beyond ASCII where case does not count", List.of("case-folding")),
          Map.entry(
              "$convert",
              List.of(
                  "missing-exists",
                  "convert-int",
                  "convert-bool",
                  "convert-text",
                  "convert-loose")));

  private static final List<String> TEXTS = List.of("", "a", "B", "ab", "5", "true", "x y", "Ab");
  private static final List<Long> INTEGERS = List.of(-1L, 0L, 1L, 5L, 9007199254740993L);
  private static final List<BigDecimal> DECIMALS =
      List.of(
          new BigDecimal("-0.5"),
          new BigDecimal("0.1"),
          new BigDecimal("5.25"),
          new BigDecimal("1e3"));
  private static final List<Instant> MOMENTS =
      List.of(
          Instant.parse("1969-12-31T23:59:59.999Z"),
          Instant.parse("2024-03-01T12:00:00Z"),
          Instant.parse("2024-03-01T12:00:00.250Z"));

  @Example
  void everyPartingIsNamedByARow() {
    Set<String> named =
        LEFT_OUT.values().stream().flatMap(List::stream).collect(Collectors.toSet());
    assertThat(named)
        .isEqualTo(
            DialectsTable.rows().stream().map(DialectsTable.Row::id).collect(Collectors.toSet()));
  }

  @Property(tries = 500)
  void agree(@ForAll("calls") Call call, @ForAll("operations") Operation operation) {
    Query query = Query.where(operation);
    boolean expected = query.forCalls().test(call);
    for (Dialect dialect : Dialect.values()) {
      assertThat(query.forCalls(dialect).test(call)).as("%s", dialect).isEqualTo(expected);
    }
  }

  @Provide
  Arbitrary<Call> calls() {
    return Combinators.combine(
            Arbitraries.of(TEXTS),
            Arbitraries.of(TEXTS),
            Arbitraries.of(INTEGERS),
            Arbitraries.of(DECIMALS),
            Arbitraries.of(true, false),
            Arbitraries.of(MOMENTS))
        .as(
            (opName, text, integer, decimal, flag, startedAt) ->
                Call.builder()
                    .id("call-1")
                    .opName(opName)
                    .wbRunStep(integer)
                    .startedAt(startedAt)
                    .inputs(
                        Map.of("text", text, "integer", integer, "decimal", decimal, "flag", flag))
                    .build());
  }

  @Provide
  Arbitrary<Operation> operations() {
    return Arbitraries.recursive(
        () -> leaves(),
        inner ->
            Arbitraries.oneOf(
                Combinators.combine(inner, inner).as((a, b) -> and(a, b)),
                Combinators.combine(inner, inner).as((a, b) -> or(a, b)),
                inner.map(Query::not)),
        0,
        3);
  }

  private static Arbitrary<Operation> leaves() {
    return Arbitraries.oneOf(
        comparisons(List.of("op_name", "inputs.text"), Arbitraries.of(TEXTS)),
        comparisons(List.of("wb_run_step", "inputs.integer"), Arbitraries.of(INTEGERS)),
        comparisons(List.of("inputs.decimal"), Arbitraries.of(DECIMALS)),
        comparisons(List.of("inputs.flag"), Arbitraries.of(true, false)),
        orders(List.of("started_at"), Arbitraries.of(MOMENTS)),
        contained());
  }

  private static Arbitrary<Operation> comparisons(
      List<String> fields, Arbitrary<? extends Object> literals) {
    Arbitrary<Operation> lists =
        Combinators.combine(Arbitraries.of(fields), literals.list().ofMaxSize(3))
            .as((name, elements) -> field(name).in(elements));
    return Arbitraries.oneOf(orders(fields, literals), lists);
  }

  private static Arbitrary<Operation> orders(
      List<String> fields, Arbitrary<? extends Object> literals) {
    return Combinators.combine(
            Arbitraries.of(fields), Arbitraries.integers().between(0, 4), literals)
        .as(
            (name, operator, literal) ->
                switch (operator) {
                  case 0 -> field(name).eq(literal);
                  case 1 -> field(name).gt(literal);
                  case 2 -> field(name).gte(literal);
                  case 3 -> field(name).lt(literal);
                  default -> not(field(name).lte(literal));
                });
  }

  private static Arbitrary<Operation> contained() {
    return Combinators.combine(
            Arbitraries.of("op_name", "inputs.text"),
            Arbitraries.of(TEXTS),
            Arbitraries.of(true, false))
        .as(
            (name, part, anyCase) ->
                anyCase ? field(name).containsIgnoringCase(part) : field(name).contains(part));
  }
}
