package io.tokentally.aggregation.rollup.scope;

import io.tokentally.aggregation.rollup.ledger.Cells;
import java.util.Arrays;

/**
 * Counts summed over models, to be compared with others: docs/semantics.md rule 57. Not
 * thread-safe.
 */
public final class TokenTotals {

  private final long[] counts = new long[Cells.WIDTH];

  /** Whether some sum exceeded 64 bits; it equals no other then. */
  private boolean overflowed;

  public void clear() {
    Arrays.fill(counts, 0);
    overflowed = false;
  }

  public void add(Cells cells, int cell) {
    for (int i = 0; i < counts.length; i++) {
      add(i, cells.count(cell, i));
    }
  }

  void subtract(Cells cells, int cell) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] -= cells.count(cell, i);
    }
  }

  private void add(int count, long more) {
    long sum = counts[count] + more;
    if (((counts[count] ^ sum) & (more ^ sum)) < 0) {
      overflowed = true;
    }
    counts[count] = sum;
  }

  long prompt() {
    return counts[Cells.PROMPT];
  }

  long completion() {
    return counts[Cells.COMPLETION];
  }

  long total() {
    return counts[Cells.TOTAL];
  }

  long cacheRead() {
    return counts[Cells.CACHE_READ];
  }

  long cacheCreation() {
    return counts[Cells.CACHE_CREATION];
  }

  long uncached() {
    return counts[Cells.UNCACHED];
  }

  boolean isCached() {
    return cacheRead() != 0 || cacheCreation() != 0;
  }

  /** {@return whether there is a total and nothing else to compare} */
  boolean isTotalAlone() {
    return prompt() == 0 && completion() == 0 && total() != 0;
  }

  boolean isComparable() {
    return !overflowed && (prompt() != 0 || completion() != 0 || total() != 0);
  }

  /**
   * {@return whether both say the same} Where one leaves cached tokens out, it may have taken them
   * for a part of the prompt or not. Requests are not compared.
   */
  public boolean says(TokenTotals other) {
    if (!isComparable() || !other.isComparable()) {
      return false;
    }
    if (isTotalAlone() || other.isTotalAlone()) {
      return total() == other.total();
    }
    if (completion() != other.completion()) {
      return false;
    }
    boolean alike = prompt() == other.prompt() && total() == other.total();
    if (isCached() == other.isCached()) {
      return alike && cacheRead() == other.cacheRead() && cacheCreation() == other.cacheCreation();
    }
    return alike || (isCached() ? uncached() == other.prompt() : prompt() == other.uncached());
  }
}
