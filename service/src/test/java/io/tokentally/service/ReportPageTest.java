package io.tokentally.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tokentally.TokentallyMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page of a project's calls. */
class ReportPageTest {

  private static final JsonMapper MAPPER =
      TokentallyMapper.create()
          .rebuild()
          .enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private static RunningService service;
  private static TestClient client;

  @BeforeAll
  static void start() throws IOException {
    service = RunningService.inMemory();
    client = service.client();
    client.post(
        "/cost/create",
        "{\"project_id\":\"team/trip\",\"costs\":{\"m\":{\"prompt_token_cost\":0.0000025,"
            + "\"completion_token_cost\":0.00001,\"effective_date\":\"2025-01-01\"}}}");
    client.postCalls(
        """
        {"id":"a","project_id":"team/trip","trace_id":"t","op_name":"agent","started_at":"2025-06-01"}
        {"id":"b","project_id":"team/trip","trace_id":"t","parent_id":"a","op_name":"chat",\
        "started_at":"2025-06-01","summary":{"usage":{"m":{"prompt_tokens":3,"completion_tokens":2}}}}
        {"id":"c","project_id":"team/trip","trace_id":"t","parent_id":"b","op_name":"</script>é",\
        "started_at":"2025-06-01","summary":{"usage":{"m":{"prompt_tokens":70}}}}
        {"id":"gone","project_id":"team/trip","trace_id":"t","parent_id":"b",\
        "started_at":"2025-06-01","deleted_at":"2025-06-02",\
        "summary":{"usage":{"m":{"prompt_tokens":500}}}}
        {"id":"d e","project_id":"team/trip","trace_id":"u","started_at":"2025-06-03",\
        "summary":{"usage":{"n":{"prompt_tokens":11}}}}
        {"id":"x","project_id":"other","trace_id":"t","parent_id":"a","started_at":"2025-06-01"}
        """);
  }

  @AfterAll
  static void stop() throws IOException {
    service.close();
  }

  private static String page(String query) {
    HttpResponse<String> answer = client.get("/report?project_id=team%2Ftrip" + query);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private static JsonNode data(String page) throws IOException {
    String begin = "<script type=\"application/json\" id=\"data\">";
    int start = page.indexOf(begin) + begin.length();
    return MAPPER.readTree(page.substring(start, page.indexOf("</script>", start)));
  }

  private static List<String> ids(JsonNode data) {
    List<String> ids = new ArrayList<>();
    data.get("id").forEach(id -> ids.add(id.asText()));
    return ids;
  }

  @Test
  void figuresAreThoseOfTraceUsage() throws IOException {
    JsonNode usage =
        MAPPER
            .readTree(
                client
                    .post("/trace/usage", "{\"project_id\":\"team/trip\",\"include_costs\":true}")
                    .body())
            .get("call_usage");
    JsonNode all = data(page(""));

    assertThat(ids(all)).containsExactly("a", "b", "c", "d e");
    for (String id : List.of("a", "b", "c")) {
      assertFigures(all, id, usage.get(id).get("m"));
      assertFigures(data(page("&root=" + id)), id, usage.get(id).get("m"));
    }
    assertThat(new BigDecimal(all.at("/costs/0/0").asText())).isEqualByComparingTo("0.0002025");
  }

  private static void assertFigures(JsonNode data, String id, JsonNode usage) {
    int call = ids(data).indexOf(id);
    BigDecimal cost =
        usage
            .get("prompt_tokens_total_cost")
            .decimalValue()
            .add(usage.get("completion_tokens_total_cost").decimalValue());

    assertThat(data.get("tokens").get(call)).isEqualTo(usage.get("total_tokens"));
    assertThat(new BigDecimal(data.get("costs").get(0).get(call).asText()))
        .isEqualByComparingTo(cost);
  }

  @Test
  void aRootIsShownWithEverythingBelowAndNothingElse() throws IOException {
    assertThat(ids(data(page("&root=b")))).containsExactly("b", "c");
    assertThat(ids(data(page("&root=d+e&root=c&root=c")))).containsExactly("c", "d e");
    assertThat(page("&root=b")).contains("<h1><bdi>Usage and cost of call b of team/trip</bdi>");
    assertThat(page("&root=a&root=b"))
        .contains("Calls asked about that are counted in another one above them: 1 of 2.");
    assertThat(page("&root=d%20e")).doesNotContain("ORPHAN");
  }

  @Test
  void thePageSaysWhatItRestsOn() {
    assertThat(page(""))
        .contains(
            "<p class=\"span\">4 calls, 2 traces, 2025-06-01 00:00 to 2025-06-03 00:00 UTC",
            "Usage: in the contract&#39;s form; scope: own; cache: auto.",
            "Prices: 1 row of this service.");
  }

  @Test
  void headersKeepThePageToItsReader() {
    HttpResponse<String> answer = client.get("/report?project_id=other");

    assertThat(answer.headers().map())
        .containsEntry("Content-Type", List.of("text/html; charset=utf-8"))
        .containsEntry("Cache-Control", List.of("no-store"))
        .containsEntry("X-Content-Type-Options", List.of("nosniff"))
        .containsEntry("Referrer-Policy", List.of("no-referrer"))
        .containsEntry("X-Frame-Options", List.of("DENY"))
        .containsEntry(
            "Content-Security-Policy",
            List.of("frame-ancestors 'none'; base-uri 'none'; form-action 'none'"));
  }

  @Test
  void headIsTheSameWithoutThePage() {
    HttpResponse<String> page = client.get("/report?project_id=other");
    HttpResponse<String> head =
        client.send(
            client.request("/report?project_id=other").method("HEAD", BodyPublishers.noBody()));

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValue("Content-Length"))
        .isEqualTo(page.headers().firstValue("Content-Length"));
    assertThat(head.headers().map().keySet()).isEqualTo(page.headers().map().keySet());
  }
}
