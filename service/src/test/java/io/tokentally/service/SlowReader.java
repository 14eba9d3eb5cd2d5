package io.tokentally.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;

/** A client that reads the beginning of an answer, and no more. */
final class SlowReader implements Closeable {

  /** Longer than what the buffers of both sockets hold: the rest stays with the service. */
  static final int LONG_ANSWER = 8_000_000;

  private static final String BEGINNING = "HTTP/1.1 200 ";

  private final Socket socket = new Socket();

  private SlowReader() {}

  /** Asks, and waits until the answer begins. */
  static SlowReader get(URI uri, String path) throws IOException {
    return ask(uri, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
  }

  /** Asks, and waits until the answer begins. */
  static SlowReader post(URI uri, String path, String json) throws IOException {
    String head = "Host: localhost\r\nContent-Type: application/json\r\nContent-Length: ";
    String request = "POST " + path + " HTTP/1.1\r\n" + head + json.length() + "\r\n\r\n" + json;
    return ask(uri, request);
  }

  private static SlowReader ask(URI uri, String request) throws IOException {
    SlowReader reader = new SlowReader();
    reader.socket.setReceiveBufferSize(4_096);
    reader.socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
    reader.socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    byte[] beginning = reader.socket.getInputStream().readNBytes(BEGINNING.length());
    assertThat(new String(beginning, StandardCharsets.US_ASCII)).isEqualTo(BEGINNING);
    return reader;
  }

  /** Stores calls of the project "p" that make answers and pages long, X. */
  static void storeManyCalls(TestClient client) {
    Random random = new Random(1);
    byte[] id = new byte[190]; // of any bytes: pages are compressed
    for (int part = 0; part < 10; part++) {
      StringBuilder calls = new StringBuilder();
      for (int i = 0; i < 2_800; i++) {
        random.nextBytes(id);
        calls.append(
            "{\"id\":\"%s\",\"project_id\":\"p\",\"summary\":{\"usage\":{\"m\":{}}}}\n"
                .formatted(Base64.getEncoder().encodeToString(id)));
      }
      assertThat(client.postCalls(calls.toString()).statusCode()).isEqualTo(200);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
