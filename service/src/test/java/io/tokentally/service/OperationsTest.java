package io.tokentally.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the operations answer, over HTTP. Each test has a project of its own. */
class OperationsTest {

  private static RunningService service;
  private static TestClient client;

  @BeforeAll
  static void start() throws IOException {
    service = RunningService.inMemory();
    client = service.client();
  }

  @AfterAll
  static void stop() throws IOException {
    service.close();
  }

  @Test
  void whatIsCreatedIsFoundAndCanBePurged() {
    String created =
        ok(
            client.post(
                "/cost/create",
                """
                {"project_id":"shop","wb_user_id":"u","costs":{"m":{"prompt_token_cost":0.000001,
                 "completion_token_cost":2e-6,"effective_date":"2025-01-01T00:00:00Z"}}}
                """));
    String id = created.substring("{\"ids\":[[\"".length(), created.indexOf("\",\"m\"]]}"));

    assertThat(ok(client.post("/cost/query", "{\"project_id\":\"shop\"}")))
        .isEqualTo(
            "{\"results\":[{\"id\":\""
                + id
                + "\",\"llm_id\":\"m\",\"prompt_token_cost\":0.000001,"
                + "\"completion_token_cost\":0.000002,\"cache_read_input_token_cost\":0,"
                + "\"cache_creation_input_token_cost\":0,\"prompt_token_cost_unit\":\"USD\","
                + "\"completion_token_cost_unit\":\"USD\","
                + "\"effective_date\":\"2025-01-01T00:00:00Z\",\"provider_id\":\"default\"}]}");

    String purge =
        "{\"project_id\":\"shop\",\"query\":{\"$expr\":{\"$eq\":[{\"$getField\":\"id\"},{\"$literal\":\""
            + id
            + "\"}]}}}";
    assertThat(ok(client.post("/cost/purge", purge))).isEqualTo("{}");
    assertThat(ok(client.post("/cost/query", "{\"project_id\":\"shop\"}")))
        .isEqualTo("{\"results\":[]}");
  }

  @Test
  void onlyIdsCanBePurged() {
    HttpResponse<String> answer =
        client.post(
            "/cost/purge",
            "{\"project_id\":\"shop\",\"query\":{\"$expr\":{\"$eq\":[{\"$getField\":\"llm_id\"},"
                + "{\"$literal\":\"m\"}]}}}");

    assertRefused(
        answer,
        422,
        "{\"loc\":[\"body\",\"query\",\"$expr\"],\"msg\":\"expected ids alone: $eq or $in of the"
            + " field id and strings, or $or of such $eq\",\"type\":\"value\"}");
  }

  @Test
  void usageOfCallsIsSummedUpAndPriced() {
    ok(
        client.post(
            "/cost/create",
            "{\"project_id\":\"trip\",\"costs\":{\"m\":{\"prompt_token_cost\":0.1,"
                + "\"completion_token_cost\":1,\"effective_date\":\"2025-01-01\"}}}"));
    String calls =
        """
        {"id":"a","project_id":"trip","trace_id":"t","started_at":"2025-06-01"}
        {"id":"b","project_id":"trip","trace_id":"t","parent_id":"a","started_at":"2025-06-01",\
        "ended_at":"2025-06-01","summary":{"usage":{"m":{"requests":1,"prompt_tokens":3,\
        "completion_tokens":2}}}}
        """;
    assertThat(ok(client.postCalls(calls))).isEqualTo("{\"received\":2,\"added\":2}");

    String usage =
        "{\"m\":{\"requests\":1,\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5,"
            + "\"cache_read_input_tokens\":0,\"cache_creation_input_tokens\":0,"
            + "\"prompt_tokens_total_cost\":0.3,\"completion_tokens_total_cost\":2,"
            + "\"cache_read_input_tokens_total_cost\":0,"
            + "\"cache_creation_input_tokens_total_cost\":0}}";
    String unfinished = "\"unfinished_call_ids\":[\"a\"]}";
    String callsUsage =
        "{\"project_id\":\"trip\",\"call_ids\":[\"a\",\"none\"],\"include_costs\":true}";
    assertThat(ok(client.post("/calls/usage", callsUsage)))
        .isEqualTo("{\"call_usage\":{\"a\":" + usage + ",\"none\":{}}," + unfinished);
    String traceUsage =
        "{\"project_id\":\"trip\",\"filter\":{\"trace_roots_only\":true},\"include_costs\":true}";
    assertThat(ok(client.post("/trace/usage", traceUsage)))
        .isEqualTo("{\"call_usage\":{\"a\":" + usage + "}," + unfinished);
    assertThat(ok(client.post("/trace/usage", "{\"project_id\":\"trip\"}")))
        .contains("\"prompt_tokens_total_cost\":null");
  }

