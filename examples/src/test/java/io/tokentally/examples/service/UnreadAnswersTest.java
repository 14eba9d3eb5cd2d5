package io.tokentally.examples.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers that are not read keep their room: there are never more of them than fit. */
@Timeout(120)
class UnreadAnswersTest {

  private static final String ALL = "{\"project_id\":\"p\",\"limit\":100000}";

  /** Of which an eighth is for answers. */
  private static final long HEAP = 8L * 2 * SlowReader.LONG_ANSWER;

  @Test
  void longAnswersWaitUntilOthersAreReadOrGivenUp() throws IOException {
    try (RunningService service = RunningService.with(Capacity.of(HEAP))) {
      TestClient client = service.client();
      SlowReader.storeManyCalls(client);
      assertThat(client.post("/trace/usage", ALL).body())
          .hasSizeGreaterThan(SlowReader.LONG_ANSWER);

      SlowReader slow = SlowReader.post(client.uri(), "/trace/usage", ALL);
      try {
        HttpResponse<String> refused = client.post("/trace/usage", ALL);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(refused.body())
            .isEqualTo(
                "{\"detail\":[{\"loc\":[\"path\"],\"msg\":\"too many long answers are on their way,"
                    + " this one would be too much; try again\",\"type\":\"limit\"}]}");
        assertThat(client.get("/report?project_id=p").statusCode()).isEqualTo(429);
        assertThat(client.get("/healthz").statusCode()).isEqualTo(200);
        assertThat(client.postCalls("{\"id\":\"a\",\"project_id\":\"q\"}").statusCode())
            .isEqualTo(200);
      } finally {
        slow.close();
      }
      while (client.post("/trace/usage", ALL).statusCode() == 429) {
        Thread.onSpinWait(); // the service notices at some time
      }
    }
  }

  @Test
  void anAnswerThatIsLongerThanAllRoomIsSentAlone() throws IOException {
    try (RunningService service = RunningService.with(Capacity.of(HEAP / 4))) {
      TestClient client = service.client();
      SlowReader.storeManyCalls(client);

      assertThat(client.post("/trace/usage", ALL).statusCode()).isEqualTo(200);
      assertThat(client.post("/trace/usage", ALL).statusCode()).isEqualTo(200);
    }
  }

  /** Where a change is refused for want of room for its answer, it is not made. */
  @Test
  void aLongChangeIsRefusedBeforeItIsMade() throws IOException {
    try (RunningService service = RunningService.with(Capacity.of(HEAP))) {
      TestClient client = service.client();
      SlowReader.storeManyCalls(client);
      String call = "{\"id\":\"a\",\"project_id\":\"q\"}" + " ".repeat(5_000_000);

      SlowReader slow = SlowReader.post(client.uri(), "/trace/usage", ALL);
      try {
        assertThat(client.postCalls(call).statusCode()).isEqualTo(429);
      } finally {
        slow.close();
      }
      HttpResponse<String> stored = client.postCalls(call);
      while (stored.statusCode() == 429) {
        stored = client.postCalls(call);
      }
      assertThat(stored.body()).isEqualTo("{\"received\":1,\"added\":1}");
    }
  }
}
