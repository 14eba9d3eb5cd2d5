package io.tokentally.dsl.eval;

import io.tokentally.SortBy.Direction;
import io.tokentally.dsl.Field;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the values that records are sorted by. Nulls come last whatever the direction.
 *
 * @param value the value, read once a record
 * @param order the ascending order of two values that are not null
 * @param direction which way
 */
public record SortTerm<T>(Expression<T> value, Comparator<Object> order, Direction direction) {

  /** {@return the term of a field in the STANDARD dialect: its value, by kind, then exactly} */
  public static <T> List<SortTerm<T>> standard(Field<T> field, Direction direction) {
    return List.of(new SortTerm<>(new FieldValue<>(field), Order::compareForSorting, direction));
  }

  /** {@return the order of two values of this term, nulls included} */
  public int compare(@Nullable Object a, @Nullable Object b) {
    if (a == null || b == null) {
      return Boolean.compare(a == null, b == null);
    }
    return direction == Direction.ASC ? order.compare(a, b) : order.compare(b, a);
  }
}
