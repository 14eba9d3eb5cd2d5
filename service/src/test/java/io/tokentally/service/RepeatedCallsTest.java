package io.tokentally.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.TokentallyMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A call is stored once, however often and in whatever way it is sent. */
class RepeatedCallsTest {

  private static final String CALL = "{\"id\":\"a\",\"project_id\":\"p\"}\n";

  @TempDir Path folder;

  @Test
  void repeatsWithinABodyAreStoredOnce() throws IOException {
    try (RunningService service = RunningService.in(folder)) {
      TestClient client = service.client();

      assertThat(client.postCalls(CALL.repeat(1_000)).body())
          .isEqualTo("{\"received\":1000,\"added\":1}");
      assertThat(client.postCalls(CALL).body()).isEqualTo("{\"received\":1,\"added\":0}");
    }
    assertThat(folder.resolve("calls.ndjson")).hasContent("\n" + CALL + "\n");
  }

  @Test
  void equalRequestsAtTheSameTimeStoreOnce() throws Exception {
    int requests = 32;
    int added = 0;
    ExecutorService clients = Executors.newFixedThreadPool(requests);
    try (RunningService service = RunningService.in(folder)) {
      Callable<String> post = () -> service.client().postCalls(CALL).body();
      List<Future<String>> answers =
          clients.invokeAll(Stream.generate(() -> post).limit(requests).toList());
      for (Future<String> answer : answers) {
        added += TokentallyMapper.create().readTree(answer.get()).get("added").asInt();
      }
    } finally {
      clients.shutdown();
    }
    assertThat(added).isEqualTo(1);
    assertThat(folder.resolve("calls.ndjson")).hasContent("\n" + CALL + "\n");
  }
}
