package io.tokentally.spark.query;

import static java.util.Objects.requireNonNull;

import io.tokentally.dsl.Operand;
import io.tokentally.dsl.Operation;
import io.tokentally.dsl.Query;
import io.tokentally.json.CallColumn;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Which columns of calls a part of a query reads. */
public final class QueryColumns {

  private QueryColumns() {}

  /** {@return the columns, also those that its computed fields are made of} */
  public static Set<CallColumn> of(Operand operand) {
    Operation condition =
        operand instanceof Operation operation ? operation : new Operation.In(operand, List.of());
    Set<CallColumn> columns = EnumSet.noneOf(CallColumn.class);
    for (String name : new Query(condition).columns()) {
      columns.add(requireNonNull(CallColumn.named(name)));
    }
    return columns;
  }
}
