package io.tokentally.aggregation.operations;

import io.tokentally.FieldPath;
import io.tokentally.SortBy;
import io.tokentally.ValidationError.Type;
import io.tokentally.dsl.FieldResolver;
import io.tokentally.dsl.UnknownFieldException;
import io.tokentally.dsl.eval.FieldValue;
import io.tokentally.dsl.eval.Order;
import io.tokentally.json.Faults;
import io.tokentally.json.Loc;
import io.tokentally.value.Texts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sorts records by the values of fields; ties by id: SEMANTICS.md section 10, rule 48. */
final class Sorting<T> {

  /** A record with the values that it is sorted by, each read once. */
  private record Keyed<T>(T record, List<@Nullable Object> keys) {}

  private final List<FieldValue<T>> fields = new ArrayList<>();
  private final Comparator<Keyed<T>> order;

  private Sorting(
      List<SortBy> sortBy,
      FieldResolver<T> resolver,
      Function<T, String> id,
      Loc at,
      Faults faults) {
    Comparator<Keyed<T>> byKeys = (unusedLeft, unusedRight) -> 0;
    for (int i = 0; i < sortBy.size(); i++) {
      try {
        fields.add(new FieldValue<>(resolver.resolve(FieldPath.parse(sortBy.get(i).field()))));
        byKeys = byKeys.thenComparing(byKey(i, sortBy.get(i).direction()));
      } catch (UnknownFieldException e) {
        String msg = String.valueOf(e.getMessage());
        faults.add(at.index(i).key("field"), Type.UNKNOWN_FIELD, msg);
      }
    }
    this.order = byKeys.thenComparing(keyed -> id.apply(keyed.record), Texts::compare);
  }

  /** {@return an order; a field that the records lack is a fault} */
  static <T> Sorting<T> by(
      List<SortBy> sortBy,
      FieldResolver<T> resolver,
      Function<T, String> id,
      Loc at,
      Faults faults) {
    return new Sorting<>(sortBy, resolver, id, at, faults);
  }

  /** {@return the records in order} */
  List<T> sort(Collection<T> records) {
    return records.stream().map(this::keyed).sorted(order).map(Keyed::record).toList();
  }

  private Keyed<T> keyed(T record) {
    List<@Nullable Object> keys = new ArrayList<>(fields.size());
    fields.forEach(field -> keys.add(field.value(record)));
    return new Keyed<>(record, keys);
  }

  private static <T> Comparator<Keyed<T>> byKey(int i, SortBy.Direction direction) {
    Comparator<Object> values =
        direction == SortBy.Direction.ASC
            ? Order::compareForSorting
            : (a, b) -> Order.compareForSorting(b, a);
    return Comparator.comparing(keyed -> keyed.keys.get(i), Comparator.nullsLast(values));
  }
}
