package io.tokentally.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.output.TokenUsage;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.TokenStream;
import io.tokentally.aggregation.LiveRollup;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.recorder.BudgetExceededException;
import io.tokentally.recorder.BudgetLimit;
import io.tokentally.recorder.BudgetScope;
import io.tokentally.recorder.Budgets;
import io.tokentally.recorder.CallRecorder;
import io.tokentally.recorder.CallSink;
import io.tokentally.recorder.OpenCall;
import io.tokentally.recorder.testing.FakeModelServer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An agent that would never stop, against a model server: a budget stops it. */
class AgentLoopTest {

  private static final BigDecimal COST_OF_CALL = new BigDecimal("0.0045");
  private static final BigDecimal BUDGET = new BigDecimal("0.05");

  private static final PriceTable PRICES =
      PriceTable.parse(
          """
          {"gpt-4o": {"prompt_token_cost": 0.0000025, "completion_token_cost": 0.00001}}""");

  interface Assistant {
    String ask(String question);
  }

  interface StreamingAssistant {
    TokenStream ask(String question);
  }

  static final class Look {
    @Tool("Looks once more.")
    String look() {
      return "Nothing yet.";
    }
  }

  private final FakeModelServer server = FakeModelServer.start().using(1_000, 200);
  private final LiveRollup live = LiveRollup.with(PRICES);
  private final CallRecorder recorder = CallRecorder.builder().to(CallSink.live(live)).build();

  @AfterEach
  void close() {
    recorder.close();
    server.close();
  }

  private LangChain4jCalls within(String scope) {
    Budgets budgets = Budgets.with(PRICES).limit(BudgetLimit.per(scope, "0.05", "USD")).build();
    return LangChain4jCalls.recordedBy(recorder).within(budgets);
  }

  private ChatModel openAi() {
    return OpenAiChatModel.builder()
        .baseUrl(server.baseUrl())
        .apiKey("none")
        .modelName("gpt-4o")
        .maxRetries(0)
        .build();
  }

  private StreamingChatModel openAiStreaming() {
    return OpenAiStreamingChatModel.builder()
        .baseUrl(server.baseUrl())
        .apiKey("none")
        .modelName("gpt-4o")
        .build();
  }

  private <T> T agent(Class<T> type, LangChain4jCalls calls) {
    server.callingTool("look");
    return AiServices.builder(type)
        .chatModel(calls.model(openAi()))
        .streamingChatModel(calls.model(openAiStreaming()))
        .tools(new Look())
        .registerListeners(calls.serviceListeners())
        .build();
  }

  @Test
  void aBlockingAgentStopsAtItsBudget() {
    Assistant assistant = agent(Assistant.class, within(BudgetScope.TRACE));

    assertThatThrownBy(() -> assistant.ask("Where is it?"))
        .isInstanceOf(BudgetExceededException.class)
        .hasMessageStartingWith("expected a call within its budgets, found one that may cost 0.0");

    assertStopped(1, "0.04");
  }

  @Test
  void aStreamingAgentStopsAtItsBudget() throws Exception {
    StreamingAssistant assistant = agent(StreamingAssistant.class, within(BudgetScope.TRACE));

    assertThat(errorOf(assistant)).isInstanceOf(BudgetExceededException.class);
    assertStopped(1, "0.04");
  }

  private static Throwable errorOf(StreamingAssistant assistant) throws Exception {
    CompletableFuture<Throwable> error = new CompletableFuture<>();

    assistant
        .ask("Where is it?")
        .onPartialResponse(part -> {})
        .onCompleteResponse(response -> error.complete(new AssertionError("it came to an end")))
        .onError(error::complete)
        .start();

    return error.get(60, TimeUnit.SECONDS);
  }

  /** What answers come for is not what makes the request, even on the thread that makes it. */
  @Test
  void aStreamOnTheThreadOfItsRequestIsStoppedToo() throws Exception {
    LangChain4jCalls calls = within(BudgetScope.TRACE);
    AtomicInteger requests = new AtomicInteger();
    StreamingChatModel atOnce =
        new StreamingChatModel() {
          @Override
          public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
            handler.onCompleteResponse(
                ChatResponse.builder()
                    .aiMessage(
                        AiMessage.from(
                            ToolExecutionRequest.builder()
                                .id("call_" + requests.incrementAndGet())
                                .name("look")
                                .arguments("{}")
                                .build()))
                    .modelName("gpt-4o")
                    .tokenUsage(new TokenUsage(1_000, 200))
                    .build());
          }

          @Override
          public ChatRequestParameters defaultRequestParameters() {
            return ChatRequestParameters.builder().modelName("gpt-4o").build();
          }
        };
    StreamingAssistant assistant =
        AiServices.builder(StreamingAssistant.class)
            .streamingChatModel(calls.model(atOnce))
            .tools(new Look())
            .registerListeners(calls.serviceListeners())
            .build();

