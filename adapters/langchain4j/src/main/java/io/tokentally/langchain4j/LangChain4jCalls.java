package io.tokentally.langchain4j;

import static java.util.Objects.requireNonNull;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.observability.api.listener.AiServiceListener;
import io.tokentally.recorder.Budgets;
import io.tokentally.recorder.CallRecorder;
import io.tokentally.recorder.UsageEstimator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records what an application does with LangChain4j, and stops it at a budget. Immutable and
 * thread-safe.
 *
 * <p>{@link #model(ChatModel)} makes a model that records each of its calls and asks the budgets
 * before; {@link #listener} records those of models that cannot be replaced, and stops nothing.
 * Where a model has both, a call is recorded once. A call stands below the one that is {@linkplain
 * CallRecorder#current current}, or below that of the AI service that makes it, if the service has
 * the {@link #serviceListeners}.
 *
 * <pre>{@code
 * LangChain4jCalls calls = LangChain4jCalls.recordedBy(recorder).within(budgets);
 * Assistant assistant =
 *     AiServices.builder(Assistant.class)
 *         .chatModel(calls.model(openAi))
 *         .registerListeners(calls.serviceListeners())
 *         .build();
 * }</pre>
 */
public final class LangChain4jCalls {

  final CallRecorder recorder;
  final @Nullable Budgets budgets;
  final UsageEstimator estimator;
  final Parents parents;
  final OpenAgents agents;

  private LangChain4jCalls(
      CallRecorder recorder,
      @Nullable Budgets budgets,
      UsageEstimator estimator,
      Parents parents,
      OpenAgents agents) {
    this.recorder = recorder;
    this.budgets = budgets;
    this.estimator = estimator;
    this.parents = parents;
    this.agents = agents;
  }

  /** {@return calls that a recorder records, without budgets} */
  public static LangChain4jCalls recordedBy(CallRecorder recorder) {
    return new LangChain4jCalls(
        requireNonNull(recorder, "recorder"),
        null,
        UsageEstimator.ofBytes(),
        new Parents(recorder),
        new OpenAgents(recorder));
  }

  /**
   * {@return the same with budgets, which the models made from now on ask before each call} They
   * throw a {@link io.tokentally.recorder.BudgetExceededException} in its place, or give it to the
   * handler of a stream.
   *
   * <p>Calls that have no other above them have no trace and no root in their {@link
   * io.tokentally.recorder.BudgetScope}: limits for these take all such calls together.
   */
  public LangChain4jCalls within(Budgets budgets) {
    return new LangChain4jCalls(
        recorder, requireNonNull(budgets, "budgets"), estimator, parents, agents);
  }

  /** {@return the same with another estimator than {@link UsageEstimator#ofBytes}} */
  public LangChain4jCalls estimating(UsageEstimator estimator) {
    return new LangChain4jCalls(
        recorder, budgets, requireNonNull(estimator, "estimator"), parents, agents);
  }

  /** {@return the model, whose calls are recorded and stopped} */
  public ChatModel model(ChatModel model) {
    return new RecordedChatModel(requireNonNull(model, "model"), this);
  }

  /** {@return the model, whose calls are recorded and stopped} */
  public StreamingChatModel model(StreamingChatModel model) {
    return new RecordedStreamingChatModel(requireNonNull(model, "model"), this);
  }

  /** {@return a listener for chat models, blocking and streaming, which records their calls} */
  public ChatModelListener listener() {
    return new RecordingListener(this);
  }

  /**
   * {@return listeners for AI services, each invocation of which becomes a call above those of its
   * models and above what its tools do on the thread that runs them}
   */
  public List<AiServiceListener<?>> serviceListeners() {
    return ServiceListeners.of(parents);
  }
}
