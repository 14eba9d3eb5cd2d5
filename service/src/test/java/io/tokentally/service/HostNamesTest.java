package io.tokentally.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Under which names a service answers, so that no web page reaches it under its own. */
class HostNamesTest {

  private static int status(RunningService service, String request) throws IOException {
    return service.client().raw(request + "\r\n\r\n").status();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1", "127.0.0.1:80", "localhost", "LocalHost:1", "10.0.0.7", "[::1]:80"})
  void addressesAndLocalhostAreAccepted(String host) throws IOException {
    try (RunningService service = RunningService.inMemory()) {
      assertThat(status(service, "GET /healthz HTTP/1.1\r\nHost: " + host)).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rebound.example",
        "rebound.example:8080",
        "localhost.example",
        "127.0.0.1.example",
        "1.2.3.4.5",
        "notlocalhost"
      })
  void otherNamesAreRefusedWhereNobodyIsAskedWhoTheyAre(String host) throws IOException {
    try (RunningService service = RunningService.inMemory()) {
      for (String path : new String[] {"/healthz", "/report?project_id=p", "/unknown"}) {
        assertThat(status(service, "GET " + path + " HTTP/1.1\r\nHost: " + host)).isEqualTo(421);
      }
      assertThat(status(service, "GET http://" + host + "/healthz HTTP/1.1\r\nHost: " + host))
          .isEqualTo(421);
    }
  }

  @Test
  void theRefusalSaysWhatToDo() throws IOException {
    try (RunningService service = RunningService.inMemory()) {
      String request = "GET /healthz HTTP/1.1\r\nHost: rebound.example:80\r\n\r\n";

      assertThat(service.client().raw(request).body())
          .isEqualTo(
              "{\"detail\":[{\"loc\":[\"header\",\"host\"],\"msg\":\"expected an address, localhost"
                  + " or the name of --host, found rebound.example; with --auth or --token any name"
                  + " will do\",\"type\":\"misdirected\"}]}");
    }
  }

  @Test
  void theNameThatItListensAtIsAccepted() {
    ServiceOptions options =
        new ServiceOptions(
            "Ledger.example",
            0,
            1_000,
            Authentication.NONE,
            ServiceOptions.DEFAULT.dialect(),
            ServiceOptions.DEFAULT.usageFormat(),
            ServiceOptions.DEFAULT.usageScope(),
            null);
    assertThat(HostNames.of(options).refuse("ledger.EXAMPLE")).isNull();
    assertThat(HostNames.of(options).refuse("localhost")).isNull();
    assertThat(HostNames.of(options).refuse("other.example")).isNotNull();
  }

  @Test
  void withAuthenticationAnyNameIsAccepted() throws IOException {
    try (RunningService service =
        RunningService.of(RunningService.with(Authentication.of(null, "token")))) {
      String head = " HTTP/1.1\r\nHost: rebound.example";
      assertThat(status(service, "GET /healthz" + head)).isEqualTo(200);
      assertThat(status(service, "GET /report?project_id=p" + head)).isEqualTo(401);
    }
  }
}
