package io.tokentally.providers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import io.tokentally.CallReader;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UnpricedKind;
import io.tokentally.aggregation.UsageNote;
import io.tokentally.aggregation.UsageReport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands beside the usage in the response that a call holds as its output. */
class BesideUsageTest {

  private static final String USAGE =
      """
      {"m": {"input_tokens": 10, "output_tokens": 5, "total_tokens": 15}}""";

  private static final Tally TALLY =
      Tally.with(
              PriceTable.parse(
                  """
                  {"m": {"prompt_token_cost": 1, "completion_token_cost": 1}}"""))
          .with(TallyOptions.builder().usageFormat(ProviderUsage.format()).build());

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"service_tier":"priority"}                                        | service_tier_priority=1
          {"service_tier":"default"}                                         |
          {"service_tier":null}                                              |
          {"serviceTier":{"type":"flex"}}                                    | service_tier_flex=1
          {"performanceConfig":{"latency":"optimized"}}                      | latency_optimized=1
          {"performanceConfig":{"latency":"standard"}}                       |
          {"output":[{"type":"web_search_call"},{"type":"web_search_call","action":{"type":"search"}},{"type":"message"}]} | web_search_requests=2
          {"output":[{"type":"web_search_call","action":{"type":"open_page"}}]} |
          {"output":[{"type":"file_search_call"},{"type":"code_interpreter_call"},{"type":"image_generation_call"}]} | code_interpreter_calls=1, file_search_requests=1, image_generation_calls=1
          {"output":[{"type":"function_call"},{"type":"mcp_call"},{"type":"reasoning"}]} |
          {"output":[{"type":"gizmo_call"}]}                                 | UNREAD_MEMBER output.output.0.type string "gizmo_call"
          {"tool_usage":{"web_search":{"num_requests":3}}}                   | web_search_requests=3
          {"tool_usage":{"web_search":{"num_requests":1}},"output":[{"type":"web_search_call"},{"type":"web_search_call"}]} | web_search_requests=1
          {"output":[{"type":"web_search_call"}],"tool_usage":{"web_search":{"num_requests":0}}} |
          {"tool_usage":{"image_gen":{"input_tokens":7,"output_tokens":9,"total_tokens":16,"input_tokens_details":{"image_tokens":3,"text_tokens":4},"cached_tokens":2}}} | image_generation_input_tokens=7, image_generation_output_tokens=9
          {"tool_usage":{"gizmo":{"num_requests":3}}}                        | UNREAD_MEMBER output.tool_usage.gizmo.num_requests 3
          {"candidates":[{"groundingMetadata":{"webSearchQueries":["a","b"]}}]} | google_search_queries=2, grounded_prompts=1
          {"choices":[{"message":{"executed_tools":[{"type":"search"},{"type":"python"}]}}]} | executed_python=1, executed_search=1
          {"created":1767607200,"max_output_tokens":4096,"usage":{"gizmo_tokens":7},"output":"text"} |
          {"output":7,"choices":8,"candidates":{},"tool_usage":[]}           |
          "service_tier"                                                     |
          7                                                                  |
          """)
  void isReadWhereverTheCallsComeFrom(String output, String findings) throws IOException {
    String json =
        "{\"id\":\"a\",\"started_at\":\"2026-09-01T10:00:00Z\",\"output\":"
            + output
            + ",\"summary\":{\"usage\":"
            + USAGE
            + "}}";
    String expected = findings == null ? "" : findings;
    Call call = Call.parse(json);
    assertThat(findings(TALLY.report(List.of(call)))).isEqualTo(expected);
    assertThat(findings(TALLY.report(reader(json)))).isEqualTo(expected);
    assertThat(findings(TALLY.report(reader(json).forRollup()))).isEqualTo(expected);
    assertThat(findings(TALLY.report(reader("[" + json + "]").forRollup()))).isEqualTo(expected);
    UsageReport report = TALLY.report(List.of(call));
    assertThat(report.isComplete()).isEqualTo(expected.isEmpty());
    assertThat(report.usage("a").get("m").promptTokens()).isEqualTo(10);
  }

  @Test
  void isOfTheModelThatTheResponseNames() {
    String usage =
        """
        {"m": {"input_tokens": 10, "output_tokens": 5}, "n": {"input_tokens": 1}}""";
    assertThat(kinds("{\"model\":\"n\",\"service_tier\":\"flex\"}", usage))
        .containsExactly(new UnpricedKind("a", "n", "service_tier_flex", 1));
    assertThat(kinds("{\"model\":\"n-2026-01-01\",\"service_tier\":\"flex\"}", usage))
        .as("of all, where it names none of them")
        .extracting(UnpricedKind::model)
        .containsExactly("m", "n");
  }

  @Test
  void isNotAskedForWhereNothingWasUsed() {
    assertThat(kinds("{\"service_tier\":\"flex\"}", "{}")).isEmpty();
    assertThat(kinds("{\"service_tier\":\"flex\"}", "{\"m\":{\"input_tokens\":0}}")).isEmpty();
  }

  @Test
  void saysWhichModelsACompoundModelUsed() {
    UsageReport report =
        report(
            """
            {"usage_breakdown": {"models": [
              {"model": "m", "usage": {"prompt_tokens": 4, "completion_tokens": 3}},
              {"model": "n", "usage": {"prompt_tokens": 6, "completion_tokens": 2}}]}}""",
            """
            {"compound": {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15}}""");
    assertThat(report.usage("a")).containsOnlyKeys("m", "n");
    assertThat(report.usage("a").get("n").promptTokens()).isEqualTo(6);
    assertThat(report.notes()).isEmpty();
  }

  @Test
  void saysWhatAnotherModelDrew() {
    String svg =
        """
        {"model": "n", "input_tokens": 20, "output_tokens": 9, "reasoning_tokens": 3}""";
    for (String output :
        List.of(
            "{\"output\":[{\"type\":\"image_generation_call\",\"svg_usage\":" + svg + "}]}",
            "{\"svg_usage\":" + svg + "}")) {
      UsageReport report = report(output, USAGE);
      assertThat(report.usage("a")).containsOnlyKeys("m", "n");
      assertThat(report.usage("a").get("n").completionTokens()).isEqualTo(9);
    }
  }

  private static CallReader reader(String json) throws IOException {
    return CallReader.of(new ByteArrayInputStream(json.getBytes(UTF_8)));
  }

  private static List<UnpricedKind> kinds(String output, String usage) {
    return report(output, usage).unpricedKinds();
  }

  private static UsageReport report(String output, String usage) {
    String json =
        "{\"id\":\"a\",\"started_at\":\"2026-09-01T10:00:00Z\",\"output\":%s,\"summary\":{\"usage\":%s}}"
            .formatted(output, usage);
    return TALLY.report(List.of(Call.parse(json)));
  }

  private static String findings(UsageReport report) {
    String kinds =
        report.unpricedKinds().stream()
            .map(kind -> kind.kind() + "=" + kind.count())
            .collect(Collectors.joining(", "));
    String notes =
        report.notes().stream().map(BesideUsageTest::text).collect(Collectors.joining(", "));
    return kinds + (kinds.isEmpty() || notes.isEmpty() ? "" : ", ") + notes;
  }

  private static String text(UsageNote note) {
    return note.kind() + " " + note.field() + " " + note.value();
  }
}
