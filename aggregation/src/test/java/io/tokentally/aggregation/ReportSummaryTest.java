package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tokentally.aggregation.OtherKind.Rate;
import io.tokentally.aggregation.OtherKind.Within;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportSummaryTest {

  private static final Tally TALLY =
      Tally.with(
          PriceTable.of(
              List.of(
                  Rows.row("owl", "0.5", "2")
                      .putOtherRates("web_search_requests", new BigDecimal("7"))
                      .build())));

  private static final RecordedUsage SEARCHED =
      RecordedUsage.builder()
          .promptTokens(10)
          .completionTokens(3)
          .addOtherKinds(new OtherKind("web_search_requests", 2, Within.NOTHING, Rate.OF_ITS_OWN))
          .build();

  private static final RecordedUsage HEARD =
      RecordedUsage.builder()
          .promptTokens(10)
          .addOtherKinds(new OtherKind("input_audio_tokens", 4, Within.PROMPT, Rate.OF_ITS_OWN))
          .build();

  @Test
  void theJsonHasCostsOfEveryKind() throws JsonProcessingException {
    UsageReport report = TALLY.report(List.of(new Span("a", null, Map.of("owl", SEARCHED))));
    assertThat(report.toJson())
        .startsWith(
            "{\"complete\":true,\"scope\":\"own\",\"priced_cost_by_unit\":{\"USD\":25},"
                + "\"unit_by_model\":{\"owl\":\"USD\"},\"totals\":{\"owl\":{\"requests\":1,"
                + "\"prompt_tokens\":10,\"completion_tokens\":3,\"total_tokens\":13,")
        .contains("\"other_costs\":{\"web_search_requests\":14},\"total_cost\":25}")
        .contains("\"unpriced\":[],\"unpriced_kinds\":[]");
    ObjectMapper plain = new ObjectMapper();
    assertThat(plain.writeValueAsString(Map.of("report", report)))
        .isEqualTo("{\"report\":" + report.toJson() + "}");
  }

  @Test
  void theTextSaysWhatItCostAndWhatIsOpen() {
    assertThat(TALLY.report(List.of(new Span("a", null, Map.of("owl", SEARCHED)))))
        .hasToString(
            "1 calls, cost 25 USD\n"
                + "owl: 1 requests, 10 prompt tokens (0 from and 0 to a cache), 3 completion tokens,"
                + " 25 USD");
    assertThat(TALLY.report(List.of(new Span("b", null, Map.of("owl", HEARD, "elk", HEARD)))))
        .asString()
        .startsWith("1 calls, cost not known; what has a price: 3 USD; ")
        .contains("input_audio_tokens")
        .contains("\nelk: 1 requests, 10 prompt tokens (0 from and 0 to a cache), 0 completion")
        .endsWith("cost not known");
  }

  @Test
  void theJsonNamesWhatIsUnpriced() {
    String json =
        TALLY.report(List.of(new Span("b", null, Map.of("owl", HEARD, "elk", HEARD)))).toJson();
    assertThat(json)
        .contains("\"complete\":false")
        .contains(
            "{\"call_id\":\"b\",\"model\":\"owl\",\"kind\":\"input_audio_tokens\",\"count\":4}")
        .contains("\"model\":\"elk\",\"call_ids\":[\"b\"]")
        .contains("\"kind\":\"NO_ROW\"");
  }
}
