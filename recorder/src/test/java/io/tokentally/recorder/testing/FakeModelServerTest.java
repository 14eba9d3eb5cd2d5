package io.tokentally.recorder.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class FakeModelServerTest {

  @Test
  void answersAndStreams() throws Exception {
    try (FakeModelServer server = FakeModelServer.start().using(10, 5).callingTool("look")) {
      assertThat(post(server, "{\"model\":\"m\"}"))
          .contains("The answer.", "\"prompt_tokens\":10", "\"finish_reason\":\"stop\"");
      assertThat(post(server, "{\"model\":\"m\",\"tools\":[]}"))
          .contains("\"name\":\"look\"", "\"finish_reason\":\"tool_calls\"");
      assertThat(
              post(
                  server,
                  "{\"model\":\"m\",\"stream\":true,\"stream_options\":{\"include_usage\":true}}"))
          .contains("The answer.", "\"completion_tokens\":5")
          .endsWith("data: [DONE]\n\n");
      assertThat(server.requests()).isEqualTo(3);
      assertThat(post(server.failing(503), "{}")).contains("set to fail");
    }
  }

  private static String post(FakeModelServer server, String body) throws Exception {
    URI uri = URI.create(server.baseUrl() + "/chat/completions");
    HttpRequest request =
        HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString(body)).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
