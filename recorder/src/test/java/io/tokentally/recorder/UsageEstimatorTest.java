package io.tokentally.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.aggregation.RecordedUsage;
import org.junit.jupiter.api.Test;

class UsageEstimatorTest {

  private static RecordedUsage output(int tokens) {
    return RecordedUsage.builder().completionTokens(tokens).build();
  }

  @Test
  void bytesAreNeverFewerThanTokens() {
    RecordedUsage usage = UsageEstimator.ofBytes().before("m", "grün", 7);
    assertThat(usage.promptTokens()).isEqualTo(5);
    assertThat(usage.completionTokens()).isEqualTo(7);
    assertThat(usage.requests()).isEqualTo(1);
  }

  @Test
  void aCounterCounts() {
    UsageEstimator words = UsageEstimator.counting((model, text) -> text.split(" ").length);
    assertThat(words.before("m", "three short words", 0).promptTokens()).isEqualTo(3);
  }

  @Test
  void whereACounterFailsBytesAreCounted() {
    UsageEstimator throwing =
        UsageEstimator.counting(
            (model, text) -> {
              throw new IllegalArgumentException("unknown model " + model);
            });
    assertThat(throwing.before("m", "four", 1).promptTokens()).isEqualTo(4);
    UsageEstimator negative = UsageEstimator.counting((model, text) -> -1);
    assertThat(negative.before("m", "four", 1).promptTokens()).isEqualTo(4);
  }

  @Test
  void anOutputWithoutABoundIsNoShorterThanTheLongestOfTheModel() {
    UsageEstimator estimator = UsageEstimator.ofBytes().leastOutput(10);
    assertThat(estimator.before("m", "", null).completionTokens()).isEqualTo(10);
    estimator.after("m", output(25));
    estimator.after("m", output(20));
    estimator.after("n", output(90));
    assertThat(estimator.before("m", "", null).completionTokens()).isEqualTo(25);
    assertThat(estimator.before("o", "", null).completionTokens()).isEqualTo(10);
    assertThat(estimator.before("m", "", 5).completionTokens()).isEqualTo(5);
    assertThat(estimator.before("m", "", -5).completionTokens()).isZero();
    assertThat(UsageEstimator.ofBytes().before("m", "", null).completionTokens()).isEqualTo(1_000);
  }
}
