package io.tokentally.report.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.aggregation.Anomaly;
import io.tokentally.aggregation.LeftOut;
import io.tokentally.aggregation.ScopeDecision;
import io.tokentally.aggregation.UnpricedModel;
import io.tokentally.aggregation.UsageNote;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a report says of findings that are too many to list. */
class FindingsNotListedTest {

  private static final LeftOut SOME =
      new LeftOut(
          Map.of(Anomaly.Kind.ORPHAN, 1_234L, Anomaly.Kind.CYCLE, 1L),
          Map.of(UsageNote.Kind.PRICED_AS_TEXT, 20L),
          3,
          0,
          Map.of(ScopeDecision.Kind.OWN_BESIDE_BELOW, 7L));

  @Test
  void aTableCountsThemByKind() {
    Sections sections = new Sections(false, Integer.MAX_VALUE);
    sections.addLeftOut(SOME);
    assertThat(sections.lines())
        .containsExactly(
            "",
            "Findings not listed (1,265)",
            "  CYCLE: 1, ORPHAN: 1,234, PRICED_AS_TEXT: 20, OWN_BESIDE_BELOW: 7,"
                + " unrecognised usage: 3");
  }

  @Test
  void aTableSaysNothingWhereAllAreListed() {
    Sections sections = new Sections(false, Integer.MAX_VALUE);
    sections.addLeftOut(LeftOut.NOTHING);
    assertThat(sections.lines()).isEmpty();
  }

  @Test
  void aTableCountsAllCallsOfAModel() {
    Sections sections = new Sections(false, Integer.MAX_VALUE);
    sections.addUnpriced(
        "Unpriced models",
        List.of(new UnpricedModel("m", List.of("a"), BigInteger.TEN, 2_000, List.of())));
    assertThat(String.join("\n", sections.lines())).contains("2,000");
  }
}
