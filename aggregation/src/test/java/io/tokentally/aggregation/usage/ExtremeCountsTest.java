package io.tokentally.aggregation.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokentally.aggregation.CacheConvention;
import io.tokentally.aggregation.Span;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.TokenOverflowException;
import io.tokentally.aggregation.rollup.ledger.Cells;
import io.tokentally.aggregation.rollup.ledger.Entry;
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
    Entry entry = read(-Long.MAX_VALUE, 5, 3).get(0);
    assertThat(entry.sum(Cells.PROMPT)).isEqualTo(-Long.MAX_VALUE + 8);
    assertThat(entry.sum(Cells.UNCACHED)).isEqualTo(-Long.MAX_VALUE);
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
    assertThat(prompt(8, 5, 3)).isEqualTo(8);
    assertThat(prompt(7, 5, 3)).isEqualTo(7 + 5 + 3);
    assertThat(prompt(1, Long.MAX_VALUE, -Long.MAX_VALUE + 1)).isEqualTo(1);
  }

  /** {@return the prompt with the cached tokens} */
  private long prompt(long prompt, long cacheRead, long cacheCreation) {
    return read(prompt, cacheRead, cacheCreation).get(0).sum(Cells.PROMPT);
  }

  private List<Entry> read(long prompt, long cacheRead, long cacheCreation) {
    Map<String, Long> counts =
        Map.of(
            "prompt_tokens", prompt,
            "cache_read_input_tokens", cacheRead,
            "cache_creation_input_tokens", cacheCreation);
    return new UsageReader(options, findings).read(new Span("c", null, Map.of("m", counts)));
  }
}
