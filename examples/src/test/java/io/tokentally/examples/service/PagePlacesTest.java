package io.tokentally.examples.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** However many pages are asked for, few are there at a time, and the operations go on. */
@Timeout(60)
class PagePlacesTest {

  private static final String PAGE = "/report?project_id=p";

  @Test
  void morePagesThanPlacesAreRefusedUntilOneIsFree() throws IOException {
    List<Socket> asking = new ArrayList<>();
    try (RunningService service = RunningService.inMemory()) {
      TestClient client = service.client();
      client.postCalls("{\"id\":\"a\",\"project_id\":\"p\"}");
      for (int i = 0; i < PagePlaces.MOST; i++) {
        asking.add(askAndWait(client.uri()));
      }
      HttpResponse<String> refused = client.get(PAGE);

      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
      assertThat(refused.body())
          .isEqualTo(
              "{\"detail\":[{\"loc\":[\"path\"],\"msg\":\"4 pages are being made or sent already;"
                  + " try again\",\"type\":\"limit\"}]}");
      assertThat(client.get("/report?x").statusCode()).isEqualTo(429);
      assertThat(client.post("/trace/usage", "{\"project_id\":\"p\"}").statusCode()).isEqualTo(200);

      asking.get(0).close();
      while (client.get(PAGE).statusCode() == 429) {
        Thread.onSpinWait(); // the service notices at some time
      }
    } finally {
      for (Socket socket : asking) {
        socket.close();
      }
    }
  }

  /** The service has taken a request with a body when it asks for the body. */
  private static Socket askAndWait(URI uri) throws IOException {
    Socket socket = new Socket(uri.getHost(), uri.getPort());
    String head = "Host: x\r\nContent-Length: 1\r\nExpect: 100-continue\r\n\r\n";
    socket
        .getOutputStream()
        .write(("GET " + PAGE + " HTTP/1.1\r\n" + head).getBytes(StandardCharsets.US_ASCII));
    InputStreamReader in =
        new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII);
    assertThat(new BufferedReader(in).readLine()).startsWith("HTTP/1.1 100 ");
    return socket;
  }
}
