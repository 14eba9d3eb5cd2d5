package io.tokentally.spring;

import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.spring.TokentallyProperties.Estimate;
import java.nio.charset.StandardCharsets;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;

/** A token for each byte of text, since none is shorter, and the tokens that may be asked for. */
final class PromptEstimator implements CallEstimator {

  private final Estimate least;

  PromptEstimator(Estimate least) {
    this.least = least;
  }

  @Override
  public RecordedUsage estimate(Prompt prompt) {
    long bytes = 0;
    for (Message message : prompt.getInstructions()) {
      String text = message.getText();
      bytes += text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
    }
    ChatOptions options = prompt.getOptions();
    Integer most = options == null ? null : options.getMaxTokens();
    return RecordedUsage.builder()
        .promptTokens(Math.max(bytes, least.promptTokens()))
        .completionTokens(most == null ? least.completionTokens() : most)
        .build();
  }
}
