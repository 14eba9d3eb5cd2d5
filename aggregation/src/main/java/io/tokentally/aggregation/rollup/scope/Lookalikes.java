package io.tokentally.aggregation.rollup.scope;

import io.tokentally.aggregation.rollup.ledger.Cells;
import java.util.BitSet;

/**
 * A quick look for calls that may say the same as another one, by the hashes of a few counts: what
 * it passes by has no {@link Signature} that another call has. It makes nothing of a call, as most
 * of many calls are passed by. Not thread-safe.
 */
final class Lookalikes {

  private static final long MIX = 0x9E3779B97F4A7C15L;
  private static final long OF_TOTAL = 0xD1B54A32D192ED03L;

  /** So many bits for each call that asks: few others then hit one by chance. */
  private static final int BITS_OF_ONE = 64;

  private static final int LEAST_BITS = 1 << 10;
  private static final int MOST_BITS = 1 << 27;

  private final Cells cells;
  private final int[] own;
  private final BitSet asking;
  private final int shift;
  private final long[] asked;

  /** Whether some call has a total alone, which others may have among other counts. */
  private boolean totalsAsked;

  // What was read last.
  private long prompt;
  private long completion;
  private long total;
  private long uncached;
  private boolean cached;

  /**
   * @param asking the calls of which others that say the same are looked for
   */
  Lookalikes(Cells cells, int[] own, BitSet asking) {
    this.cells = cells;
    this.own = own;
    this.asking = asking;
    long wanted = (long) BITS_OF_ONE * asking.cardinality();
    long bits = Long.highestOneBit(Math.max(LEAST_BITS, Math.min(MOST_BITS, wanted)));
    this.shift = Long.SIZE - Long.numberOfTrailingZeros(bits);
    this.asked = new long[(int) (bits / Long.SIZE)];
    for (int call = next(0); call >= 0; call = next(call + 1)) {
      ask(call);
    }
  }

  private int next(int call) {
    return asking.nextSetBit(call);
  }

  private void ask(int call) {
    read(call);
    if (isTotalAlone()) {
      totalsAsked = true;
      set(asked, ofTotal());
    } else {
      set(asked, of(prompt));
      if (cached) {
        set(asked, of(uncached));
      }
    }
  }

  /** {@return whether a call may say the same as one that asks; each that asks does} */
  boolean mayAnswer(int call) {
    read(call);
    return (totalsAsked && has(asked, ofTotal()))
        || has(asked, of(prompt))
        || (cached && has(asked, of(uncached)));
  }

  /** {@return the calls that ask and that others may answer} */
  BitSet answered() {
    long[] once = new long[asked.length];
    long[] twice = new long[asked.length];
    for (int call = 0; call < own.length; call++) {
      if (own[call] != Cells.END) {
        read(call);
        answer(once, twice);
      }
    }
    BitSet answered = new BitSet();
    for (int call = next(0); call >= 0; call = next(call + 1)) {
      read(call);
      // Each answers itself.
      boolean byOthers =
          isTotalAlone()
              ? has(twice, ofTotal())
              : has(twice, of(prompt)) || (cached && has(twice, of(uncached)));
      answered.set(call, byOthers);
    }
    return answered;
  }

  private void answer(long[] once, long[] twice) {
    if (totalsAsked) {
      answer(once, twice, ofTotal());
    }
    if (!isTotalAlone()) {
      answer(once, twice, of(prompt));
      if (cached) {
        answer(once, twice, of(uncached));
      }
    }
  }

  private void answer(long[] once, long[] twice, int bit) {
    if (has(asked, bit)) {
      set(has(once, bit) ? twice : once, bit);
    }
  }

  private static boolean has(long[] bits, int bit) {
    return (bits[bit >>> 6] & 1L << bit) != 0;
  }

  private static void set(long[] bits, int bit) {
    bits[bit >>> 6] |= 1L << bit;
  }

  /** {@return the bit of some prompt with what was read of the completion} */
  private int of(long ofPrompt) {
    return (int) ((ofPrompt * MIX + completion) * MIX >>> shift);
  }

  private int ofTotal() {
    return (int) ((total * MIX + OF_TOTAL) * MIX >>> shift);
  }

  private boolean isTotalAlone() {
    return prompt == 0 && completion == 0 && total != 0;
  }

  /** Sums that exceed 64 bits are wrong here, and equal where the right ones are. */
  private void read(int call) {
    prompt = 0;
    completion = 0;
    total = 0;
    uncached = 0;
    long ofCache = 0;
    for (int cell = own[call]; cell != Cells.END; cell = cells.next(cell)) {
      prompt += cells.count(cell, Cells.PROMPT);
      completion += cells.count(cell, Cells.COMPLETION);
      total += cells.count(cell, Cells.TOTAL);
      uncached += cells.count(cell, Cells.UNCACHED);
      ofCache |= cells.count(cell, Cells.CACHE_READ) | cells.count(cell, Cells.CACHE_CREATION);
    }
    cached = ofCache != 0;
  }
}
