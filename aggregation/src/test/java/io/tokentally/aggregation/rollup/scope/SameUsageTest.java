package io.tokentally.aggregation.rollup.scope;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.aggregation.rollup.ledger.Cells;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When two calls say the same: every pair of small counts, and in each way of finding it out. */
class SameUsageTest {

  private record Usage(long prompt, long completion, long total, long read, long written) {

    boolean isCached() {
      return read != 0 || written != 0;
    }

    long uncached() {
      return prompt - read - written;
    }

    boolean isTotalAlone() {
      return prompt == 0 && completion == 0 && total != 0;
    }

    boolean isNothing() {
      return prompt == 0 && completion == 0 && total == 0;
    }

    /** docs/semantics.md rule 57. */
    boolean says(Usage other) {
      if (isNothing() || other.isNothing()) {
        return false;
      }
      if (isTotalAlone() || other.isTotalAlone()) {
        return total == other.total;
      }
      boolean plain =
          prompt == other.prompt && completion == other.completion && total == other.total;
      if (isCached() == other.isCached()) {
        return plain && read == other.read && written == other.written;
      }
      Usage cached = isCached() ? this : other;
      Usage uncached = isCached() ? other : this;
      return plain
          || (cached.completion == uncached.completion && cached.uncached() == uncached.prompt);
    }

    int in(Cells cells) {
      long[] counts = new long[Cells.WIDTH];
      counts[Cells.PROMPT] = prompt;
      counts[Cells.COMPLETION] = completion;
      counts[Cells.TOTAL] = total;
      counts[Cells.CACHE_READ] = read;
      counts[Cells.CACHE_CREATION] = written;
      counts[Cells.UNCACHED] = uncached();
      return cells.create(0, counts, Cells.END);
    }

    TokenTotals totals() {
      Cells cells = new Cells();
      TokenTotals totals = new TokenTotals();
      totals.add(cells, in(cells));
      return totals;
    }
  }

  private static List<Usage> all() {
    List<Usage> all = new ArrayList<>();
    for (long prompt : new long[] {0, 1, 3, 4}) {
      for (long completion : new long[] {0, 2}) {
        for (long total : new long[] {0, prompt + completion, 6}) {
          all.add(new Usage(prompt, completion, total, 0, 0));
          all.add(new Usage(prompt, completion, total, 1, 0));
          all.add(new Usage(prompt, completion, total, 0, 3));
        }
      }
    }
    return all;
  }

  private static BitSet bits(int... bits) {
    BitSet set = new BitSet();
    for (int bit : bits) {
      set.set(bit);
    }
    return set;
  }

  @Test
  void countsAreCompared() {
    for (Usage one : all()) {
      for (Usage other : all()) {
        assertThat(one.totals().says(other.totals()))
            .as("%s and %s", one, other)
            .isEqualTo(one.says(other));
      }
    }
  }

  @Test
  void signaturesMeetWhereCountsSayTheSame() {
    for (Usage one : all()) {
      for (Usage other : all()) {
        boolean meet =
            !Collections.disjoint(Signature.asked(one.totals()), Signature.offered(other.totals()));
        // A total says nothing of a call with more than a total.
        boolean expected = one.says(other) && (one.isTotalAlone() || !other.isTotalAlone());
        assertThat(meet).as("%s and %s", one, other).isEqualTo(expected);
      }
    }
  }

  @Test
  void theQuickLookMissesNone() {
    for (Usage one : all()) {
      for (Usage other : all()) {
        if (one.says(other) && (one.isTotalAlone() || !other.isTotalAlone())) {
          Cells cells = new Cells();
          int[] own = {Cells.END, one.in(cells), other.in(cells)};
          Lookalikes lookalikes = new Lookalikes(cells, own);
          assertThat(lookalikes.answered(bits(1), new int[] {0, 2, 1}))
              .as("%s and %s", one, other)
              .isEqualTo(bits(1));
          assertThat(lookalikes.answered(bits(1), new int[] {0, 1, 2}).isEmpty()).isTrue();
          assertThat(lookalikes.answering(bits(1)).get(2)).as("%s and %s", one, other).isTrue();
        }
      }
    }
  }

  @Test
  void itPassesByWhatIsOfItsOwn() {
    Cells cells = new Cells();
    int[] own = new int[1_000];
    for (int i = 0; i < own.length; i++) {
      boolean cached = i % 3 == 0;
      Usage usage = new Usage(1_000 + 7L * i, 3L * i, 5_000 + 11L * i, cached ? 5 : 0, 0);
      own[i] = i % 10 == 9 ? new Usage(0, 0, 90_000 + i, 0, 0).in(cells) : usage.in(cells);
    }
    own[500] = Cells.END;
    BitSet all = new BitSet();
    all.set(0, own.length);
    all.clear(500);
    Lookalikes lookalikes = new Lookalikes(cells, own);
    int[] order = IntStream.range(0, own.length).toArray();
    assertThat(lookalikes.answered(all, order).cardinality()).isLessThan(150);
    assertThat(lookalikes.answering(bits(1)).cardinality()).isBetween(1, 10);
    assertThat(lookalikes.answering(bits(1)).get(1)).isTrue();
    assertThat(lookalikes.answered(new BitSet(), order).isEmpty()).isTrue();
  }

  @Test
  void sumsOfMoreThanSixtyFourBitsSayNothing() {
    Cells cells = new Cells();
    Usage half = new Usage(1L << 62, 1, 1, 0, 0);
    TokenTotals sum = half.totals();
    assertThat(sum.says(half.totals())).isTrue();
    sum.add(cells, half.in(cells));
    assertThat(sum.says(sum)).isFalse();
    sum.clear();
    sum.add(cells, half.in(cells));
    assertThat(sum.says(half.totals())).isTrue();
    TokenTotals negative = new Usage(-(1L << 62), 1, 1, 0, 0).totals();
    negative.add(cells, new Usage(-(1L << 62), 1, 1, 0, 0).in(cells));
    assertThat(negative.says(negative)).isTrue();
    negative.add(cells, new Usage(-1, 1, 1, 0, 0).in(cells));
    assertThat(negative.says(negative)).isFalse();
    TokenTotals less = half.totals();
    less.add(cells, new Usage(5, 2, 7, 0, 0).in(cells));
    less.subtract(cells, new Usage(5, 2, 7, 0, 0).in(cells));
    assertThat(less.says(half.totals())).isTrue();
  }

  @Test
  void signaturesHaveAnOrder() {
    List<Signature> different =
        List.of(
            new Signature(Signature.Form.WHOLE, 1, 1, 1, 1, 1),
            new Signature(Signature.Form.WHOLE, 1, 1, 1, 1, 2),
            new Signature(Signature.Form.WHOLE, 1, 1, 1, 2, 1),
            new Signature(Signature.Form.WHOLE, 1, 1, 2, 1, 1),
            new Signature(Signature.Form.WHOLE, 1, 2, 1, 1, 1),
            new Signature(Signature.Form.WHOLE, 2, 1, 1, 1, 1),
            new Signature(Signature.Form.ANY_CACHE, 1, 1, 1, 1, 1));
    List<Signature> sorted = new ArrayList<>(different);
    Collections.reverse(sorted);
    Collections.sort(sorted);
    assertThat(sorted).isEqualTo(different);
    assertThat(different.get(0).compareTo(new Signature(Signature.Form.WHOLE, 1, 1, 1, 1, 1)))
        .isZero();
  }
}
