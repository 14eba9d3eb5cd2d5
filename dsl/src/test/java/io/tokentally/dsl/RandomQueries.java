package io.tokentally.dsl;

import io.tokentally.dsl.Operation.Comparison.Operator;
import io.tokentally.testing.JsonArbitraries;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random queries. They are likely to hit {@link RandomDocuments}: few field names, few values. */
public final class RandomQueries {

  /** Fields of plain documents. */
  static final List<String> FIELDS =
      List.of(
          "a", "b", "c", "a", "b", "c", "a.b", "a\\.b", "a.0", "b.1", "a.0.a", "b.a", "c.01", "",
          "a.", "none");

  /** Fields of calls. */
  public static final List<String> CALL_FIELDS =
      List.of(
          "id",
          "op_name",
          "display_name",
          "exception",
          "wb_run_step",
          "started_at",
          "started_at",
          "ended_at",
          "deleted_at",
          "input_refs",
          "output_refs.0",
          "inputs",
          "inputs.a",
          "inputs.b.0",
          "output",
          "output.a\\.b",
          "attributes.a",
          "summary",
          "summary.weave",
          "summary.status_counts.error",
          "summary.weave.status",
          "summary.weave.latency_ms",
          "summary.weave.trace_name");

  private RandomQueries() {}

  /** {@return queries on these fields that can be compiled} */
  public static Arbitrary<Query> queries(List<String> fields) {
    Arbitrary<Operand> leaves =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.of(fields).map(Query::field)),
            Tuple.of(2, RandomDocuments.values(2).map(Query::literal)));
    return operations(operands(leaves, 2, 1), 1).map(Query::new);
  }

  /**
   * {@return queries on calls with literals that the server can compare, but for a few, and with
   * dates in the forms that it alone reads}
   */
  static Arbitrary<Query> weaveQueries() {
    Arbitrary<Operand> fields =
        Arbitraries.frequencyOf(
                Tuple.of(30, Arbitraries.of(CALL_FIELDS)),
                Tuple.of(3, Arbitraries.of("expire_at", "parent_id", "inputs.b.00", "inputs.b.+1")),
                Tuple.of(1, Arbitraries.of("id.x", "outputs", "summary.weave.cost", "inputs.b.-1")))
            .map(Query::field);
    Arbitrary<Operand> literals =
        Arbitraries.frequencyOf(
                Tuple.of(30, RandomDocuments.values(1)),
                Tuple.of(5, RandomDocuments.pythonDates()),
                Tuple.of(1, RandomDocuments.values(2)))
            .map(Query::literal);
    Arbitrary<Operand> leaves = Arbitraries.frequencyOf(Tuple.of(3, fields), Tuple.of(2, literals));
    return operations(operands(leaves, 2, 1), 1).map(Query::new);
  }

  /** {@return queries with any field and any literal, also with nothing in {@code $and}} */
  static Arbitrary<Query> wildQueries() {
    Arbitrary<Operand> leaves =
        Arbitraries.oneOf(
            JsonArbitraries.texts().map(Query::field),
            JsonArbitraries.values().map(Query::literal));
    return operations(operands(leaves, 2, 0), 0).map(Query::new);
  }

  private static Arbitrary<Operand> operands(Arbitrary<Operand> leaves, int levels, int fewest) {
    if (levels == 0) {
      return leaves;
    }
    Arbitrary<Operand> deeper = operands(leaves, levels - 1, fewest);
    Arbitrary<Operand> inner = Arbitraries.lazy(() -> deeper);
    Arbitrary<Operand> converted =
        Combinators.combine(inner, Arbitraries.of(Operand.Convert.Type.class))
            .as(Operand.Convert::new);
    return Arbitraries.frequencyOf(
        Tuple.of(5, leaves),
        Tuple.of(2, converted),
        Tuple.of(1, inner.map(Operand.Size::new)),
        Tuple.of(2, operations(inner, fewest).map(Operand.class::cast)));
  }

  private static Arbitrary<Operation> operations(Arbitrary<Operand> inner, int fewest) {
    Arbitrary<List<Operand>> lists = inner.list().ofMinSize(fewest).ofMaxSize(3);
    return Arbitraries.oneOf(
        lists.map(Operation.And::new),
        lists.map(Operation.Or::new),
        inner.map(Operation.Not::new),
        Combinators.combine(Arbitraries.of(Operator.class), inner, inner)
            .as(Operation.Comparison::new),
        Combinators.combine(inner, inner.list().ofMaxSize(3)).as(Operation.In::new),
        Combinators.combine(inner, inner, Arbitraries.of(true, false)).as(Operation.Contains::new),
        Combinators.combine(inner, inner, Arbitraries.just(false).injectNull(0.5))
            .as(WrittenContains::new));
  }
}
