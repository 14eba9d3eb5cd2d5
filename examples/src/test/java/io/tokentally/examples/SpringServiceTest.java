package io.tokentally.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.recorder.BudgetPeriod;
import io.tokentally.recorder.testing.FakeModelServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The program, dependencies and properties of docs/spring.md give what the page says they do. */
class SpringServiceTest {

  private static final Path PAGE = Path.of("..", "docs", "spring.md");
  private static final Path SOURCE =
      Path.of("src", "main", "java", "io", "tokentally", "examples", "SpringService.java");
  private static final Pattern ARTIFACT = Pattern.compile("<artifactId>([^<]+)</artifactId>");

  private String address = "";

  @Test
  void aNewProjectHasItsCostByModelAndDay() throws Exception {
    try (FakeModelServer model = FakeModelServer.start();
        ConfigurableApplicationContext context =
            start("--spring.ai.openai.base-url=" + model.baseUrl())) {
      address = "http://localhost:" + context.getEnvironment().getProperty("local.server.port");
      assertThat(get("/ask?question=Where&team=blue").body()).isEqualTo("The answer.");

      assertThat(get("/actuator/prometheus").body().lines())
          .filteredOn(line -> line.matches("(gen_ai_client_estimated|tokentally).*"))
          .containsExactlyElementsOf(block("text").lines().toList());
      Instant today =
          BudgetPeriod.day(ZoneId.of("Europe/Berlin")).start(Instant.now()); // of the budget
      assertThat(withoutSpace(get("/actuator/tokentally").body()))
          .isEqualTo(
              withoutSpace(block("json"))
                  .replace("2026-01-05", LocalDate.now(ZoneOffset.UTC).toString())
                  .replace("2026-01-04T23:00:00Z", String.valueOf(today)));
    }
  }

  @Test
  void itStopsAtTheBudgetOfATeam() throws Exception {
    try (FakeModelServer model = FakeModelServer.start();
        ConfigurableApplicationContext context =
            start(
                "--spring.ai.openai.base-url=" + model.baseUrl(),
                "--tokentally.budgets[0].scope=team",
                "--tokentally.budgets[0].amount=0.045")) {
      address = "http://localhost:" + context.getEnvironment().getProperty("local.server.port");
      assertThat(get("/ask?question=Where&team=blue").statusCode()).isEqualTo(200);
      HttpResponse<String> second = get("/ask?question=Where&team=blue");
      assertThat(second.statusCode()).isEqualTo(429);
      assertThat(second.body())
          .startsWith("expected a call within its budgets")
          .endsWith(
              "limits are tokentally.budgets, what is held for a call is tokentally.estimate");
      assertThat(get("/ask?question=Where&team=green").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void thePageHasTheProgramAndWhatItNeeds() throws IOException {
    String program = Files.readString(SOURCE).replaceFirst("package .*;", "");
    assertThat(withoutSpace(block("java"))).isEqualTo(withoutSpace(program));

    List<String> needed =
        ARTIFACT.matcher(block("xml")).results().map(found -> found.group(1)).toList();
    String pom = Files.readString(Path.of("pom.xml"));
    assertThat(needed)
        .contains("tokentally-spring-boot-starter")
        .allSatisfy(artifact -> assertThat(pom).contains("<artifactId>" + artifact + "</"))
        .allSatisfy(artifact -> assertThat(block("kotlin")).contains(":" + artifact));
  }

  private static ConfigurableApplicationContext start(String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--spring.ai.openai.api-key=none"));
    arguments.add("--server.port=0");
    arguments.addAll(List.of(more));
    return new SpringApplicationBuilder(SpringService.class)
        .properties(block("properties").lines().toArray(String[]::new))
        .run(arguments.toArray(String[]::new));
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(address + path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  /** {@return the first block of the page in a language} */
  private static String block(String language) throws IOException {
    return Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
        .matcher(Files.readString(PAGE))
        .results()
        .map((MatchResult found) -> found.group(1))
        .findFirst()
        .orElseThrow();
  }

  private static String withoutSpace(String text) {
    return text.replaceAll("\\s", "");
  }
}
