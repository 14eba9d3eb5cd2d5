package io.tokentally.aggregation.rollup.scope;

import io.tokentally.aggregation.rollup.ledger.Cells;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * A quick look for calls that may say the same as another one, by hashes of a few counts: what it
 * passes by has no {@link Signature} that another call asks for. It makes nothing of a call, as
 * most of many calls are passed by. Not thread-safe.
 */
final class Lookalikes {

  private static final long MIX = 0x9E3779B97F4A7C15L;
  private static final long OF_TOTAL = 0xD1B54A32D192ED03L;

  /** So many bits for each call: few others then hit one by chance. */
  private static final int BITS_OF_ONE = 64;

  private static final int LEAST_BITS = 1 << 10;
  private static final int MOST_BITS = 1 << 27;

  /** Stands for a hash that a call does not have. */
  private static final int NONE = -1;

  /** A bit in each set of bits, of prompt and completion. */
  private final int[] ofPrompt;

  /** Of the uncached part of the prompt and completion. */
  private final int[] ofUncached;

  /**
   * Of the total; null unless a call has nothing else, which others may have among other counts.
   */
  private final int @Nullable [] ofTotal;

  private final int words;
  private final int shift;

  Lookalikes(Cells cells, int[] own) {
    long wanted = (long) BITS_OF_ONE * own.length;
    long bits = Long.highestOneBit(Math.max(LEAST_BITS, Math.min(MOST_BITS, wanted)));
    words = (int) (bits / Long.SIZE);
    shift = Long.SIZE - Long.numberOfTrailingZeros(bits);
    ofPrompt = new int[own.length];
    ofUncached = new int[own.length];
    boolean totalsAlone = false;
    for (int call = 0; call < own.length; call++) {
      totalsAlone |= read(cells, own[call], call);
    }
    ofTotal = totalsAlone ? totals(cells, own) : null;
  }

  /**
   * Sums that exceed 64 bits are wrong here, and equal where the right ones are.
   *
   * @return whether there is a total and nothing else
   */
  private boolean read(Cells cells, int list, int call) {
    long prompt = 0;
    long completion = 0;
    long total = 0;
    long uncached = 0;
    long cached = 0;
    for (int cell = list; cell != Cells.END; cell = cells.next(cell)) {
      prompt += cells.count(cell, Cells.PROMPT);
      completion += cells.count(cell, Cells.COMPLETION);
      total += cells.count(cell, Cells.TOTAL);
      uncached += cells.count(cell, Cells.UNCACHED);
      cached |= cells.count(cell, Cells.CACHE_READ) | cells.count(cell, Cells.CACHE_CREATION);
    }
    boolean totalAlone = prompt == 0 && completion == 0;
    ofPrompt[call] = totalAlone ? NONE : bit(prompt, completion);
    ofUncached[call] = totalAlone || cached == 0 ? NONE : bit(uncached, completion);
    return totalAlone && total != 0;
  }

  private int[] totals(Cells cells, int[] own) {
    int[] totals = new int[own.length];
    for (int call = 0; call < own.length; call++) {
      long total = 0;
      for (int cell = own[call]; cell != Cells.END; cell = cells.next(cell)) {
        total += cells.count(cell, Cells.TOTAL);
      }
      totals[call] = own[call] == Cells.END ? NONE : bit(total, OF_TOTAL);
    }
    return totals;
  }

  private int bit(long count, long other) {
    return (int) (((count * MIX + other) * MIX) >>> shift);
  }

  /**
   * {@return those of some calls that one before them may answer}
   *
   * @param order of all calls
   */
  BitSet answered(BitSet asking, int[] order) {
    long[] seen = new long[words];
    BitSet answered = new BitSet();
    for (int call : order) {
      if (asking.get(call) && has(seen, call)) {
        answered.set(call);
      }
      set(seen, call);
    }
    return answered;
  }

  /** {@return the calls that may answer some that ask, these among them} */
  BitSet answering(BitSet asking) {
    long[] asked = new long[words];
    asking.stream().forEach(call -> set(asked, call));
    BitSet answering = new BitSet();
    for (int call = 0; call < ofPrompt.length; call++) {
      if (has(asked, call)) {
        answering.set(call);
      }
    }
    return answering;
  }

  private boolean has(long[] bits, int call) {
    return has(bits, ofPrompt[call], ofUncached[call])
        || (ofTotal != null && has(bits, ofTotal[call], NONE));
  }

  private static boolean has(long[] bits, int bit, int other) {
    return (bit != NONE && (bits[bit >>> 6] & 1L << bit) != 0)
        || (other != NONE && (bits[other >>> 6] & 1L << other) != 0);
  }

  private void set(long[] bits, int call) {
    setBit(bits, ofPrompt[call]);
    setBit(bits, ofUncached[call]);
    if (ofTotal != null) {
      setBit(bits, ofTotal[call]);
    }
  }

  private static void setBit(long[] bits, int bit) {
    if (bit != NONE) {
      bits[bit >>> 6] |= 1L << bit;
    }
  }
}
