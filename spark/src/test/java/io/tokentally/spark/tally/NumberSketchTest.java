package io.tokentally.spark.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberSketchTest {

  private static NumberSketch sketch(LongStream numbers) {
    NumberSketch sketch = new NumberSketch();
    numbers.forEach(sketch::add);
    return sketch;
  }

  private static NumberSketch sent(NumberSketch sketch) {
    return NumberSketch.of(sketch.toBytes());
  }

  @Property
  void fewAreFoundAndNoOthers(
      @ForAll Set<Long> some, @ForAll Set<Long> more, @ForAll List<Long> asked) {
    NumberSketch all = sketch(some.stream().mapToLong(each -> each));
    all.addAll(sent(sketch(more.stream().mapToLong(each -> each))));

    assertThat(some).allMatch(sent(all)::mayContain);
    assertThat(more).allMatch(sent(all)::mayContain);
    assertThat(asked)
        .allMatch(each -> all.mayContain(each) == (some.contains(each) || more.contains(each)));
  }

  @ParameterizedTest
  @CsvSource({"0, 20000", "20000, 0", "3, 20000", "20000, 3", "6000, 6000", "20000, 20000"})
  void manyAreFoundAndFewOthers(int some, int more) {
    NumberSketch all = sketch(LongStream.range(0, some));
    all.addAll(sent(sketch(LongStream.range(some, some + more))));

    NumberSketch sent = sent(all);
    assertThat(LongStream.range(0, some + more)).allMatch(sent::mayContain);
    assertThat(LongStream.range(-100_000, 0).filter(sent::mayContain).count()).isLessThan(1_000);
  }

  /** As many as that are no reason to send a megabyte. */
  @Test
  void aNumberAddedAgainChangesNothing() {
    NumberSketch often = sketch(LongStream.range(0, 100_000).map(i -> i % NumberSketch.MOST_FEW));

    assertThat(often.toBytes()).hasSize(1 + 8 * NumberSketch.MOST_FEW);
    often.add(NumberSketch.MOST_FEW);
    assertThat(often.toBytes()).hasSizeGreaterThan(1_000_000);
  }
}
