package io.tokentally.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers that are not read keep their room: there are never more of them than fit. */
@Timeout(120)
class UnreadAnswersTest {

  private static final String ALL = "{\"project_id\":\"p\",\"limit\":100000}";

  private static final String ALL_PRICES = "{\"project_id\":\"p\",\"fields\":[\"llm_id\"]}";

  /** Of which an eighth is for answers. */
  private static final long HEAP = 8L * 2 * SlowReader.LONG_ANSWER;

  @Test
  void longAnswersWaitUntilOthersAreReadOrGivenUp() throws IOException {
    try (RunningService service = RunningService.with(AdmissionControl.of(HEAP))) {
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
    try (RunningService service = RunningService.with(AdmissionControl.of(HEAP / 4))) {
      TestClient client = service.client();
      SlowReader.storeManyCalls(client);

      assertThat(client.post("/trace/usage", ALL).statusCode()).isEqualTo(200);
      assertThat(client.post("/trace/usage", ALL).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void pricesWhoseAnswerMightNotFitAreNotCreated() throws IOException {
    try (RunningService service = RunningService.with(AdmissionControl.of(HEAP))) {
      TestClient client = service.client();
      SlowReader.storeManyCalls(client);
      String spaces = " ".repeat(5_000_000);
      String prices =
          "{\"project_id\":\"p\",\"costs\":{\"m\":{\"prompt_token_cost\":1,"
              + "\"completion_token_cost\":1}}}"
              + spaces;

      SlowReader slow = SlowReader.post(client.uri(), "/trace/usage", ALL);
      try {
        assertThat(client.post("/cost/create", prices).statusCode()).isEqualTo(429);
        assertThat(client.post("/cost/query", ALL_PRICES).body()).isEqualTo("{\"results\":[]}");
        assertThat(client.postCalls("{\"id\":\"a\",\"project_id\":\"q\"}" + spaces).statusCode())
            .isEqualTo(200);
      } finally {
        slow.close();
      }
      while (client.post("/cost/create", prices).statusCode() == 429) {
        Thread.onSpinWait(); // the service notices at some time
      }
      assertThat(client.post("/cost/query", ALL_PRICES).body())
          .containsOnlyOnce("\"llm_id\":\"m\"");
    }
  }
}
