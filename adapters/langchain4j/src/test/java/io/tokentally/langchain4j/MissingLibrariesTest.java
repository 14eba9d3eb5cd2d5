package io.tokentally.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.model.anthropic.AnthropicTokenUsage;
import dev.langchain4j.model.bedrock.BedrockTokenUsage;
import dev.langchain4j.model.googleai.GoogleAiGeminiTokenUsage;
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
        new Without(
            "dev.langchain4j.model.openai.",
            "dev.langchain4j.model.anthropic.",
            "dev.langchain4j.model.bedrock.",
            "dev.langchain4j.model.googleai.")) {
      providers.run(ReadsPlain.class);
    }
  }

  @Test
  void bedrockAndGeminiAreReadWithoutTheOthersJars() throws Exception {
    try (Without others =
        new Without("dev.langchain4j.model.openai.", "dev.langchain4j.model.anthropic.")) {
      others.run(ReadsBedrockAndGemini.class);
    }
  }

  public static final class ReadsBedrockAndGemini implements Runnable {
    @Override
    public void run() {
      TokenUsage bedrock =
          BedrockTokenUsage.builder().inputTokenCount(1).cacheReadInputTokens(2).build();
      assertThat(LangChain4jUsage.of(bedrock).promptTokens()).isEqualTo(3);
      TokenUsage gemini =
          GoogleAiGeminiTokenUsage.builder().outputTokenCount(1).thoughtsTokenCount(2).build();
      assertThat(LangChain4jUsage.of(gemini).completionTokens()).isEqualTo(3);
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
