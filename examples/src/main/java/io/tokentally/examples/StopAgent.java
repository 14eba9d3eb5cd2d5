package io.tokentally.examples;

import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;
import dev.langchain4j.service.AiServices;
import io.tokentally.aggregation.LiveRollup;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.langchain4j.LangChain4jCalls;
import io.tokentally.recorder.BudgetExceededException;
import io.tokentally.recorder.BudgetLimit;
import io.tokentally.recorder.BudgetScope;
import io.tokentally.recorder.Budgets;
import io.tokentally.recorder.CallFiles;
import io.tokentally.recorder.CallRecorder;
import io.tokentally.recorder.CallSink;
import java.io.IOException;
import java.nio.file.Files;

/**
 * An AI service of LangChain4j that would go on for ever, its calls in files, and a budget that
 * stops it.
 */
final class StopAgent {

  private StopAgent() {}

  interface Assistant {
    String answer(String question);
  }

  static class Search {
    @Tool("Looks once more.")
    String look() {
      return "Nothing yet.";
    }
  }

  public static void main(String[] args) throws IOException {
    PriceTable prices =
        PriceTable.parse(
            """
            {"gpt-4o": {"prompt_token_cost": 0.0000025, "completion_token_cost": 0.00001}}""");

    ChatModel neverDone = new ChatModel() { // asks for its tool, each time anew
          @Override
          public ChatRequestParameters defaultRequestParameters() {
            return ChatRequestParameters.builder().modelName("gpt-4o").build();
          }

          @Override
          public ChatResponse doChat(ChatRequest request) {
            return ChatResponse.builder()
                .modelName("gpt-4o")
                .tokenUsage(new TokenUsage(1_000, 200))
                .aiMessage(
                    AiMessage.from(
                        ToolExecutionRequest.builder()
                            .id("1")
                            .name("look")
                            .arguments("{}")
                            .build()))
                .build();
          }
        };

    LiveRollup live = LiveRollup.with(prices);
    CallFiles files = CallFiles.in(Files.createTempDirectory("calls")).open();
    CallRecorder both = CallRecorder.builder().to(CallSink.live(live)).to(files).build();
    Budgets each =
        Budgets.with(prices).limit(BudgetLimit.per(BudgetScope.TRACE, "0.05", "USD")).build();
    LangChain4jCalls perAnswer = LangChain4jCalls.recordedBy(both).within(each);

    Assistant assistant =
        AiServices.builder(Assistant.class)
            .chatModel(perAnswer.model(neverDone))
            .tools(new Search())
            .registerListeners(perAnswer.serviceListeners())
            .build();
    try {
      assistant.answer("Where is it?");
    } catch (BudgetExceededException e) {
      System.out.println(e.budgets().get(0).spent()); // prints 0.0405
    }
    both.close();

    UsageReport report = live.report();
    System.out.println(report.rootIds().size() + " " + report.cost()); // prints 1 0.0405 USD
  }
}
