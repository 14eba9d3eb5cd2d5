package io.tokentally.springai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.models.completions.CompletionUsage;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.metadata.DefaultUsage;

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
  void springAisOwnCountsAreReadWithoutEither() throws Exception {
    try (Without both = new Without("com.anthropic.", "com.openai.")) {
      both.run(ReadsCounts.class);
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

  public static final class ReadsCounts implements Runnable {
    @Override
    public void run() {
      assertThat(SpringAiUsage.of(new DefaultUsage(1, 2)).promptTokens()).isEqualTo(1);
      assertThat(SpringAiUsage.of(new DefaultUsage(1, 2, 3, "else")).promptTokens()).isEqualTo(1);
    }
  }
}
