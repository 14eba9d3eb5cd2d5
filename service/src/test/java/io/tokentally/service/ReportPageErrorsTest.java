package io.tokentally.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokentally.Call;
import io.tokentally.TokentallyMapper;
import io.tokentally.operations.CallSource;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be shown as a page is refused in JSON. */
class ReportPageErrorsTest {

  private static RunningService service;
  private static TestClient client;

  @BeforeAll
  static void start() throws IOException {
    service = RunningService.inMemory();
    client = service.client();
    client.postCalls(
        """
        {"id":"x","project_id":"p","trace_id":"t","started_at":"2025-06-01"}
        {"id":"gone","project_id":"p","trace_id":"t","deleted_at":"2025-06-02"}
        {"id":"a","project_id":"twice","trace_id":"t","started_at":"2025-06-01"}
        {"id":"a","project_id":"twice","trace_id":"u","started_at":"2025-06-01"}
        {"id":"a","project_id":"mixed","trace_id":"t","started_at":"2025-02-01",\
        "summary":{"usage":{"m":{"prompt_tokens":1}}}}
        {"id":"b","project_id":"mixed","trace_id":"t","started_at":"2025-04-01",\
        "summary":{"usage":{"m":{"prompt_tokens":1}}}}
        """);
  }

  @AfterAll
  static void stop() throws IOException {
    service.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          ``                       # 422 # project_id # required, but not there # missing
          root=x                   # 422 # project_id # required, but not there # missing
          project_id=p&project_id=q # 422 # project_id # expected one value, found 2 # value
          project_id=p&x=1         # 422 # x          # unknown parameter; known: project_id, root # extra_forbidden
          project_id=p&Root=x      # 422 # Root       # unknown parameter; known: project_id, root # extra_forbidden
          project_id=p&root=%zz    # 422 # root       # expected UTF-8, percent-encoded, found root=%zz # value
          project_id=p&root=%c3    # 422 # root       # expected UTF-8, percent-encoded, found root=%c3 # value
          project_id=%             # 422 # project_id # expected UTF-8, percent-encoded, found project_id=% # value
          %+1=2&project_id=p       # 422 # %+1        # expected UTF-8, percent-encoded, found %+1=2 # value
          project_id=p&root=a      # 404 # root       # expected the id of a call of the project, found "a" # not_found
          project_id=p&root        # 404 # root       # expected the id of a call of the project, found "" # not_found
          project_id=p&root=gone   # 404 # root       # expected the id of a call of the project, found "gone" # not_found
          project_id=              # 404 # project_id # expected a project with calls, found "" # not_found
          project_id=P             # 404 # project_id # expected a project with calls, found "P" # not_found
          """)
  void whatCannotBeShownIsToldAsJson(
      String query, int status, String parameter, String msg, String type) throws IOException {
    TestClient.Raw answer =
        client.raw("GET /report?" + query + " HTTP/1.1\r\nHost: localhost\r\n\r\n");

    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.head()).contains("Content-Type: application/json");
    JsonNode detail = TokentallyMapper.create().readTree(answer.body()).get("detail");
    assertThat(detail).hasSize(1);
    assertThat(detail.at("/0/loc").toString()).isEqualTo("[\"query\",\"" + parameter + "\"]");
    assertThat(detail.at("/0/msg").asText()).isEqualTo(msg);
    assertThat(detail.at("/0/type").asText()).isEqualTo(type);
  }

  @Test
  void allFaultsAreToldAtOnce() {
    HttpResponse<String> bad = client.get("/report?k=1&l=2&root=%25");
    HttpResponse<String> unknown = client.get("/report?project_id=p&root=1&root=x&root=2");

    assertThat(bad.statusCode()).isEqualTo(422);
    assertThat(bad.body()).contains("\"k\"", "\"l\"", "\"project_id\"").doesNotContain("\"root\"");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).contains("\\\"1\\\"", "\\\"2\\\"").doesNotContain("\\\"x\\\"");
  }

  @Test
  void anIdInSeveralTracesIsNoError() {
    HttpResponse<String> operation = client.post("/trace/usage", "{\"project_id\":\"twice\"}");
    HttpResponse<String> page = client.get("/report?project_id=twice");
    HttpResponse<String> root = client.get("/report?project_id=twice&root=a");

    assertThat(operation.statusCode()).isEqualTo(200);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(root.statusCode()).isEqualTo(200);
  }

  @Test
  void unitsThatCannotBeAddedAreRefused() {
    createPrice("USD", "2025-01-01");
    createPrice("EUR", "2025-03-01");

    assertThat(client.get("/report?project_id=mixed").body())
        .isEqualTo(
            "{\"detail\":[{\"loc\":[\"query\",\"prices\",\"m\"],\"msg\":\"expected one unit for"
                + " model \\\"m\\\", found EUR and USD\",\"type\":\"value\"}]}");
    assertThat(client.get("/report?project_id=mixed&root=b").statusCode()).isEqualTo(200);
  }

  private static void createPrice(String unit, String date) {
    client.post(
        "/cost/create",
        """
        {"project_id":"mixed","costs":{"m":{"prompt_token_cost":1,"completion_token_cost":1,
         "prompt_token_cost_unit":"%s","completion_token_cost_unit":"%s","effective_date":"%s"}}}
        """
            .formatted(unit, unit, date));
  }

  @Test
  void tooManyCallsForAPageAreRefusedWithTheWayOut() {
    List<Call> calls =
        List.of(
            Call.builder().id("a").projectId("p").traceId("t").build(),
            Call.builder().id("b").projectId("p").traceId("t").parentId("a").build(),
            Call.builder().id("c").projectId("p").traceId("u").build());
    ReportCalls ofOne = new ReportCalls(CallSource.of(calls), 1);

    assertThatThrownBy(() -> ofOne.of(new ReportQuery("p", Set.of())))
        .hasMessage(
            "query.project_id: expected at most 1 calls, found 3; with root only those in the"
                + " traces of such calls count");
    assertThatThrownBy(() -> ofOne.of(new ReportQuery("p", Set.of("a"))))
        .hasMessage("query.root: expected at most 1 calls, found 2 in the traces of these calls");
    assertThat(ofOne.of(new ReportQuery("p", Set.of("c")))).hasSize(1);
  }

  @Test
  void otherMethodsAreNotAllowed() {
    HttpResponse<String> answer = client.post("/report?project_id=p", "{}");

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD, OPTIONS");
  }
}