  @Test
  void moreCallsThanTheLimitAreRefused() {
    ok(
        client.postCalls(
            "{\"id\":\"a\",\"project_id\":\"big\"}\n{\"id\":\"b\",\"project_id\":\"big\"}"));

    assertRefused(
        client.post("/trace/usage", "{\"project_id\":\"big\",\"limit\":1}"),
        422,
        "{\"loc\":[\"body\",\"limit\"],\"msg\":\"expected at most 1 calls, found 2\","
            + "\"type\":\"limit\"}");
  }

  @Test
  void theSameCallIsStoredOnceAndAnotherVersionOfItIsStoredToo() {
    String begun = "{\"id\":\"c\",\"project_id\":\"twice\",\"started_at\":\"2025-06-01\"}\n";
    String ended = begun.replace("}", ",\"ended_at\":\"2025-06-02\"}");

    assertThat(ok(client.postCalls(begun + begun))).isEqualTo("{\"received\":2,\"added\":1}");
    assertThat(ok(client.post("/trace/usage", "{\"project_id\":\"twice\"}")))
        .isEqualTo("{\"call_usage\":{\"c\":{}},\"unfinished_call_ids\":[\"c\"]}");
    assertThat(ok(client.postCalls(ended + begun))).isEqualTo("{\"received\":2,\"added\":1}");
    assertThat(ok(client.post("/trace/usage", "{\"project_id\":\"twice\"}")))
        .isEqualTo("{\"call_usage\":{\"c\":{}},\"unfinished_call_ids\":[]}");
  }

  @Test
  void ifOneCallIsBadNoneIsStored() {
    HttpResponse<String> answer =
        client.postCalls(
            """
            {"id":"good","project_id":"bad"}

            {"id":7,"project_id":"bad"}
            nothing
            {"id":"x"}
            """);

    assertRefused(
        answer,
        422,
        "{\"loc\":[\"body\",3,\"id\"],\"msg\":\"expected a string, found 7\",\"type\":\"type\"},"
            + "{\"loc\":[\"body\",4],\"msg\":\"not JSON: Unrecognized token 'nothing': was"
            + " expecting (JSON String, Number, Array, Object or token 'null', 'true' or"
            + " 'false') at line 4, column 1\",\"type\":\"json\"},"
            + "{\"loc\":[\"body\",5,\"project_id\"],\"msg\":\"required, but not there: every"
            + " operation asks for a project\",\"type\":\"missing\"}");
    assertThat(ok(client.post("/trace/usage", "{\"project_id\":\"bad\"}")))
        .isEqualTo("{\"call_usage\":{},\"unfinished_call_ids\":[]}");
  }

  @Test
  void afterManyBadCallsTheRestIsNotRead() {
    HttpResponse<String> answer = client.postCalls("{}\n".repeat(5_000));

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains("[\"body\",100,\"id\"]")
        .doesNotContain("[\"body\",101")
        .endsWith("\"the rest was not read after 100 bad calls\",\"type\":\"limit\"}]}");
  }

  @Test
  void noCallsAreFine() {
    assertThat(ok(client.postCalls("\n\r\n"))).isEqualTo("{\"received\":0,\"added\":0}");
  }

