package io.tokentally.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.ChatRequestOptions;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import io.tokentally.Call;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.recorder.BudgetEvent;
import io.tokentally.recorder.BudgetExceededException;
import io.tokentally.recorder.BudgetLimit;
import io.tokentally.recorder.BudgetScope;
import io.tokentally.recorder.BudgetStatus;
import io.tokentally.recorder.Budgets;
import io.tokentally.recorder.CallRecorder;
import io.tokentally.recorder.testing.FakeModelServer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is recorded of models, blocking and streaming, whatever becomes of their calls. */
class RecordingTest {

  private static final PriceTable PRICES =
      PriceTable.parse(
          """
          {"gpt-4o": {"prompt_token_cost": 0.0000025, "completion_token_cost": 0.00001}}""");

  private final FakeModelServer server = FakeModelServer.start().using(1_000, 200);
  private final List<Call> recorded = Collections.synchronizedList(new ArrayList<>());
  private final CallRecorder recorder = CallRecorder.builder().to(recorded::add).build();
  private final List<BudgetEvent> events = Collections.synchronizedList(new ArrayList<>());
  private final Budgets budgets =
      Budgets.with(PRICES)
          .limit(BudgetLimit.per(BudgetScope.PROCESS, "0.05", "USD"))
          .listener(events::add)
          .build();
  private final LangChain4jCalls calls = LangChain4jCalls.recordedBy(recorder);

  @AfterEach
  void close() {
    recorder.close();
    server.close();
  }

  private ChatModel openAi(ChatModelListener... listeners) {
    return OpenAiChatModel.builder()
        .baseUrl(server.baseUrl())
        .apiKey("none")
        .modelName("gpt-4o")
        .maxRetries(0)
        .timeout(Duration.ofSeconds(30))
        .listeners(List.of(listeners))
        .build();
  }

  private StreamingChatModel openAiStreaming(ChatModelListener... listeners) {
    return OpenAiStreamingChatModel.builder()
        .baseUrl(server.baseUrl())
        .apiKey("none")
        .modelName("gpt-4o")
        .listeners(List.of(listeners))
        .build();
  }

  @Test
  void aListenerRecordsBlockingCalls() {
    openAi(calls.listener()).chat("Where is it?");

    assertRecordedOnce();
  }

  @Test
  void aListenerRecordsStreams() throws Exception {
    answer(openAiStreaming(calls.listener())).get(30, TimeUnit.SECONDS);

    assertRecordedOnce();
  }

  @Test
  void aModelRecordsStreams() throws Exception {
    answer(calls.model(openAiStreaming())).get(30, TimeUnit.SECONDS);

    assertRecordedOnce();
  }

  @Test
  void whatIsRecordedTwiceOverIsRecordedOnce() throws Exception {
    calls.model(calls.model(openAi(calls.listener(), calls.listener()))).chat("Where is it?");
    assertRecordedOnce();

    recorded.clear();
    answer(calls.model(calls.model(openAiStreaming(calls.listener(), calls.listener()))))
        .get(30, TimeUnit.SECONDS);
    assertRecordedOnce();
  }

  @Test
  void errorsAreRecorded() {
    server.failing(500);
    assertThatThrownBy(() -> openAi(calls.listener()).chat("Where is it?"))
        .hasMessageContaining("set to fail");
    assertThatThrownBy(() -> calls.model(openAi()).chat("Where is it?"))
        .hasMessageContaining("set to fail");
    assertThat(answer(openAiStreaming(calls.listener()))).failsWithin(Duration.ofSeconds(30));
    assertThat(answer(calls.model(openAiStreaming()))).failsWithin(Duration.ofSeconds(30));

    assertThat(recorded)
        .hasSize(4)
        .allSatisfy(call -> assertThat(call.failed()).isTrue())
        .allSatisfy(call -> assertThat(call.exception()).contains("set to fail"))
        .allSatisfy(call -> assertThat(call.usage()).isNull());
  }

  @Test
  void whatIsHeldForACallThatFailsComesBack() {
    ChatModel model = calls.within(budgets).model(openAi());
    server.failing(500);
    for (int i = 0; i < 100; i++) {
      assertThatThrownBy(() -> model.chat("Where is it?")).hasMessageContaining("set to fail");
    }

    assertThat(remaining().remaining()).isEqualTo(new BigDecimal("0.05"));
    server.failing(200);
    model.chat("Where is it?");
    assertThat(remaining().remaining()).isEqualTo(new BigDecimal("0.0455"));
    assertThat(events).isEmpty();
  }

