package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LeftOutTest {

  @Test
  void theTotalCountsAllKinds() {
    Map<Anomaly.Kind, Long> anomalies = Map.of(Anomaly.Kind.CYCLE, 1L, Anomaly.Kind.ORPHAN, 10L);
    Map<UsageNote.Kind, Long> notes = Map.of(UsageNote.Kind.ALIASES_DIFFER, 100L);
    assertThat(
            new LeftOut(
                    anomalies,
                    notes,
                    1_000,
                    10_000,
                    Map.of(ScopeDecision.Kind.REPEATED_USAGE, 100_000L))
                .total())
        .isEqualTo(111_111);
    assertThat(LeftOut.NOTHING.total()).isZero();
  }
}
