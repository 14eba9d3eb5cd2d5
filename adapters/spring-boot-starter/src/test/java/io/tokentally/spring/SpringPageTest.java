package io.tokentally.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.recorder.BudgetStatus;
import io.tokentally.recorder.Budgets;
import io.tokentally.recorder.testing.FakeModelServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The Java and the properties of docs/spring.md work as the page says. */
class SpringPageTest {

  private static final Path PAGE = Path.of("..", "..", "docs", "spring.md");
  private static final Path SOURCE =
      Path.of("src", "test", "java", "io", "tokentally", "spring", "SupportDesk.java");

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(SupportDesk.class)
  static class Application {}

  @Test
  void itsServiceAnswersUntilTheBudgetIsSpent() throws IOException {
    List<String> properties = new ArrayList<>(block("properties").lines().toList());
    properties.add("spring.ai.openai.api-key=none");
    properties.add("spring.ai.openai.chat.model=gpt-4o");
    properties.add("tokentally.estimate.prompt-tokens=1000");
    properties.add("tokentally.estimate.completion-tokens=200");
    properties.replaceAll(line -> line.replace("amount=5.00", "amount=0.01"));
    try (FakeModelServer model = FakeModelServer.start()) {
      properties.add("spring.ai.openai.base-url=" + model.baseUrl());
      try (ConfigurableApplicationContext context =
          new SpringApplicationBuilder(Application.class)
              .web(WebApplicationType.NONE)
              .properties(properties.toArray(String[]::new))
              .run()) {
        SupportDesk desk = context.getBean(SupportDesk.class);
        assertThat(desk.answer("Where is my order?", "blue")).isNotEqualTo("Ask again tomorrow.");
        assertThat(desk.answer("And now?", "blue")).isNotEqualTo("Ask again tomorrow.");
        assertThat(desk.answer("And now?", "blue")).isEqualTo("Ask again tomorrow.");
        assertThat(desk.answer("And mine?", "green")).isNotEqualTo("Ask again tomorrow.");
        assertThat(context.getBean(Budgets.class).all())
            .extracting(BudgetStatus::key)
            .containsExactlyInAnyOrder("blue", "green");
      }
    }
  }

  @Test
  void itsJavaIsTheOneThatIsCompiledHere() throws IOException {
    assertThat(withoutSpace(Files.readString(SOURCE))).contains(withoutSpace(block("java")));
  }

  private static String block(String language) throws IOException {
    List<String> blocks =
        Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(PAGE))
            .results()
            .map((MatchResult found) -> found.group(1))
            .toList();
    assertThat(blocks).hasSize(1);
    return blocks.get(0);
  }

  private static String withoutSpace(String text) {
    return text.replaceAll("\\s", "");
  }
}
