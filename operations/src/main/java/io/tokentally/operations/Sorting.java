package io.tokentally.operations;

import io.tokentally.Call;
import io.tokentally.FieldPath;
import io.tokentally.SortBy;
import io.tokentally.ValidationError.Type;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.dsl.FieldResolver;
import io.tokentally.dsl.UnknownFieldException;
import io.tokentally.dsl.eval.SortTerm;
import io.tokentally.json.ErrorCollector;
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

  /** {@return an order of calls; no keys keep the order as it is} */
  static Sorting<Call> ofCalls(
      List<SortBy> asked, OperationRules rules, Loc at, ErrorCollector faults) {
    List<SortBy> keys = isNoOrder(asked, at, faults) ? List.of() : rules.callKeys(asked);
    return new Sorting<>(keys, FieldResolver.calls(), rules, at, faults);
  }

  /** {@return an order of price rows; no keys keep the order as it is} */
  static Sorting<PriceRow> ofPrices(
      List<SortBy> asked, OperationRules rules, Loc at, ErrorCollector faults) {
    List<SortBy> keys = isNoOrder(asked, at, faults) ? List.of() : rules.priceKeys(asked);
    return new Sorting<>(keys, PriceRow.fields(), rules, at, faults);
  }

  /** {@return whether there is nothing to sort by, or, which is an error, too much} */
  private static boolean isNoOrder(List<SortBy> asked, Loc at, ErrorCollector faults) {
    if (asked.size() > MOST_KEYS) {
      String msg = "expected at most " + MOST_KEYS + " entries, found " + asked.size();
      faults.add(at, Type.LIMIT, msg);
    }
    return asked.isEmpty() || asked.size() > MOST_KEYS;
  }

  /**
   * An order; a field that the records lack is an error.
   *
   * @param keys what to sort by, ties included, at the given place of a request
   */
  private Sorting(
      List<SortBy> keys,
      FieldResolver<T> fields,
      OperationRules rules,
      Loc at,
      ErrorCollector faults) {
    for (int i = 0; i < keys.size(); i++) {
      SortBy key = keys.get(i);
      try {
        FieldPath path = FieldPath.parse(key.field());
        terms.addAll(rules.terms(path, fields.resolve(path), key.direction()));
      } catch (UnknownFieldException e) {
        String msg = e.getMessage() == null ? "unknown field" : e.getMessage();
        faults.add(at.index(i).key("field"), Type.UNKNOWN_FIELD, msg);
      }
    }
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
