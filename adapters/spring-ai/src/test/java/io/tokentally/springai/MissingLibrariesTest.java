package io.tokentally.springai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.genai.types.GenerateContentResponseUsageMetadata;
import com.openai.models.completions.CompletionUsage;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.metadata.DefaultUsage;
import software.amazon.awssdk.services.bedrockruntime.model.TokenUsage;

class MissingLibrariesTest {

  @Test
  void oneLibrarysUsageIsReadWithoutTheOther() throws Exception {
    try (Without anthropic = new Without("com.anthropic.")) {
      assertThatThrownBy(() -> anthropic.loadClass("com.anthropic.models.messages.Usage"))
          .isInstanceOf(ClassNotFoundException.class);
      anthropic.run(ReadsOpenAi.class);
    }
  }

  @Test
  void googleAndBedrockAreReadWithoutTheOthers() throws Exception {
    try (Without others = new Without("com.anthropic.", "com.openai.", "software.amazon.")) {
      others.run(ReadsGoogle.class);
    }
    try (Without others = new Without("com.anthropic.", "com.openai.", "com.google.genai.")) {
      others.run(ReadsBedrock.class);
    }
  }

  @Test
  void springAisOwnCountsAreReadWithoutAny() throws Exception {
    try (Without all =
        new Without("com.anthropic.", "com.openai.", "com.google.genai.", "software.amazon.")) {
      all.run(ReadsCounts.class);
    }
  }

  public static final class ReadsOpenAi implements Runnable {
    @Override
    public void run() {
      CompletionUsage usage =
          CompletionUsage.builder().promptTokens(3).completionTokens(2).totalTokens(5).build();
      assertThat(SpringAiUsage.of(new DefaultUsage(1, 2, 3, usage)).promptTokens()).isEqualTo(3);
    }
  }

  public static final class ReadsGoogle implements Runnable {
    @Override
    public void run() {
      GenerateContentResponseUsageMetadata usage =
          GenerateContentResponseUsageMetadata.builder().promptTokenCount(3).build();
      assertThat(SpringAiUsage.of(new DefaultUsage(1, 2, 3, usage)).promptTokens()).isEqualTo(3);
    }
  }

  public static final class ReadsBedrock implements Runnable {
    @Override
    public void run() {
      TokenUsage usage = TokenUsage.builder().inputTokens(3).build();
      assertThat(SpringAiUsage.of(new DefaultUsage(1, 2, 3, usage)).promptTokens()).isEqualTo(3);
    }
  }

  public static final class ReadsCounts implements Runnable {
    @Override
    public void run() {
      assertThat(SpringAiUsage.of(new DefaultUsage(1, 2)).promptTokens()).isEqualTo(1);
      assertThat(SpringAiUsage.of(new DefaultUsage(1, 2, 3, "else")).promptTokens()).isEqualTo(1);
    }
  }
}
