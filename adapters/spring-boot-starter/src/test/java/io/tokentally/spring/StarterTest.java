package io.tokentally.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.tokentally.aggregation.LiveRollup;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.micrometer.BudgetMeters;
import io.tokentally.micrometer.CostMeters;
import io.tokentally.recorder.Budgets;
import io.tokentally.recorder.CallRecorder;
import io.tokentally.recorder.OpenCall;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
                  MetersAutoConfiguration.class,
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
        "io.micrometer.core",
        "io.tokentally.micrometer",
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
        .withBean(ObservationRegistry.class, ObservationRegistry::create)
        .withPropertyValues("tokentally.record-by=observations")
        .run(
            context ->
                assertThat(context)
                    .hasSingleBean(ObservationHandler.class)
                    .doesNotHaveBean("tokentallyAdvisors"));
  }

  @Test
  void metersAreThereWithARegistryAlone() {
    runner.run(context -> assertThat(context).doesNotHaveBean(CostMeters.class));
    runner
        .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
        .withPropertyValues("tokentally.prices=classpath:prices.json")
        .run(
            context -> {
              assertThat(context).hasSingleBean(BudgetMeters.class);
              chat(context.getBean(CallRecorder.class), "gpt-4o");
              assertThat(
                      context
                          .getBean(MeterRegistry.class)
                          .get(CostMeters.COST)
                          .tags("gen_ai.response.model", "gpt-4o", "gen_ai.operation.name", "chat")
                          .counter()
                          .count())
                  .isEqualTo(0.0045);
            });
  }

  /** What a property has to be is said with its name: Spring Boot adds where it was set. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tokentally.budgets[0].amount=1 tokentally.budgets[0].unit=XYZ | tokentally.budgets[0].unit | expected a unit that prices have
          tokentally.budgets[0].amount=-1 | tokentally.budgets[0].amount | expected an amount of 0 or more
          tokentally.budgets[0].scope=user | tokentally.budgets[0].amount | expected an amount, such as 5.00, found none
          tokentally.budgets[0].amount=1 tokentally.budgets[1].amount=2 | tokentally.budgets[1] | expected one amount per scope, unit and period
          tokentally.prices=classpath:none.json | tokentally.prices | none.json] cannot be opened because it does not exist
          tokentally.prices=classpath:bad-prices.json | tokentally.prices | bad-prices.json
          tokentally.files.folder=pom.xml | tokentally.files.folder | pom.xml
          tokentally.estimate.prompt-tokens=-1 | tokentally.estimate.prompt-tokens | expected 0 tokens or more
          tokentally.estimate.completion-tokens=-1 | tokentally.estimate.completion-tokens | expected 0 tokens or more
          tokentally.record-by=observations | tokentally.record-by | expected an ObservationRegistry, which spring-boot-starter-actuator makes
          tokentally.zone=Europe/Nowhere | tokentally.zone | Unknown time-zone ID
          tokentally.unpriced=perhaps | tokentally.unpriced | perhaps
          """)
  void anErrorNamesItsProperty(String properties, String property, String reason) {
    runner
        .withPropertyValues(properties.split(" "))
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .hasStackTraceContaining(property)
                    .hasStackTraceContaining(reason));
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

  /** What editors know of the properties is all that the class of the properties has. */
  @Test
  void everyPropertyIsDescribed() throws IOException {
    String json;
    try (InputStream metadata =
        StarterTest.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
      json = new String(metadata.readAllBytes(), StandardCharsets.UTF_8);
    }
    List<String> names = new ArrayList<>(List.of("management.endpoint.tokentally.access"));
    names.addAll(names("tokentally", TokentallyProperties.class));
    assertThat(names).hasSizeGreaterThan(10).contains("tokentally.files.folder");
    for (String name : names) {
      assertThat(json)
          .containsPattern(
              "\"name\": \"" + Pattern.quote(name) + "\",[^}]*\"description\": \"[A-Z]?\\w");
    }
  }

  private static List<String> names(String prefix, Class<?> properties) {
    List<String> names = new ArrayList<>();
    for (RecordComponent component : properties.getRecordComponents()) {
      String name =
          prefix + "." + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
      if (component.getType().isRecord()) {
        names.addAll(names(name, component.getType()));
      } else {
        names.add(name);
      }
    }
    return names;
  }
}
