package io.tokentally.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.report.picture.Browser;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page as a browser shows it, which logs in first. */
@Timeout(60)
class ReportBrowserTest {

  private static final String[] LOGIN = {"Authorization", "Basic YXBpOnMzY3JldA=="};

  private static final String PRICES =
      """
      {"project_id":"team/trip","costs":{"m":{"prompt_token_cost":0.0000025,
       "completion_token_cost":0.00001,"effective_date":"2025-01-01"}}}
      """;

  private static final String CALLS =
      """
      {"id":"a","project_id":"team/trip","op_name":"agent","started_at":"2025-06-01"}
      {"id":"b","project_id":"team/trip","parent_id":"a","op_name":"chat",\
      "started_at":"2025-06-01","summary":{"usage":{"m":{"prompt_tokens":3,"completion_tokens":2}}}}
      """;

  @Test
  void theChartIsDrawnWithTheFiguresOfTraceUsage() throws IOException {
    Authentication login = Authentication.of("api:s3cret", null);
    try (RunningService service = RunningService.of(RunningService.with(login));
        Browser browser = Browser.open()) {
      TestClient client = service.client();
      client.post("/cost/create", PRICES, LOGIN);
      client.postAs("application/x-ndjson", "/calls", CALLS, LOGIN);
      String usage =
          client
              .post("/trace/usage", "{\"project_id\":\"team/trip\",\"include_costs\":true}", LOGIN)
              .body();
      assertThat(usage)
          .contains(
              "\"prompt_tokens_total_cost\":0.0000075,\"completion_tokens_total_cost\":0.00002,");

      URI page = client.uri().resolve("/report?project_id=team%2Ftrip&root=a");
      browser.show(URI.create(page.toString().replace("http://", "http://api:s3cret@")));

      assertThat(browser.texts("h1")).containsExactly("Usage and cost of call a of team/trip");
      assertThat(browser.texts(".tile .figure")).startsWith("0.0000275 USD", "5");
      assertThat(browser.texts("#chart .slice")).hasSize(2);
      assertThat(browser.texts(".calls tbody tr:first-child td"))
          .startsWith("agent", "0.0000275 USD", "0", "5");
      browser.assertNothingOnConsole();
    }
  }
}
