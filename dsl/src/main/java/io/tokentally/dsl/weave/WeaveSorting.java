package io.tokentally.dsl.weave;

import io.tokentally.FieldPath;
import io.tokentally.SortBy;
import io.tokentally.SortBy.Direction;
import io.tokentally.dsl.Field;
import io.tokentally.dsl.Operand.Convert;
import io.tokentally.dsl.eval.Expression;
import io.tokentally.dsl.eval.Order;
import io.tokentally.dsl.eval.SortTerm;
import io.tokentally.value.CodePoints;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How the Weave server sorts calls: docs/weave.md section 10. */
public final class WeaveSorting {

  private WeaveSorting() {}

  /**
   * {@return the terms of a field: a JSON path sorts by whether it is there, whatever the
   * direction, then by its reading as a double, then by its text; a column by what the table has}
   *
   * @throws io.tokentally.dsl.UnknownFieldException if the server rejects to sort by it
   */
  public static <T> List<SortTerm<T>> terms(
      FieldPath path, Field<T> field, Direction direction, CallTable table) {
    if (field.kind() != Field.Kind.JSON) {
      PlainColumn<T> column = PlainColumn.of(path, field, table);
      return List.of(new SortTerm<>(column::exact, Order::compareForSorting, direction));
    }
    JsonField<T> text = JsonField.of(path, field, Convert.Type.STRING);
    JsonField<T> number = text.as(Convert.Type.DOUBLE);
    Expression<T> isMissing = record -> text.read(record) == null;
    return List.of(
        new SortTerm<>(isMissing, Order::compareForSorting, Direction.ASC),
        new SortTerm<>(number, Comparator.comparing(Double.class::cast), direction),
        new SortTerm<>(text, (a, b) -> CodePoints.compare((String) a, (String) b), direction));
  }

  /**
   * {@return the keys that calls are sorted by: unless the id is among them it comes last, in the
   * direction of a last key that is the start, else descending}
   */
  public static List<SortBy> withTies(List<SortBy> keys) {
    if (keys.stream().anyMatch(key -> key.field().equals("id"))) {
      return keys;
    }
    SortBy last = keys.get(keys.size() - 1);
    boolean byStart = last.field().equals("started_at");
    List<SortBy> all = new ArrayList<>(keys);
    all.add(new SortBy("id", byStart ? last.direction() : Direction.DESC));
    return all;
  }
}
