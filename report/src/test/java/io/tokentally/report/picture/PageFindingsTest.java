package io.tokentally.report.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.report.SkippedRecords;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageFindingsTest {

  @Test
  void whatIsNotListedIsCounted() {
    List<Call> orphans =
        List.of(
            Call.builder().id("a").parentId("nobody").build(),
            Call.builder().id("b").parentId("nobody").build());
    TallyOptions one = TallyOptions.builder().maxFindings(1).build();
    UsageReport report = Tally.with(PriceTable.EMPTY).with(one).report(orphans);

    PageFindings.Section section =
        PageFindings.of(report, new SkippedRecords("calls")).stream()
            .filter(each -> each.title().equals("Findings not listed"))
            .findFirst()
            .orElseThrow();

    assertThat(section.count()).isEqualTo("1");
    assertThat(section.groups().get(0).items()).containsExactly("ORPHAN: 1");
  }
}
