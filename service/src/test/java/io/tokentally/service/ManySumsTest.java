package io.tokentally.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.aggregation.TallyOptions;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Calls that would fill the memory with sums are refused, and the service goes on. */
class ManySumsTest {

  @Test
  void aChainInWhichEachCallHasItsOwnModelIsRefused() throws IOException {
    try (RunningService service = RunningService.inMemory()) {
      TestClient client = service.client();
      // So many calls have more than twice that many sums: half of the square of their number.
      int calls = (int) Math.ceil(2 * Math.sqrt((double) AdmissionControl.mostSums()));
      StringBuilder chain = new StringBuilder();
      for (int i = 0; i < calls; i++) {
        chain.append(
            """
            {"id":"c%d","parent_id":"c%d","project_id":"p","trace_id":"t",\
            "summary":{"usage":{"m%d":{"requests":1}}}}
            """
                .formatted(i, i - 1, i));
      }
      assertThat(client.postCalls(chain.toString()).statusCode()).isEqualTo(200);

      HttpResponse<String> refused =
          client.post("/trace/usage", "{\"project_id\":\"p\",\"limit\":1000000}");

      assertThat(refused.statusCode()).isEqualTo(422);
      assertThat(refused.body())
          .isEqualTo(
              "{\"detail\":[{\"loc\":[\"body\",\"calls\"],\"msg\":\"expected at most "
                  + AdmissionControl.mostSums()
                  + " sums of a call and a model, found more\",\"type\":\"limit\"}]}");
      assertThat(client.get("/healthz").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void theServiceNeverMakesMoreSumsThanTheLibraryWould() {
    assertThat(AdmissionControl.mostSums()).isBetween(1L, TallyOptions.DEFAULT.maxSums());
  }
}
