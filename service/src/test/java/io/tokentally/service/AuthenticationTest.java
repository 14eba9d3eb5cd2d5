package io.tokentally.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticationTest {

  private static final String BODY = "{\"project_id\":\"p\"}";

  private static RunningService both;

  @BeforeAll
  static void start() throws IOException {
    Authentication authentication = Authentication.of("api:s3cret:\u00e9", "t0ken");
    both = RunningService.of(RunningService.with(authentication));
  }

  @AfterAll
  static void stop() throws IOException {
    both.close();
  }

  private static String basic(String userAndPassword) {
    byte[] bytes = userAndPassword.getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }

  private static int status(RunningService service, String authorization) {
    return service.client().post("/cost/query", BODY, "Authorization", authorization).statusCode();
  }

  @Test
  void eitherWayIsWelcomeWhereBothAre() {
    assertThat(status(both, basic("api:s3cret:\u00e9"))).isEqualTo(200);
    assertThat(status(both, "Bearer t0ken")).isEqualTo(200);
    assertThat(status(both, "bearer  t0ken")).isEqualTo(200);
  }

  @Test
  void whoDoesNotSayWhoHeIsIsAskedToInEitherWay() {
    HttpResponse<String> answer = both.client().post("/cost/query", BODY);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().allValues("WWW-Authenticate"))
        .containsExactly(
            "Basic realm=\"tokentally\", charset=\"UTF-8\"", "Bearer realm=\"tokentally\"");
    assertThat(answer.body())
        .isEqualTo(
            "{\"detail\":[{\"loc\":[\"header\",\"authorization\"],\"msg\":\"required, but not"
                + " there\",\"type\":\"unauthorized\"}]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer",
        "Bearer x",
        "Bearer t0kenx",
        "t0ken",
        "Basic",
        "Basic ???",
        "Basic t0ken",
        "Digest t0ken"
      })
  void whateverElseIsNot(String authorization) {
    assertThat(status(both, authorization)).isEqualTo(401);
  }

  @Test
  void halfOfTheCredentialsIsNot() {
    assertThat(status(both, basic("api:s3cret:"))).isEqualTo(401);
    assertThat(status(both, basic(":"))).isEqualTo(401);
  }

  @Test
  void oneWayDoesNotOpenTheOther() throws IOException {
    Authentication token = Authentication.of(null, "a:b");
    try (RunningService service = RunningService.of(RunningService.with(token))) {
      assertThat(status(service, "Bearer a:b")).isEqualTo(200);
      assertThat(status(service, basic("a:b"))).isEqualTo(401);
    }
  }

  @Test
  void aTokenMayBeAnyUtf8() throws IOException {
    String token = "\u00e9\u20ac";
    Authentication euro = Authentication.of(null, token);
    try (RunningService service = RunningService.of(RunningService.with(euro))) {
      String sent = new String(token.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
      String request =
          "POST /calls HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
              + "Content-Length: 0\r\nAuthorization: Bearer ";

      assertThat(service.client().raw(request + sent + "\r\n\r\n").status()).isEqualTo(200);
      assertThat(service.client().raw(request + "\u00e9\r\n\r\n").status()).isEqualTo(401);
    }
  }

  @Test
  void descriptionAndHealthAreOpenAndNothingElse() throws IOException {
    Authentication token = Authentication.of(null, "t");
    try (RunningService service = RunningService.of(RunningService.with(token))) {
      TestClient client = service.client();

      assertThat(client.get("/healthz").statusCode()).isEqualTo(200);
      assertThat(client.get("/openapi.json").statusCode()).isEqualTo(200);
      assertThat(client.get("/nothing").statusCode()).isEqualTo(401);
      assertThat(client.get("/").statusCode()).isEqualTo(401);
      assertThat(client.postCalls("").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void credentialsThatCannotBeUsedAreRefused() {
    assertThatThrownBy(() -> Authentication.of("user", null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected USER:PASS, found no colon");
    for (String half : new String[] {":", "user:", ":pass"}) {
      assertThatThrownBy(() -> Authentication.of(half, null))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("expected USER:PASS, found nothing for one of them");
    }
    for (String token : new String[] {" ", "t ", "a\nb"}) {
      assertThatThrownBy(() -> Authentication.of(null, token))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("expected a token without space around it and without control characters");
    }
    assertThatThrownBy(() -> Authentication.of(null, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a token, found nothing");
  }
}
