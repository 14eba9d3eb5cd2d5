package io.tokentally.spark;

import io.tokentally.Call;
import io.tokentally.dsl.Operand;
import io.tokentally.dsl.Operation;
import io.tokentally.dsl.Operation.Comparison.Operator;
import io.tokentally.dsl.Query;
import io.tokentally.dsl.RandomDocuments;
import io.tokentally.dsl.RandomQueries;
import io.tokentally.json.JsonText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random queries of which Spark can say much itself, and calls that they are likely to hit. */
final class CallFilterQueries {

  private static final List<String> TEXTS =
      List.of(
          "id", "op_name", "exception", "display_name", "inputs.a", "inputs.a\\.b", "summary.b");
  private static final List<String> NUMBERS =
      List.of(
          "wb_run_step",
          "wb_run_step_end",
          "inputs.b",
          "inputs.c.a",
          "summary.status_counts.error");
  private static final List<String> DATES =
      List.of("started_at", "started_at", "ended_at", "deleted_at", "expire_at");
  private static final List<String> OTHERS =
      List.of("input_refs", "inputs", "inputs.A", "inputs.c", "inputs.c.d.0", "output.a");

  private static final List<Object> SOME_TEXTS =
      List.of(
          "",
          "a",
          "b",
          "ab",
          "error",
          "true",
          "\u00df",
          "\ud83d\ude00",
          "\uffff",
          "\ufffd",
          "\ud83d");
  private static final List<Object> SOME_NUMBERS =
      List.of(
          0L,
          5L,
          10L,
          -1L,
          127L,
          128L,
          -129L,
          1L << 40,
          Long.MAX_VALUE,
          Long.MIN_VALUE,
          BigInteger.TWO.pow(64),
          new BigDecimal("5.0"),
          new BigDecimal("4.5"),
          new BigDecimal("-0.5"),
          new BigDecimal("1e30"),
          new BigDecimal("1e1500"),
          new BigDecimal("1e-1500"),
          new BigDecimal("1e999999999"),
          new BigDecimal("9007199254740993.0"));
  private static final List<Object> SOME_DATES =
      List.of(
          "2024-06-15",
          "2024-06-15T00:00:00Z",
          "2024-06-15 02:00:00+02:00",
          "2024-06-15T10:00:00.5Z",
          "2024-06-15T10:00:00.500000001Z",
          "2024-06-15T10:00:00.4999999Z",
          "2024-06-15T10:00:05",
          "20240615",
          "2024-06-31",
          "1970-01-01",
          0L,
          "1700-01-01",
          "0001-01-01",
          "9999-12-31T23:59:59.999999999Z",
          1718409600L,
          new BigDecimal("1718445600.5"),
          new BigDecimal("1718445600.5000001"),
          new BigDecimal("1718445599.9999999"));

  private CallFilterQueries() {}

  static Arbitrary<Query> queries() {
    return Arbitraries.frequencyOf(
        Tuple.of(3, conditions(2).map(Query::new)),
        Tuple.of(1, RandomQueries.queries(RandomQueries.CALL_FIELDS)));
  }

  private static Arbitrary<Operation> conditions(int levels) {
    Arbitrary<Operation> leaves =
        Arbitraries.frequencyOf(
            Tuple.of(4, leaves(TEXTS, SOME_TEXTS)),
            Tuple.of(3, leaves(NUMBERS, SOME_NUMBERS)),
            Tuple.of(3, leaves(DATES, SOME_DATES)),
            Tuple.of(1, leaves(OTHERS, SOME_TEXTS)),
            Tuple.of(1, leaves(TEXTS, Arrays.asList(5L, true, null, "5"))),
            Tuple.of(1, leaves(DATES, Arrays.asList(true, null, "a"))),
            Tuple.of(1, leaves(NUMBERS, Arrays.asList(true, null, "5"))));
    if (levels == 0) {
      return leaves;
    }
    Arbitrary<Operation> inner = conditions(levels - 1);
    Arbitrary<List<Operand>> lists =
        Arbitraries.frequencyOf(
                Tuple.of(6, inner.map(Operand.class::cast)),
                Tuple.of(1, Arbitraries.of(TEXTS).map(Query::field)),
                Tuple.of(1, Arbitraries.of(NUMBERS).map(Query::field)),
                Tuple.of(1, Arbitraries.of(DATES).map(field -> Query.field(field).exists())),
                Tuple.of(
                    1, Arbitraries.of(Arrays.asList(null, true, false, 1L)).map(Query::literal)))
            .list()
            .ofMinSize(1)
            .ofMaxSize(3);
    return Arbitraries.oneOf(
        leaves,
        lists.map(Operation.And::new),
        lists.map(Operation.Or::new),
        lists.map(operands -> new Operation.Not(operands.get(0))));
  }

  private static Arbitrary<Operation> leaves(List<String> fields, List<Object> values) {
    Arbitrary<Operand> field = Arbitraries.of(fields).map(Query::field);
    Arbitrary<Operand> value = Arbitraries.of(values).map(Query::literal);
    return Arbitraries.oneOf(
        Combinators.combine(Arbitraries.of(Operator.class), field, value)
            .as(Operation.Comparison::new),
        Combinators.combine(Arbitraries.of(Operator.class), value, field)
            .as(Operation.Comparison::new),
        Combinators.combine(field, value.list().ofMaxSize(3)).as(Operation.In::new),
        Combinators.combine(field, value, Arbitraries.of(true, false)).as(Operation.Contains::new),
        field.map(each -> each.exists().eq(true)),
        field.map(each -> each.size().gte(1)));
  }

  /** {@return calls whose inputs and summary have the members of {@link CallRows}' structs} */
  static Arbitrary<Call> structured() {
    Arbitrary<Object> texts = Arbitraries.of(SOME_TEXTS.subList(0, 10)).injectNull(0.3);
    Arbitrary<Object> numbers = Arbitraries.<Object>of(0L, 1L, 5L, -7L).injectNull(0.3);
    Arbitrary<Object> inner =
        Combinators.combine(numbers, texts.list().ofMaxSize(2))
            .as((a, d) -> object("a", a, "d", d))
            .injectNull(0.3);
    Arbitrary<Object> inputs =
        Combinators.combine(texts, numbers, texts, inner)
            .as((a, b, ab, c) -> object("a", a, "b", b, "a.b", ab, "c", c))
            .injectNull(0.2);
    Arbitrary<Object> summaries =
        Combinators.combine(numbers.map(error -> object("error", error)).injectNull(0.3), texts)
            .as((counts, b) -> object("status_counts", counts, "b", b))
            .injectNull(0.2);
    return Combinators.combine(calls(), inputs, summaries)
        .as((call, in, sum) -> Call.builder().from(call).inputs(in).summary(sum).build());
  }

  private static Object object(Object... members) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < members.length; i += 2) {
      object.put((String) members[i], members[i + 1]);
    }
    return object;
  }

  static Arbitrary<Call> calls() {
    Arbitrary<Instant> expiry =
        Arbitraries.of(
            Instant.parse("2024-06-15T10:00:00.499999Z"),
            Instant.parse("1650-01-01T00:00:00Z"),
            Instant.parse("9999-12-31T23:59:59.999999Z"));
    Arbitrary<Long> steps = Arbitraries.of(127L, -128L, 0L, 5L, 6L);
    return Combinators.combine(
            RandomDocuments.calls(), expiry.injectNull(0.5), steps.injectNull(0.5))
        .as(
            (call, expires, step) ->
                Call.builder()
                    .from(Call.parse(JsonText.of(call)))
                    .expireAt(expires)
                    .wbRunStepEnd(step)
                    .build());
  }
}
