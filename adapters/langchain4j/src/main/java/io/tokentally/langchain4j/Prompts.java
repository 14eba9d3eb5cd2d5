package io.tokentally.langchain4j;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.recorder.UsageEstimator;
import org.jspecify.annotations.Nullable;

/** What a request may use. */
final class Prompts {

  /** Tokens that an image may have, with most models; and whatever else is no text. */
  private static final long TOKENS_OF_OTHER_CONTENT = 3_000;

  private final StringBuilder text = new StringBuilder();
  private long others;

  private Prompts() {}

  static RecordedUsage estimate(
      UsageEstimator estimator, String model, ChatRequest request, ChatRequestParameters all) {
    Prompts prompt = new Prompts();
    request.messages().forEach(prompt::add);
    prompt.text.append(all.toolSpecifications()).append(all.responseFormat());
    RecordedUsage usage = estimator.before(model, prompt.text.toString(), maxOutput(all));
    return RecordedUsage.builder()
        .from(usage)
        .promptTokens(usage.promptTokens() + prompt.others * TOKENS_OF_OTHER_CONTENT)
        .build();
  }

  private void add(ChatMessage message) {
    text.append(message.type()).append('\n');
    if (message instanceof UserMessage user) {
      user.contents().forEach(this::add);
    } else if (message instanceof SystemMessage system) {
      text.append(system.text());
    } else if (message instanceof AiMessage answer) {
      text.append(answer.text()).append(answer.toolExecutionRequests());
    } else if (message instanceof ToolExecutionResultMessage result) {
      text.append(result.toolName()).append(result.text());
    } else {
      text.append(message);
    }
  }

  private void add(Content content) {
    if (content instanceof TextContent part) {
      text.append(part.text());
    } else {
      others++;
    }
  }

  private static @Nullable Integer maxOutput(ChatRequestParameters all) {
    Integer most = all.maxOutputTokens();
    boolean isOpenAi =
        all.getClass().getName().equals("dev.langchain4j.model.openai.OpenAiChatRequestParameters");
    return most == null && isOpenAi ? OpenAi.maxOutput(all) : most;
  }

  /** In a class of its own: its library need not be there. */
  private static final class OpenAi {
    static @Nullable Integer maxOutput(ChatRequestParameters all) {
      return ((OpenAiChatRequestParameters) all).maxCompletionTokens();
    }
  }
}
