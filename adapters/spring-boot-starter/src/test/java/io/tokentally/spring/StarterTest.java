package io.tokentally.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.observation.ObservationHandler;
import io.tokentally.aggregation.LiveRollup;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.recorder.Budgets;
import io.tokentally.recorder.CallRecorder;
import io.tokentally.recorder.OpenCall;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** What the starter makes of properties, with and without the parts that it can do without. */
class StarterTest {

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  TokentallyAutoConfiguration.class,
                  SpringAiAutoConfiguration.class,
                  EndpointAutoConfiguration.class));

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Application {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.springframework.ai",
        "org.springframework.ai.chat.client",
        "org.springframework.boot.actuate",
        "io.micrometer",
        "reactor"
      })
  void startsWithout(String part) {
    runner
        .withClassLoader(new FilteredClassLoader(part))
        .withPropertyValues("management.endpoints.web.exposure.include=tokentally")
        .run(context -> assertThat(context).hasNotFailed().hasSingleBean(CallRecorder.class));
  }

  @Test
  void canBeSwitchedOff() {
    runner
        .withPropertyValues("tokentally.enabled=false")
        .run(
            context ->
                assertThat(context)
                    .hasNotFailed()
                    .doesNotHaveBean(CallRecorder.class)
                    .doesNotHaveBean(CallEstimator.class));
  }

  @Test
  void beansOfOnesOwnComeFirst() {
    PriceTable own =
        PriceTable.parse("{\"m\": {\"prompt_token_cost\": 1, \"completion_token_cost\": 1}}");
    runner
        .withBean(PriceTable.class, () -> own)
        .withBean(CallEstimator.class, () -> prompt -> null)
        .run(
            context -> {
              assertThat(context)
                  .hasSingleBean(PriceTable.class)
                  .hasSingleBean(CallEstimator.class);
              assertThat(context.getBean(PriceTable.class)).isSameAs(own);
            });
  }

  @Test
  void onlyOneOfAdvisorsAndObservationsRecords() {
    runner.run(context -> assertThat(context).doesNotHaveBean(ObservationHandler.class));
    runner
        .withPropertyValues("tokentally.record-by=observations")
        .run(
            context ->
                assertThat(context)
                    .hasSingleBean(ObservationHandler.class)
                    .doesNotHaveBean("tokentallyAdvisors"));
  }

  @Test
  void aBudgetInAUnitWithoutPricesStopsTheApplication() {
    runner
        .withPropertyValues("tokentally.budgets[0].amount=1", "tokentally.budgets[0].unit=XYZ")
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .rootCause()
                    .hasMessageContaining("expected a unit that prices have")
                    .hasMessageContaining("\"XYZ\""));
  }

  @Test
  void aPriceFileThatIsNoneIsNamed(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("prices.json"), "{no prices");
    runner
        .withPropertyValues("tokentally.prices=" + file.toUri())
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .hasStackTraceContaining(
                        "tokentally.prices: URL ["
                            + file.toUri().getPath().replaceFirst("^", "file:")));
  }

  @Test
  void callsAreWrittenToFiles(@TempDir Path folder) {
    runner
        .withPropertyValues("tokentally.files.folder=" + folder)
        .run(context -> chat(context.getBean(CallRecorder.class), "gpt-4o"));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isNotEmpty();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A call that costs 0.0045 USD where gpt-4o has its price. */
  private static void chat(CallRecorder recorder, String model) {
    OpenCall call = recorder.start("chat").key("team", "blue");
    call.usage(model, Map.of("requests", 1, "prompt_tokens", 1_000, "completion_tokens", 200));
    call.end();
    recorder.flush();
  }

  @Test
  void theEndpointHasCostBudgetsAndWhatIsUnpriced() throws Exception {
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(Application.class)
            .properties(
                "server.port=0",
                "spring.ai.openai.api-key=none",
                "management.endpoints.web.exposure.include=tokentally",
                "tokentally.prices=classpath:prices.json",
                "tokentally.bundled-prices=false",
                "tokentally.keys=team",
                "tokentally.budgets[0].scope=process",
                "tokentally.budgets[0].amount=0.05",
                "tokentally.budgets[0].period=day",
                "tokentally.budgets[0].zone=Europe/Berlin")
            .run()) {
      CallRecorder recorder = context.getBean(CallRecorder.class);
      chat(recorder, "gpt-4o");
      chat(recorder, "gpt-40");
      assertThat(context.getBean(LiveRollup.class).calls()).hasSize(2);
      assertThat(context.getBean(Budgets.class).limits()).hasSize(1);
      String address =
          "http://localhost:"
              + context.getEnvironment().getProperty("local.server.port")
              + "/actuator/tokentally";
      String json =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(address)).build(),
                  HttpResponse.BodyHandlers.ofString())
              .body();
      String counts =
          "\"requests\":1,\"promptTokens\":1000,\"cacheReadInputTokens\":0,"
              + "\"cacheCreationInputTokens\":0,\"completionTokens\":200,";
      String day =
          "{\"day\":\"" + LocalDate.now(ZoneOffset.UTC) + "\",\"keys\":{\"team\":\"blue\"},";
      assertThat(json)
          .isEqualTo(
              "{\"pricedCostByUnit\":{\"USD\":\"0.0045\"},\"incompleteTraces\":1,\"totals\":["
                  + day
                  + "\"model\":\"gpt-40\","
                  + counts
                  + "\"unit\":null,\"cost\":null,\"pricedCost\":\"0\"},"
                  + day
                  + "\"model\":\"gpt-4o\","
                  + counts
                  + "\"unit\":\"USD\",\"cost\":\"0.0045\",\"pricedCost\":\"0.0045\"}],"
                  + "\"unpriced\":[\"gpt-40\"],\"anomalies\":{},\"budgets\":[],\"recorder\":{"
                  + "\"started\":2,\"ended\":2,\"handedOver\":2,\"dropped\":0,\"waiting\":0,"
                  + "\"errors\":[]}}");
    }
  }

  @Test
  void everyPropertyIsDescribed() throws IOException {
    try (InputStream metadata =
        StarterTest.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
      String json = new String(metadata.readAllBytes(), StandardCharsets.UTF_8);
      for (String name :
          new String[] {
            "tokentally.enabled",
            "tokentally.project",
            "tokentally.prices",
            "tokentally.bundled-prices",
            "tokentally.zone",
            "tokentally.keys",
            "tokentally.budgets",
            "tokentally.unpriced",
            "tokentally.estimate.prompt-tokens",
            "tokentally.estimate.completion-tokens",
            "tokentally.files.folder",
            "tokentally.record-by"
          }) {
        assertThat(json)
            .containsPattern("\"name\": \"" + name + "\",[^}]*\"description\": \"[A-Z]?\\w");
      }
    }
  }
}
