package io.tokentally.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokentally.TokentallyMapper;
import io.tokentally.aggregation.UsageScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One id in several traces of a project, from before the service started: rule 53. */
class SharedIdsTest {

  /** Trace t2 goes on with t1, and repeats {@code a}; {@code b} of both are two calls. */
  private static final String CALLS =
      """
      {"id":"a","project_id":"p","trace_id":"t1","started_at":"2026-01-05T10:00:00Z",\
      "ended_at":"2026-01-05T10:00:01Z","summary":{"usage":{"m":{"prompt_tokens":1}}}}
      {"id":"b","project_id":"p","trace_id":"t1","parent_id":"a","started_at":"2026-01-05T10:00:02Z",\
      "ended_at":"2026-01-05T10:00:03Z","summary":{"usage":{"m":{"prompt_tokens":20}}}}
      {"id":"a","project_id":"p","trace_id":"t2","started_at":"2026-01-05T10:00:00Z",\
      "ended_at":"2026-01-05T10:00:01Z","summary":{"usage":{"m":{"prompt_tokens":1}}}}
      {"id":"b","project_id":"p","trace_id":"t2","started_at":"2026-01-05T10:09:00Z",\
      "ended_at":"2026-01-05T10:09:01Z","summary":{"usage":{"m":{"prompt_tokens":300}}}}
      {"id":"a","project_id":"other","trace_id":"t1","started_at":"2026-01-05T10:00:00Z",\
      "ended_at":"2026-01-05T10:00:01Z","summary":{"usage":{"m":{"prompt_tokens":1}}}}
      """;

  @TempDir Path folder;

  private static void answersForEveryProject(TestClient client) throws IOException {
    JsonNode all = usage(client, "/trace/usage", "{\"project_id\":\"p\"}");
    assertThat(all.at("/a/m/prompt_tokens").asLong()).isEqualTo(21);
    assertThat(all.at("/b/m/prompt_tokens").asLong()).isEqualTo(320);
    JsonNode one =
        usage(client, "/calls/usage", "{\"project_id\":\"p\",\"call_ids\":[\"b\",\"a\"]}");
    assertThat(one).isEqualTo(all);
    JsonNode other = usage(client, "/trace/usage", "{\"project_id\":\"other\"}");
    assertThat(other.at("/a/m/prompt_tokens").asLong()).isEqualTo(1);
    String page = client.get("/report?project_id=p").body();
    assertThat(page).contains("SHARED_ID", "DUPLICATE_ID");
    assertThat(client.get("/report?project_id=p&root=b").statusCode()).isEqualTo(200);
  }

  private static JsonNode usage(TestClient client, String path, String body) throws IOException {
    return TokentallyMapper.create().readTree(client.post(path, body).body()).get("call_usage");
  }

  @Test
  void theyAreAnsweredForBeforeAndAfterAStart() throws IOException {
    try (RunningService service = RunningService.in(folder)) {
      assertThat(service.client().postCalls(CALLS).body())
          .isEqualTo("{\"received\":5,\"added\":5}");
      answersForEveryProject(service.client());
    }
    try (RunningService service = RunningService.in(folder)) {
      answersForEveryProject(service.client());
      assertThat(service.client().postCalls(CALLS).body())
          .isEqualTo("{\"received\":5,\"added\":0}");
      answersForEveryProject(service.client());
    }
  }

  /** As a service of an earlier version left it. */
  @Test
  void soIsAFileThatIsThere() throws IOException {
    try (RunningService service = RunningService.in(folder)) {
      service.client().postCalls(CALLS.lines().limit(2).reduce("", (a, b) -> a + b + "\n"));
    }
    Path file = folder.resolve("calls.ndjson");
    String rest = CALLS.lines().skip(2).reduce("", (a, b) -> a + b + "\n");
    Files.writeString(file, Files.readString(file) + "\n" + rest + "\n");
    try (RunningService service = RunningService.in(folder)) {
      answersForEveryProject(service.client());
    }
  }

  @Test
  void theScopeIsTheOneThatTheServiceStartsWith() throws IOException {
    String repeating =
        CALLS
            .lines()
            .limit(2)
            .reduce("", (a, b) -> a + b + "\n")
            .replace("{\"prompt_tokens\":1}", "{\"prompt_tokens\":20}");
    try (RunningService service = RunningService.in(folder)) {
      service.client().postCalls(repeating);
      assertThat(
              usage(service.client(), "/trace/usage", "{\"project_id\":\"p\"}")
                  .at("/a/m/prompt_tokens")
                  .asLong())
          .isEqualTo(40);
      assertThat(service.client().get("/report?project_id=p").body())
          .contains("LOOKS_PRE_AGGREGATED", "scope: own");
    }
    try (RunningService service = RunningService.in(folder, UsageScope.AUTO)) {
      assertThat(
              usage(service.client(), "/trace/usage", "{\"project_id\":\"p\"}")
                  .at("/a/m/prompt_tokens")
                  .asLong())
          .isEqualTo(20);
      assertThat(service.client().get("/report?project_id=p").body())
          .contains("REPEATED_USAGE", "scope: auto", "repeats that below and did not count");
    }
  }
}
