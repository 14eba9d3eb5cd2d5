package io.tokentally.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokentally.TokentallyMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent, the answer is JSON that says what is wrong, and never the service's fault. */
class ErrorsTest {

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                 # ["body","project_id"]   # required, but not there # missing
          {"project_id":1}                   # ["body","project_id"]   # expected a string, found 1  # type
          {"project_id":"p","x":1}           # ["body","x"]            # unknown member; known: project_id, fields, query, sort_by, limit, offset # extra_forbidden
          {"project_id":"p","limit":-1}      # ["body","limit"]        # expected 0 or more, found -1 # value
          {"project_id":"p","fields":["f"]}  # ["body","fields",0]     # expected one of id, llm_id, prompt_token_cost, completion_token_cost, cache_read_input_token_cost, cache_creation_input_token_cost, prompt_token_cost_unit, completion_token_cost_unit, effective_date, provider_id # unknown_field
          {"project_id":"p","query":{"$expr":{"$and":[]}}} # ["body","query","$expr","$and"] # expected at least one operand, found none # arity
          []                                 # ["body"]                # expected an object, found a list of 0 # type
          {"project_id":                     # ["body"]                # not JSON: Unexpected end-of-input within/between Object entries at line 1, column 15 # json
          ``                                 # ["body"]                # not JSON: expected a value, found nothing # json
          {"project_id":"p","project_id":"p"} # ["body","project_id"]  # key written twice in one object: "project_id" # json
          """)
  void anInvalidBodyIsToldWhereAndWhy(String body, String loc, String msg, String type)
      throws IOException {
    HttpResponse<String> answer = client.post("/cost/query", body);

    assertThat(answer.statusCode()).isEqualTo(422);
    JsonNode detail = TokentallyMapper.create().readTree(answer.body()).get("detail");
    assertThat(detail).hasSize(1);
    assertThat(detail.get(0).get("loc").toString()).isEqualTo(loc);
    assertThat(detail.get(0).get("msg").asText()).isEqualTo(msg);
    assertThat(detail.get(0).get("type").asText()).isEqualTo(type);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/cost/query", "/calls"})
  void onlyUtf8IsRead(String path) {
    String json = "{\"project_id\":\"\u00e9\"}";
    byte[] overlong = "{\"id\":\"\u00c1\u0081\"}".getBytes(StandardCharsets.ISO_8859_1);
    for (byte[] body :
        List.of(
            json.getBytes(StandardCharsets.ISO_8859_1),
            overlong,
            json.getBytes(StandardCharsets.UTF_16),
            json.getBytes(StandardCharsets.UTF_16LE),
            json.getBytes(StandardCharsets.UTF_16BE),
            "{}".getBytes(StandardCharsets.UTF_16LE))) {
      assertRefused(post(path, body), 422, "[\"body\"]", "not JSON: not UTF-8 text", "json");
    }
    assertRefused(
        post(path, ("\ufeff" + json).getBytes(StandardCharsets.UTF_8)),
        422,
        "[\"body\"]",
        "not JSON: expected no byte order mark before it",
        "json");
  }

  private static HttpResponse<String> post(String path, byte[] body) {
    return client.send(
        client
            .request(path, "Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body)));
  }

  @Test
  void deepNestingIsRefused() {
    HttpResponse<String> answer = client.post("/cost/query", "[".repeat(900_000));

    assertRefused(answer, 422, "[\"body\"]", "nested deeper than 1500 levels of JSON", "limit");
  }

  @Test
  void ofManyFaultsTheFirstAreTold() {
    StringBuilder body = new StringBuilder("{\"project_id\":\"p\"");
    for (int i = 0; i < 20_000; i++) {
      body.append(",\"k").append(i).append("\":1");
    }
    HttpResponse<String> answer = client.post("/cost/query", body.append('}').toString());

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains("\"k999\"")
        .doesNotContain("\"k1000\"")
        .endsWith(
            "{\"loc\":[\"body\"],\"msg\":\"only the first 1000 errors are listed\","
                + "\"type\":\"limit\"}]}");
  }

  @Test
  void longTextsAreToldInPart() {
    HttpResponse<String> answer =
        client.post("/cost/query", "{\"project_id\":\"p\",\"" + "k".repeat(500_000) + "\":1}");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).hasSizeLessThan(2_000).contains("k\\u2026");
  }

  @Test
  void unknownPathsAreNotFound() {
    assertRefused(
        client.get("/cost"),
        404,
        "[\"path\"]",
        "expected one of /, /calls, /calls/usage, /cost/create, /cost/purge, /cost/query, /healthz,"
            + " /openapi.json, /report, /trace/usage, found /cost",
        "not_found");
  }

  @Test
  void otherMethodsAreNotAllowed() {
    HttpResponse<String> answer = client.get("/cost/query");

    assertRefused(
        answer, 405, "[\"method\"]", "expected POST, OPTIONS, found GET", "method_not_allowed");
    assertThat(answer.headers().firstValue("Allow")).hasValue("POST, OPTIONS");
  }

  @Test
  void headAndOptionsAreAnswered() {
    HttpResponse<String> head =
        client.send(client.request("/healthz").method("HEAD", BodyPublishers.noBody()));
    HttpResponse<String> options =
        client.send(client.request("/calls").method("OPTIONS", BodyPublishers.noBody()));

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(options.statusCode()).isEqualTo(204);
    assertThat(options.headers().firstValue("Allow")).hasValue("POST, OPTIONS");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/plain", "application/x-www-form-urlencoded", "application/json5", "x"})
  void otherContentTypesAreRefused(String type) {
    assertRefused(
        client.postAs(type, "/cost/query", "{}"),
        415,
        "[\"header\",\"content-type\"]",
        "expected application/json, found " + type,
        "unsupported_media_type");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json; charset=utf-8",
        "Application/JSON;charset=\"UTF-8\"",
        "application/json;profile=x"
      })
  void parametersOfTheContentTypeAreFine(String type) {
    assertThat(client.postAs(type, "/cost/query", "{\"project_id\":\"p\"}").statusCode())
        .isEqualTo(200);
  }

  @Test
  void otherCharsetsAreRefused() {
    assertRefused(
        client.postAs("application/json; charset=latin1", "/cost/query", "{}"),
        415,
        "[\"header\",\"content-type\"]",
        "expected UTF-8, found application/json; charset=latin1",
        "unsupported_media_type");
  }

  @Test
  void aBodyHasToSayWhatItIs() {
    HttpResponse<String> answer =
        client.send(client.request("/cost/query").POST(BodyPublishers.ofString("{}")));

    assertRefused(
        answer,
        415,
        "[\"header\",\"content-type\"]",
        "expected application/json, found no content type",
        "unsupported_media_type");
  }

  @Test
  void compressedBodiesAreRefused() {
    assertRefused(
        client.postAs("application/x-ndjson", "/calls", "{}", "Content-Encoding", "gzip"),
        415,
        "[\"header\",\"content-encoding\"]",
        "expected a body that is not compressed, found gzip",
        "unsupported_media_type");
    HttpResponse<String> twice =
        client.postAs(
            "application/json",
            "/cost/query",
            "{}",
            "Content-Encoding",
            "identity",
            "Content-Encoding",
            "gzip");
    assertRefused(
        twice,
        415,
        "[\"header\",\"content-encoding\"]",
        "expected a body that is not compressed, found identity, gzip",
        "unsupported_media_type");
    HttpResponse<String> unannounced =
        client.send(
            client
                .request("/calls", "Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofByteArray(new byte[] {0x1f, (byte) 0x8b, 8, 0})));
    assertRefused(
        unannounced,
        422,
        "[\"body\"]",
        "expected calls that are not compressed, found gzip",
        "json");
  }

  @Test
  void twoContentTypesAreNone() {
    assertRefused(
        client.postAs("application/json", "/cost/query", "{}", "Content-Type", "text/plain"),
        415,
        "[\"header\",\"content-type\"]",
        "expected application/json, found text/plain, application/json",
        "unsupported_media_type");
  }

  @Test
  void aLineThatIsCutOffIsToldWithItsPlace() {
    assertRefused(
        client.postCalls("{\"id\":\"a\",\"project_id\":\"p\"}\n{\"id\":\"b\","),
        422,
        "[\"body\",2]",
        "not JSON: Unexpected end-of-input within/between Object entries at line 2, column 11",
        "json");
  }

  @Test
  void aListIsNotLinesOfCalls() {
    assertRefused(
        client.postCalls("\n [{}]"),
        422,
        "[\"body\"]",
        "expected calls, one JSON object per line, found a list",
        "json");
  }

  @Test
  void longBodiesAreRefusedWithAndWithoutALength() {
    byte[] body = " ".repeat(3_000_000).getBytes(StandardCharsets.UTF_8);
    HttpResponse<String> announced =
        client.send(
            client
                .request("/cost/query", "Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body)));
    HttpResponse<String> chunked =
        client.send(
            client
                .request("/calls", "Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));

    String msg = "expected at most 1000000 bytes, found more";
    assertRefused(announced, 413, "[\"body\"]", msg, "limit");
    assertRefused(chunked, 413, "[\"body\"]", msg, "limit");
  }

  private static void assertRefused(
      HttpResponse<String> answer, int status, String loc, String msg, String type) {
    assertThat(answer.body())
        .isEqualTo(
            "{\"detail\":[{\"loc\":%s,\"msg\":\"%s\",\"type\":\"%s\"}]}".formatted(loc, msg, type));
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
  }
}
