package io.tokentally.aggregation.rollup.records;

import io.tokentally.TracedCall;
import io.tokentally.json.CallRows;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The records that a report is made of. Those of a collection are in memory anyway; of others, such
 * as a file's, only what a report needs is kept.
 *
 * @param calls the records, in the order they came
 * @param keys which calls they are of
 * @param picked those that were asked about
 * @param dropped those that do not belong to the report after all
 * @param countedElsewhere the ids of calls that count in another report
 * @param duplicatesElsewhere the ids of calls whose duplicates another report has
 */
public record Records(
    List<? extends TracedCall> calls,
    RecordKeys keys,
    BitSet picked,
    BitSet dropped,
    Set<String> countedElsewhere,
    Set<String> duplicatesElsewhere) {

  /** Picks all calls. */
  public static final Predicate<Object> ALL = call -> true;

  public static <T extends TracedCall> Records of(
      Iterable<? extends T> calls, Predicate<? super T> picked) {
    if (calls instanceof PartOfReport<? extends T> part) {
      Records all = of(part.calls(), picked);
      return new Records(
          all.calls,
          all.keys,
          all.picked,
          all.dropped,
          Set.copyOf(part.countedElsewhere()),
          Set.copyOf(part.duplicatesElsewhere()));
    }
    return calls instanceof Collection<? extends T> collection
        ? held(collection, picked)
        : packed(calls, picked);
  }

  private static <T extends TracedCall> Records held(
      Collection<? extends T> collection, Predicate<? super T> pick) {
    @SuppressWarnings("unchecked") // the elements of the collection
    List<T> calls = (List<T>) (List<?>) Arrays.asList(collection.toArray());
    int size = calls.size();
    RecordKeys keys =
        new RecordKeys(
            new ReferencedStringDictionary(size),
            new ReferencedStringDictionary(size / 8),
            new ReferencedStringDictionary(8),
            size);
    return records(calls, keys, keys.addAll(calls, pick));
  }

  @SuppressWarnings("ReferenceEquality") // one condition stands for all
  private static <T extends TracedCall> Records packed(
      Iterable<? extends T> calls, Predicate<? super T> pick) {
    PackedCalls packed = new PackedCalls();
    BitSet picked = new BitSet();
    Iterator<? extends T> each = calls.iterator();
    CallRows rows = pick == ALL && each instanceof CallRows.Source from ? from.rows() : null;
    if (rows != null) {
      packed.addAll(rows);
      picked.set(0, packed.size());
    }
    while (rows == null && each.hasNext()) {
      T call = each.next();
      if (pick.test(call)) {
        picked.set(packed.size());
      }
      packed.add(call);
    }
    packed.trim();
    return records(packed, packed.keys(), picked);
  }

  private static Records records(List<? extends TracedCall> calls, RecordKeys keys, BitSet picked) {
    return new Records(calls, keys, picked, new BitSet(), Set.of(), Set.of());
  }

  /** {@return the records without some} */
  Records without(BitSet rows) {
    return new Records(calls, keys, picked, rows, countedElsewhere, duplicatesElsewhere);
  }
}
