package io.tokentally.aggregation.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokentally.aggregation.CacheConvention;
import io.tokentally.aggregation.Span;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.TokenOverflowException;
import io.tokentally.dsl.Dialect;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Counts near the ends of 64 bits, where differences do not fit. */
class ExtremeCountsTest {

  private final TallyOptions options =
      TallyOptions.builder().dialect(Dialect.WEAVE).cacheConvention(CacheConvention.AUTO).build();
  private final Findings findings = new Findings(options);

  @Test
  void aPromptFarBelowTheCachedTokensDoesNotHoldThem() {
    UsageEntry entry = read(-Long.MAX_VALUE, 5, 3).get(0);
    assertThat(entry.exclusive()).isTrue();
    assertThat(entry.promptTokens()).isEqualTo(-Long.MAX_VALUE + 8);
    assertThat(entry.uncachedPrompt()).isEqualTo(-Long.MAX_VALUE);
  }

  @Test
  void aPromptFarAboveTheCachedTokensHoldsThemAndTheRestDoesNotFit() {
    assertThat(read(Long.MAX_VALUE, -5, 3)).isEmpty();
    assertThatThrownBy(findings::throwIfRefused)
        .isInstanceOfSatisfying(
            TokenOverflowException.class,
            e -> {
              assertThat(e.callId()).isEqualTo("c");
              assertThat(e.model()).isEqualTo("m");
            });
  }

  @Test
  void aDifferenceThatFitsIsComparedExactly() {
    assertThat(read(8, 5, 3).get(0).exclusive()).isFalse();
    assertThat(read(7, 5, 3).get(0).exclusive()).isTrue();
    assertThat(read(0, Long.MAX_VALUE, -Long.MAX_VALUE).get(0).exclusive()).isFalse();
  }

  private List<UsageEntry> read(long prompt, long cacheRead, long cacheCreation) {
    Map<String, Long> counts =
        Map.of(
            "prompt_tokens", prompt,
            "cache_read_input_tokens", cacheRead,
            "cache_creation_input_tokens", cacheCreation);
    return new UsageReader(options, findings).read(new Span("c", null, Map.of("m", counts)));
  }
}
