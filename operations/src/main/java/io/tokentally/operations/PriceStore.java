package io.tokentally.operations;

import io.tokentally.aggregation.PriceRow;
import java.util.Collection;
import java.util.List;

/**
 * Where the operations keep price rows. Implement it over your own storage; {@link #inMemory} makes
 * one in memory. Implementations must be thread-safe.
 *
 * <p>What a method throws comes out of the operation as it is, and nothing more is done. Every
 * operation that needs prices asks for all the rows: a store should have them at hand, and give an
 * equal list as long as nothing changes, so that it need not be indexed anew.
 */
public interface PriceStore {

  /** {@return all rows, as they are now, in the order they were added; an unmodifiable list} */
  List<PriceRow> rows();

  /** Adds rows: all of them or, if that fails, none. */
  void add(List<PriceRow> rows);

  /** Removes the rows that have one of the ids. Ids that no row has are left alone. */
  void remove(Collection<String> ids);

  /** {@return an empty store in memory} */
  static PriceStore inMemory() {
    return new InMemoryPrices();
  }
}