  @Test
  void theServiceTellsThatItIsThere() {
    assertThat(ok(client.get("/healthz"))).isEqualTo("{\"status\":\"ok\"}");
  }

  private static String counting(String id, String parent, String counts) {
    return ("{\"id\":\"%s\",\"parent_id\":%s,\"project_id\":\"large\","
            + "\"summary\":{\"usage\":{\"m\":{%s}}}}\n")
        .formatted(id, parent, counts);
  }

  @Test
  void aCallWhoseCountsAreBeyond64BitsIsNotTaken() {
    String calls =
        counting("a", "null", "\"prompt_tokens\":1")
            + counting("b", "null", "\"prompt_tokens\":9223372036854775808");

    assertRefused(
        client.postCalls(calls),
        422,
        "{\"loc\":[\"body\",2,\"summary\",\"usage\",\"m\"],\"msg\":\"a count of model \\\"m\\\" in call"
            + " \\\"b\\\" exceeds 9223372036854775807\",\"type\":\"limit\"}");
  }

  @Test
  void aCallWithTooManyModelsIsNotTaken() {
    String models =
        IntStream.rangeClosed(0, 10_000)
            .mapToObj(i -> "\"m" + i + "\":{\"requests\":1}")
            .collect(Collectors.joining(","));
    String call =
        "{\"id\":\"a\",\"project_id\":\"large\",\"summary\":{\"usage\":{" + models + "}}}\n";
    assertRefused(
        client.postCalls(call),
        422,
        "{\"loc\":[\"body\",1,\"summary\",\"usage\"],"
            + "\"msg\":\"expected at most 10000 models in a call, found more\",\"type\":\"limit\"}");
  }

  @Test
  void callsWhoseCountsAreBeyond64BitsTogetherAreTold() {
    String most = "\"prompt_tokens\":9223372036854775807";
    ok(client.postCalls(counting("a", "null", most) + counting("b", "\"a\"", most)));

    assertThat(ok(client.post("/calls/usage", "{\"project_id\":\"large\",\"call_ids\":[\"b\"]}")))
        .contains("9223372036854775807");
    assertRefused(
        client.post("/trace/usage", "{\"project_id\":\"large\"}"),
        422,
        "{\"loc\":[\"body\",\"calls\",\"a\",\"usage\",\"m\"],\"msg\":\"a count of model \\\"m\\\" in call \\\"a\\\" exceeds"
            + " 9223372036854775807\",\"type\":\"limit\"}");
  }

  @Test
  void aWriteThatFailedIsToldWhereHealthIsAsked(@TempDir Path folder) throws IOException {
    Storage storage = Storage.open(folder, notice -> {});
    List<String> problems = new ArrayList<>();
    try (Service broken = Service.start(ServiceOptions.DEFAULT, storage, problems::add)) {
      TestClient asking = new TestClient(broken.uri());
      assertThat(ok(asking.get("/healthz"))).isEqualTo("{\"status\":\"ok\"}");
      storage.close(); // so that the next write fails

      HttpResponse<String> answer = asking.postCalls("{\"id\":\"a\",\"project_id\":\"p\"}");

      assertRefused(
          answer,
          500,
          "{\"loc\":[\"service\"],\"msg\":\"nothing was changed: the data cannot be written until a"
              + " restart\",\"type\":\"failure\"}");
      assertThat(ok(asking.get("/healthz")))
          .isEqualTo(
              "{\"status\":\"read-only\",\"reason\":\"a write failed: no changes until a"
                  + " restart\"}");
    }
    assertThat(problems).hasSize(1);
  }

  private static String ok(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(answer.headers().firstValue("Content-Length")).isPresent();
    return answer.body();
  }

  private static void assertRefused(HttpResponse<String> answer, int status, String faults) {
    assertThat(answer.body()).isEqualTo("{\"detail\":[" + faults + "]}");
    assertThat(answer.statusCode()).isEqualTo(status);
  }
}
