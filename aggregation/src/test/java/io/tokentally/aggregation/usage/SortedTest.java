package io.tokentally.aggregation.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SortedTest {

  enum Order {
    ASCENDING,
    DESCENDING,
    RANDOM,
    /** The smallest stand where a sample is likely not to look. */
    RISING_AND_FALLING
  }

  @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
  void theFirstAreKeptAndTheOthersCountedInWhateverOrderTheyCome(
      @ForAll @IntRange(min = 1, max = 1_500) int most,
      @ForAll @IntRange(min = 0, max = 8_000) int size,
      @ForAll @IntRange(min = 1, max = 10_000) int different,
      @ForAll Order order,
      @ForAll @IntRange(min = 1, max = 3) int parts,
      @ForAll long seed) {
    List<Integer> all = in(order, size, different, seed);
    Sorted<Integer> sorted = new Sorted<>(Comparator.naturalOrder(), most);
    for (int part = 0; part < parts; part++) {
      Sorted<Integer> some = new Sorted<>(Comparator.naturalOrder(), most);
      all.subList(size * part / parts, size * (part + 1) / parts).forEach(some::add);
      sorted.addAll(some);
    }
    assertThat(sorted.count()).isEqualTo(size);
    assertThat(sorted.leftOut()).isEqualTo(Math.max(0, size - most));
    assertThat(sorted.list()).isEqualTo(all.stream().sorted().limit(most).toList());
    sorted.clear();
    assertThat(sorted.count()).isZero();
    sorted.add(different);
    assertThat(sorted.list()).containsExactly(different);
  }

  private static List<Integer> in(Order order, int size, int different, long seed) {
    Random random = new Random(seed);
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      all.add(random.nextInt(different));
    }
    switch (order) {
      case ASCENDING -> Collections.sort(all);
      case DESCENDING -> all.sort(Comparator.reverseOrder());
      case RISING_AND_FALLING -> {
        Collections.sort(all);
        for (int i = 1; i < size; i += 2) {
          Collections.swap(all, i, size - 1 - i / 2 * 2);
        }
      }
      case RANDOM -> {}
    }
    return all;
  }
}