  /** The provider charges for what it sent; nobody knows how much. */
  @Test
  void ofAStreamThatBreaksOffTheEstimateCounts() {
    server.breakingOff(true);
    assertThat(answer(calls.within(budgets).model(openAiStreaming())))
        .failsWithin(Duration.ofSeconds(30));

    assertThat(report().isComplete()).isFalse();
    assertThat(recorded).singleElement().satisfies(call -> assertThat(call.failed()).isTrue());
    assertThat(remaining().unpricedCalls()).isZero();
    assertThat(remaining().spent()).isGreaterThan(new BigDecimal("0.01"));
    assertThat(events).extracting(BudgetEvent::kind).containsExactly(BudgetEvent.Kind.UNPRICED);
  }

  @Test
  void aModelThatGivesNothingIsRecordedWithoutAKnownCost() {
    ChatModel silent =
        new ChatModel() {
          @Override
          public ChatResponse chat(ChatRequest request, ChatRequestOptions options) {
            return null;
          }

          @Override
          public ChatRequestParameters defaultRequestParameters() {
            return ChatRequestParameters.builder().modelName("gpt-4o").build();
          }
        };
    ChatRequest request = ChatRequest.builder().messages(UserMessage.from("Where?")).build();

    assertThat(calls.within(budgets).model(silent).chat(request)).isNull();
    assertThat(report().isComplete()).isFalse();
    assertThat(remaining().spent()).isGreaterThan(new BigDecimal("0.01"));
  }

  @Test
  void whatAListenerOfBudgetsThrowsGoesToTheHandlerOfAStream() {
    Budgets throwing =
        Budgets.with(PRICES)
            .limit(BudgetLimit.per(BudgetScope.PROCESS, "0", "USD"))
            .listener(
                event -> {
                  throw new IllegalStateException("not listening");
                })
            .build();

    assertThat(answer(calls.within(throwing).model(openAiStreaming())))
        .failsWithin(Duration.ofSeconds(30))
        .withThrowableThat()
        .withMessageContaining("not listening");
    assertThat(recorded).singleElement().satisfies(call -> assertThat(call.failed()).isTrue());
    assertThat(server.requests()).isZero();
  }

  @Test
  void aModelWithoutAPriceIsNotCalled() {
    ChatModel unknown =
        OpenAiChatModel.builder().baseUrl(server.baseUrl()).apiKey("none").modelName("x").build();

    assertThatThrownBy(() -> calls.within(budgets).model(unknown).chat("Where is it?"))
        .isInstanceOf(BudgetExceededException.class)
        .hasMessage(
            "model x has no price: NO_ROW; give it one, or choose otherwise for unpriced calls");
    assertThat(server.requests()).isZero();
  }

  @Test
  void anOutputIsBoundedByTheRequest() {
    ChatModel model =
        OpenAiChatModel.builder()
            .baseUrl(server.baseUrl())
            .apiKey("none")
            .modelName("gpt-4o")
            .maxCompletionTokens(10_000)
            .build();

    assertThatThrownBy(() -> calls.within(budgets).model(model).chat("Where is it?"))
        .isInstanceOf(BudgetExceededException.class)
        .hasMessageContaining("found one that may cost 0.1");
  }

  private BudgetStatus remaining() {
    return budgets.remaining(BudgetScope.builder().build()).get(0);
  }

  private void assertRecordedOnce() {
    assertThat(recorded)
        .singleElement()
        .satisfies(call -> assertThat(call.operation()).isEqualTo("chat"))
        .satisfies(call -> assertThat(call.endedAt()).isNotNull());
    assertThat(report().isComplete()).isTrue();
    assertThat(report().cost().amount()).isEqualByComparingTo("0.0045");
  }

  private UsageReport report() {
    return Tally.with(PRICES).report(List.copyOf(recorded));
  }

  private static CompletableFuture<ChatResponse> answer(StreamingChatModel model) {
    CompletableFuture<ChatResponse> answer = new CompletableFuture<>();
    model.chat(
        "Where is it?",
        new StreamingChatResponseHandler() {
          @Override
          public void onPartialResponse(String part) {}

          @Override
          public void onCompleteResponse(ChatResponse response) {
            answer.complete(response);
          }

          @Override
          public void onError(Throwable error) {
            answer.completeExceptionally(error);
          }
        });
    return answer;
  }
}
