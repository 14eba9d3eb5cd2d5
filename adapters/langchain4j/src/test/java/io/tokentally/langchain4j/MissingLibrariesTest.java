package io.tokentally.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.model.anthropic.AnthropicTokenUsage;
import dev.langchain4j.model.output.TokenUsage;
import org.junit.jupiter.api.Test;

class MissingLibrariesTest {

  @Test
  void oneProviderIsReadWithoutTheOthersJar() throws Exception {
    try (Without others = new Without("dev.langchain4j.model.openai.")) {
      assertThatThrownBy(() -> others.loadClass("dev.langchain4j.model.openai.OpenAiTokenUsage"))
          .isInstanceOf(ClassNotFoundException.class);
      others.run(ReadsAnthropic.class);
    }
  }

  @Test
  void plainUsageIsReadWithoutAnyProvidersJar() throws Exception {
    try (Without providers =
        new Without("dev.langchain4j.model.openai.", "dev.langchain4j.model.anthropic.")) {
      providers.run(ReadsPlain.class);
    }
  }

  public static final class ReadsAnthropic implements Runnable {
    @Override
    public void run() {
      TokenUsage usage =
          AnthropicTokenUsage.builder().inputTokenCount(1).cacheReadInputTokens(2).build();
      assertThat(LangChain4jUsage.of(usage).promptTokens()).isEqualTo(3);
    }
  }

  public static final class ReadsPlain implements Runnable {
    @Override
    public void run() {
      assertThat(LangChain4jUsage.of(new TokenUsage(1, 2)).promptTokens()).isEqualTo(1);
      assertThat(LangChain4jUsage.of(new TokenUsage(1, 2) {}).promptTokens()).isEqualTo(1);
    }
  }
}
