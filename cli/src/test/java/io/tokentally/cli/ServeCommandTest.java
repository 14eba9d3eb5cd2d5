package io.tokentally.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as a process of its own, started, used, stopped and killed. */
class ServeCommandTest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir Path folder;

  /** A started service, and what it said until it listened. */
  private record Running(Process process, URI uri, List<String> said, BufferedReader err)
      implements AutoCloseable {

    HttpResponse<String> post(String path, String type, String body)
        throws IOException, InterruptedException {
      HttpRequest request =
          HttpRequest.newBuilder(uri.resolve(path))
              .header("Content-Type", type)
              .POST(BodyPublishers.ofString(body))
              .build();
      return HTTP.send(request, BodyHandlers.ofString());
    }

    @Override
    public void close() throws IOException {
      process.destroyForcibly();
      process.onExit().join();
      err.close();
    }
  }

  private Running serve(String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", classPath()));
    command.addAll(List.of("io.tokentally.cli.Tokentally", "serve", "--port", "0"));
    command.addAll(List.of(args));
    Process process = new ProcessBuilder(command).start();
    BufferedReader err = process.errorReader();
    List<String> said = new ArrayList<>();
    for (String line = err.readLine(); line != null; line = err.readLine()) {
      said.add(line);
      if (line.startsWith("tokentally: listening at ")) {
        return new Running(process, URI.create(line.split(" ", -1)[3]), said, err);
      }
    }
    throw new AssertionError("did not start: " + said);
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  @Test
  void callsAndPricesOfFilesAreThere() throws Exception {
    Path calls =
        Files.writeString(
            folder.resolve("calls.ndjson"),
            """
            {"id":"a","project_id":"p","started_at":"2025-06-01",\
            "summary":{"usage":{"m":{"prompt_tokens":3}}}}
            {"id":"b"}
            """);
    Path prices =
        Files.writeString(
            folder.resolve("prices.json"),
            "{\"m\":{\"prompt_token_cost\":0.5,\"completion_token_cost\":1}}");
    try (Running service = serve("--calls", calls.toString(), "--prices", prices.toString())) {
      assertThat(service.said())
          .contains(
              "tokentally: "
                  + calls
                  + ": 1 call without a project left out: every operation asks for one");

      HttpResponse<String> answer =
          service.post(
              "/trace/usage", "application/json", "{\"project_id\":\"p\",\"include_costs\":true}");

      assertThat(answer.body()).contains("\"prompt_tokens_total_cost\":1.5");
    }
  }

  @Test
  void aNameIsPricedAsTheModelOfItsAlias() throws Exception {
    Path calls =
        Files.writeString(
            folder.resolve("calls.ndjson"),
            """
            {"id":"a","project_id":"p","started_at":"2025-06-01",\
            "summary":{"usage":{"deployment":{"prompt_tokens":3}}}}
            """);
    Path prices =
        Files.writeString(
            folder.resolve("prices.json"),
            "{\"m\":{\"prompt_token_cost\":0.5,\"completion_token_cost\":1}}");
    try (Running service =
        serve(
            "--calls",
            calls.toString(),
            "--prices",
            prices.toString(),
            "--alias",
            "deployment=m")) {
      HttpResponse<String> answer =
          service.post(
              "/trace/usage", "application/json", "{\"project_id\":\"p\",\"include_costs\":true}");

      assertThat(answer.body()).contains("\"prompt_tokens_total_cost\":1.5");
    }
    assertThat(ProgramRun.of("serve", "--prices", prices.toString(), "--alias", "a=b").err())
        .contains("--alias a=b: no prices of b");
    assertThat(ProgramRun.of("serve", "--alias", "a=m").err())
        .contains("--alias: expected the prices that have the model (--prices)");
  }

  @Test
  void nothingThatWasAcknowledgedIsLostWhenTheProcessIsKilled() throws Exception {
    Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    Path data = folder.resolve("data");
    for (int round = 0; round < 2; round++) {
      try (Running service = serve("--data", data.toString())) {
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          String name = round + "-" + i + "-";
          clients.add(new Thread(() -> sendUntilKilled(service, name, acknowledged)));
        }
        clients.forEach(Thread::start);
        int enough = (round + 1) * 200;
        while (acknowledged.size() < enough) {
          Thread.onSpinWait();
        }
        service.process().destroyForcibly();
        for (Thread client : clients) {
          client.join();
        }
      }
    }
    try (Running service = serve("--data", data.toString())) {
      String calls =
          service.post("/trace/usage", "application/json", "{\"project_id\":\"p\"}").body();
      String prices =
          service.post("/cost/query", "application/json", "{\"project_id\":\"p\"}").body();

      assertThat(acknowledged)
          .hasSizeGreaterThanOrEqualTo(400)
          .allSatisfy(
              name -> {
                String found = name.endsWith("price") ? prices : calls;
                assertThat(found.contains("\"" + name + "\"")).as(name).isTrue();
              });
    }
  }

  private static void sendUntilKilled(Running service, String name, Queue<String> acknowledged) {
    try {
      for (int i = 0; i < 100_000; i++) {
        String call = name + i + "-call";
        String calls = "{\"id\":\"" + call + "\",\"project_id\":\"p\"}\n";
        if (service.post("/calls", "application/x-ndjson", calls).statusCode() == 200) {
          acknowledged.add(call);
        }
        String price = name + i + "-price";
        String costs =
            "{\"project_id\":\"p\",\"costs\":{\""
                + price
                + "\":{\"prompt_token_cost\":1,\"completion_token_cost\":1}}}";
        if (service.post("/cost/create", "application/json", costs).statusCode() == 200) {
          acknowledged.add(price);
        }
      }
    } catch (IOException e) {
      // The process was killed; what it has not acknowledged may be lost.
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aRequestThatNamesNobodyIsByTheUserWhoIsConfigured() throws Exception {
    try (Running named = serve("--dialect", "weave", "--user", "ops")) {
      assertCreatedBy("ops", named);
    }
    try (Running unnamed = serve("--dialect", "weave")) {
      assertCreatedBy("anonymous", unnamed);
    }
  }

  private static void assertCreatedBy(String user, Running service) throws Exception {
    String json = "application/json";
    String price = "{\"prompt_token_cost\":1,\"completion_token_cost\":2}";
    String body = "{\"project_id\":\"p\",\"costs\":{\"m\":" + price + "}}";
    assertThat(service.post("/cost/create", json, body).statusCode()).isEqualTo(200);
    String query =
        "{\"project_id\":\"p\",\"query\":{\"$expr\":{\"$eq\":[{\"$getField\":\"created_by\"},"
            + "{\"$literal\":\""
            + user
            + "\"}]}}}";
    assertThat(service.post("/cost/query", json, query).body()).contains("\"llm_id\":\"m\"");
  }

  @Test
  void itEndsWhenItIsAskedTo() throws Exception {
    try (Running service = serve()) {
      assumeTrue(service.process().supportsNormalTermination(), "no signals here");

      service.process().toHandle().destroy(); // of the process itself it would close the streams

      assertThat(service.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(service.process().exitValue()).isEqualTo(128 + 15);
      assertThat(service.err().readLine()).isNull();
    }
  }

  @Test
  void whatCannotBeServedIsOneLine() throws Exception {
    assertFailure("--port: expected a number from 0 to 65535, found 70000", "--port", "70000");
    assertFailure("--max-body: expected 1 or more, found 0", "--max-body", "0");
    assertFailure("authentication: expected USER:PASS, found no colon", "--auth", "user");
    assertFailure(
        "authentication: expected USER:PASS, found nothing for one of them", "--auth", ":");
    assertFailure("--data: expected a directory, found nothing", "--data", "");
    assertFailure("none: cannot be read: no such file", "--calls", "none");
    try (Running service = serve("--data", folder.toString())) {
      assertFailure(folder + " is in use by another service", "--data", folder.toString());
      String port = "" + service.uri().getPort();
      assertFailure("cannot listen at 127.0.0.1:" + port + ": in use", "--port", port);
    }
  }

  private static void assertFailure(String line, String... args) {
    List<String> command = new ArrayList<>(List.of("serve"));
    command.addAll(List.of(args));

    assertThat(ProgramRun.of(command.toArray(String[]::new)))
        .isEqualTo(new ProgramRun(2, "", "tokentally: " + line + "\n"));
  }
}
