package io.tokentally.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokentally.TokentallyMapper;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that no HTTP client would send are answered in JSON, with a status of the client's. */
class RawHttpTest {

  private static final String HOST = "Host: localhost\r\n";
  private static final String JSON = HOST + "Content-Type: application/json\r\n";

  private static RunningService service;
  private static TestClient client;

  @BeforeAll
  static void start() throws IOException {
    service = RunningService.of(RunningService.withMaxBody(1_000_000));
    client = service.client();
  }

  @AfterAll
  static void stop() throws IOException {
    service.close();
  }

  @Test
  void whoAsksFirstIsToldBeforeTheBodyIsSent() throws IOException {
    TestClient.Raw answer =
        client.raw(
            "POST /cost/query HTTP/1.1\r\n"
                + JSON
                + "Expect: 100-continue\r\nContent-Length: 1000001\r\n\r\n");

    assertThat(answer.status()).isEqualTo(413);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          400 # \\0\\1\\2                          # control characters
          400 # GET /                              # HTTP/0.9
          400 # GET /healthz HTTP/3.0\\r\\nH\\r\\n # HTTP/3
          400 # GET /healthz HTTP/9.9\\r\\nH\\r\\n # no such version
          426 # PRI * HTTP/2.0\\r\\n\\r\\nSM\\r\\n # HTTP/2 without asking
          400 # GET /healthz HTTP/1.1\\r\\n        # no host
          400 # GET /healthz HTTP/1.1\\r\\nHost: a b\\r\\n # no proper host
          400 # GET /healthz HTTP/1.1\\r\\nHX\\r\\n # no colon
          400 # GET /%zz HTTP/1.1\\r\\nH           # no proper path
          400 # GET /a/../../b HTTP/1.1\\r\\nH     # a path above the root
          400 # GET /%c0%af HTTP/1.1\\r\\nH        # a path that is not UTF-8
          400 # POST /cost/query HTTP/1.1\\r\\nHTransfer-Encoding: x\\r\\n # unknown coding
          400 # POST /cost/query HTTP/1.1\\r\\nHContent-Length: 1\\r\\nTransfer-Encoding: chunked\\r\\n # two lengths
          400 # POST /cost/query HTTP/1.1\\r\\nHContent-Length: x\\r\\n # no length
          417 # POST /cost/query HTTP/1.1\\r\\nJExpect: y\\r\\nContent-Length: 0\\r\\n # unknown expectation
          405 # TRACE /healthz HTTP/1.1\\r\\nH     # TRACE
          400 # CONNECT a:80 HTTP/1.1\\r\\nH       # CONNECT to elsewhere
          """)
  void whatIsNoHttpIsAnsweredInJson(int status, String bytes, String what) throws IOException {
    String request =
        bytes
            .replace("\\r\\n", "\r\n")
            .replace("\\0\\1\\2", "\0\1\2")
            .replace("\r\nH", "\r\n" + HOST)
            .replace("\r\nJ", "\r\n" + JSON)
            .replace(HOST + "ost:", "Host:");

    assertIsJson(client.raw(request + "\r\n\r\n"), status);
  }

  @Test
  void headersAndPathsBeyondMeasureAreRefused() throws IOException {
    String much = "a".repeat(20_000);

    assertIsJson(client.raw("GET /" + much + " HTTP/1.1\r\n" + HOST + "\r\n"), 414);
    assertIsJson(client.raw("GET / HTTP/1.1\r\n" + HOST + "X: " + much + "\r\n\r\n"), 431);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Transfer-Encoding: gzip, chunked\r\n",
        "Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"
      })
  void bodiesThatAreCompressedOnTheWayAreRefused(String coding) throws IOException {
    TestClient.Raw answer =
        client.raw("POST /cost/query HTTP/1.1\r\n" + JSON + coding + "\r\n2\r\n{}\r\n0\r\n\r\n");

    assertIsJson(answer, 415);
    assertThat(answer.body())
        .contains("\"expected a body sent as it is or in chunks, found gzip, chunked\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/report?project_id=p", "/healthz", "/openapi.json"})
  void whatIsReadHasNoBody(String path) throws IOException {
    String get = "GET " + path + " HTTP/1.1\r\n" + HOST;
    for (String body :
        new String[] {
          "Content-Length: 1\r\n\r\nx", "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        }) {
      TestClient.Raw answer = client.raw(get + body);

      assertIsJson(answer, 400);
      assertThat(answer.body()).contains("\"expected no body, found one\"");
    }
    assertThat(client.raw(get + "Content-Length: 0\r\n\r\n").body())
        .doesNotContain("expected no body");
  }

  @Test
  void bodiesThatBreakOffAreRefused() throws IOException {
    String post = "POST /cost/query HTTP/1.1\r\n" + JSON;

    TestClient.Raw shorter = client.raw(post + "Content-Length: 5\r\n\r\n{}");
    assertIsJson(shorter, 400);
    assertThat(shorter.body()).contains("\"the body broke off\"");
    for (String size : new String[] {"5", "zz", "1"}) {
      TestClient.Raw chunk =
          client.raw(post + "Transfer-Encoding: chunked\r\n\r\n" + size + "\r\n{}");
      assertIsJson(chunk, 400);
      assertThat(chunk.body()).contains("\"the body broke off, or a chunk is not of its size\"");
    }
  }

  private static void assertIsJson(TestClient.Raw answer, int status) throws IOException {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.head()).contains("Content-Type: application/json");
    JsonNode fault = TokentallyMapper.create().readTree(answer.body()).at("/detail/0");
    assertThat(fault.get("loc").isArray()).isTrue();
    assertThat(fault.get("msg").asText()).isNotEmpty();
    assertThat(fault.get("type").asText()).isNotEmpty();
  }
}
