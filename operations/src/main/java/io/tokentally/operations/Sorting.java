package io.tokentally.operations;

import io.tokentally.FieldPath;
import io.tokentally.SortBy;
import io.tokentally.ValidationError.Type;
import io.tokentally.dsl.Dialect;
import io.tokentally.dsl.Field;
import io.tokentally.dsl.FieldResolver;
import io.tokentally.dsl.UnknownFieldException;
import io.tokentally.dsl.WeaveTarget;
import io.tokentally.dsl.eval.SortTerm;
import io.tokentally.dsl.weave.WeaveSorting;
import io.tokentally.json.Faults;
import io.tokentally.json.Loc;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sorts records by the values of fields: docs/semantics.md rule 48, or docs/weave.md section 10.
 */
final class Sorting<T> {

  /** Each record is held with as many values while it is sorted. */
  private static final int MOST_KEYS = 100;

  /** A record with the values that it is sorted by, each read once. */
  private record Keyed<T>(T record, List<@Nullable Object> values) {}

  private final List<SortTerm<T>> terms = new ArrayList<>();

  /**
   * An order; a field that the records lack is an error.
   *
   * @param keys what to sort by, at the given place of a request; empty for the order as it is
   */
  Sorting(List<SortBy> keys, FieldResolver<T> fields, Dialect dialect, Loc at, Faults faults) {
    if (keys.size() > MOST_KEYS) {
      String msg = "expected at most " + MOST_KEYS + " entries, found " + keys.size();
      faults.add(at, Type.LIMIT, msg);
      return;
    }
    List<SortBy> all = keys.isEmpty() ? keys : withTies(keys, fields.weaveTarget(), dialect);
    for (int i = 0; i < all.size(); i++) {
      SortBy key = all.get(i);
      try {
        Field<T> field = fields.resolve(FieldPath.parse(key.field()));
        terms.addAll(
            dialect == Dialect.STANDARD
                ? SortTerm.standard(field, key.direction())
                : WeaveSorting.terms(field, key.direction()));
      } catch (UnknownFieldException e) {
        String msg = e.getMessage() == null ? "unknown field" : e.getMessage();
        faults.add(at.index(i).key("field"), Type.UNKNOWN_FIELD, msg);
      }
    }
  }

  /** {@return the keys, and what decides between records that are equal by them} */
  private static List<SortBy> withTies(List<SortBy> keys, WeaveTarget target, Dialect dialect) {
    if (dialect == Dialect.WEAVE) {
      return target == WeaveTarget.CALLS ? WeaveSorting.withTies(keys) : keys;
    }
    List<SortBy> all = new ArrayList<>(keys);
    all.add(SortBy.asc("id"));
    return all;
  }

  /** {@return the records in order} */
  List<T> sort(Collection<T> records) {
    return records.stream().map(this::keyed).sorted(this::compare).map(Keyed::record).toList();
  }

  private Keyed<T> keyed(T record) {
    List<@Nullable Object> values = new ArrayList<>(terms.size());
    terms.forEach(term -> values.add(term.value().value(record)));
    return new Keyed<>(record, values);
  }

  private int compare(Keyed<T> a, Keyed<T> b) {
    for (int i = 0; i < terms.size(); i++) {
      int order = terms.get(i).compare(a.values.get(i), b.values.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
