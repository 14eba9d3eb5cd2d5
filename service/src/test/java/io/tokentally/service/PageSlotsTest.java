package io.tokentally.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** However many pages are asked for, few are there at a time, and the operations go on. */
@Timeout(120)
class PageSlotsTest {

  private static final String PAGE = "/report?project_id=p";

  /** Enough for the answers: it is the places that are counted here. */
  private static final AdmissionControl CAPACITY =
      AdmissionControl.of(8L * 10 * SlowReader.LONG_ANSWER);

  @Test
  void morePagesThanPlacesAreRefusedUntilOneIsFree() throws IOException {
    List<SlowReader> readers = new ArrayList<>();
    try (RunningService service = RunningService.with(CAPACITY)) {
      TestClient client = service.client();
      SlowReader.storeManyCalls(client);
      assertThat(client.get(PAGE).body().length()).isGreaterThan(SlowReader.LONG_ANSWER);
      for (int i = 0; i < PageSlots.MOST; i++) {
        readers.add(SlowReader.get(client.uri(), PAGE));
      }
      HttpResponse<String> refused = client.get(PAGE);

      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
      assertThat(refused.body())
          .isEqualTo(
              "{\"detail\":[{\"loc\":[\"path\"],\"msg\":\"4 pages are being made or sent already;"
                  + " try again\",\"type\":\"limit\"}]}");
      assertThat(client.post("/cost/query", "{\"project_id\":\"p\"}").statusCode()).isEqualTo(200);

      // What is wrong with a request is told at once.
      assertThat(client.get("/report?x").statusCode()).isEqualTo(422);
      assertThat(client.get("/report?project_id=unknown").statusCode()).isEqualTo(404);
      assertThat(client.get(PAGE + "&root=unknown").statusCode()).isEqualTo(404);

      readers.get(0).close();
      while (client.get(PAGE).statusCode() == 429) {
        Thread.onSpinWait(); // the service notices at some time
      }
    } finally {
      for (SlowReader reader : readers) {
        reader.close();
      }
    }
  }

  @Test
  void aBodyThatIsOnItsWayHoldsNoPlace() throws IOException {
    List<Socket> dripping = new ArrayList<>();
    try (RunningService service = RunningService.inMemory()) {
      TestClient client = service.client();
      client.postCalls("{\"id\":\"a\",\"project_id\":\"p\"}");
      for (int i = 0; i < PageSlots.MOST; i++) {
        dripping.add(sendPartOfBody(client.uri()));
      }

      assertThat(client.get(PAGE).statusCode()).isEqualTo(200);
    } finally {
      for (Socket socket : dripping) {
        socket.close();
      }
    }
  }

  /** A page has no body: the request is refused before the body has come. */
  private static Socket sendPartOfBody(URI uri) throws IOException {
    Socket socket = new Socket(uri.getHost(), uri.getPort());
    String head = " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nx";
    socket.getOutputStream().write(("GET " + PAGE + head).getBytes(StandardCharsets.US_ASCII));
    byte[] status = socket.getInputStream().readNBytes(13);
    assertThat(new String(status, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 400 ");
    return socket;
  }
}