    assertThat(errorOf(assistant)).isInstanceOf(BudgetExceededException.class);
    assertThat(report().cost().amount())
        .isBetween(new BigDecimal("0.02"), BUDGET)
        .isEqualByComparingTo(COST_OF_CALL.multiply(BigDecimal.valueOf(requests.get())));
    assertThat(report().rootIds()).hasSize(1);
    assertThat(recorder.current()).isNull();
  }

  @Test
  void eightAgentsAtATimeStopAtTheirBudget() throws Exception {
    Assistant assistant = agent(Assistant.class, within(BudgetScope.PROCESS));
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<String>> answers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      answers.add(threads.submit(() -> assistant.ask("Where is it?")));
    }
    for (Future<String> answer : answers) {
      assertThatThrownBy(answer::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(BudgetExceededException.class);
    }
    threads.shutdown();

    assertStopped(8, "0.02");
  }

  @Test
  void aloneCallsAreStoppedTogether() {
    ChatModel model = within(BudgetScope.TRACE).model(openAi());

    assertThatThrownBy(
            () -> {
              while (true) {
                model.chat("Where is it?");
              }
            })
        .isInstanceOf(BudgetExceededException.class);

    UsageReport report = report();
    assertThat(report.cost().amount()).isBetween(new BigDecimal("0.04"), BUDGET);
  }

  @Test
  void toolsThatAskAModelStandBelowTheService() {
    LangChain4jCalls calls = LangChain4jCalls.recordedBy(recorder);
    ChatModel model = calls.model(openAi());
    AssistantWithTool tool = new AssistantWithTool(model);
    server.callingTool("ask");
    Assistant assistant =
        AiServices.builder(Assistant.class)
            .chatModel(model)
            .tools(tool)
            .registerListeners(calls.serviceListeners())
            .build();
    tool.then = () -> server.callingTool(null);

    assertThat(assistant.ask("Where is it?")).isEqualTo("The answer.");

    UsageReport report = report();
    assertThat(report.rootIds()).hasSize(1);
    assertThat(report.childIds(report.rootIds().get(0))).hasSize(3);
    assertThat(recorder.current()).isNull();
  }

  static final class AssistantWithTool {
    private final ChatModel model;
    private Runnable then = () -> {};

    AssistantWithTool(ChatModel model) {
      this.model = model;
    }

    @Tool("Asks another.")
    String ask() {
      then.run();
      return model.chat("Do you know?");
    }
  }

  @Test
  void whatIsCurrentIsAboveTheService() throws Exception {
    LangChain4jCalls calls = LangChain4jCalls.recordedBy(recorder);
    Assistant assistant =
        AiServices.builder(Assistant.class)
            .chatModel(calls.model(openAi()))
            .registerListeners(calls.serviceListeners())
            .build();
    OpenCall request = recorder.start("request");

    request.carry(() -> assistant.ask("Where is it?")).call();
    request.end();

    UsageReport report = report();
    assertThat(report.rootIds()).containsExactly(request.id());
    assertThat(report.callIds()).hasSize(3);
    assertThat(report.cost(request.id()).amount()).isEqualByComparingTo("0.0045");
  }

  private void assertStopped(int agents, String atLeast) {
    UsageReport report = report();
    assertThat(report.isComplete()).isTrue();
    assertThat(report.rootIds()).hasSize(agents);
    assertThat(report.cost().amount()).isBetween(new BigDecimal(atLeast), BUDGET);
    // The server was asked for what was paid, and no more.
    assertThat(report.cost().amount())
        .isEqualByComparingTo(COST_OF_CALL.multiply(BigDecimal.valueOf(server.requests())));
    assertThat(recorder.status().isComplete()).isTrue();
    assertThat(recorder.current()).isNull();
  }

  private UsageReport report() {
    recorder.flush();
    return live.report();
  }
}
