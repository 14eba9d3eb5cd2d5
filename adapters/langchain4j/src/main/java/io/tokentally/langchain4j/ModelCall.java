package io.tokentally.langchain4j;

import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.recorder.BudgetExceededException;
import io.tokentally.recorder.BudgetScope;
import io.tokentally.recorder.Budgets;
import io.tokentally.recorder.OpenCall;
import org.jspecify.annotations.Nullable;

/** One call of a model, from its request to its end. */
final class ModelCall {

  private static final String OPERATION = "chat";

  private final LangChain4jCalls calls;
  private final String model;
  final OpenCall call;

  private ModelCall(LangChain4jCalls calls, String model, OpenCall call) {
    this.calls = calls;
    this.model = model;
    this.call = call;
  }

  static ModelCall start(LangChain4jCalls calls, ChatRequestParameters parameters) {
    return start(calls, parameters, calls.parents.take());
  }

  private static ModelCall start(
      LangChain4jCalls calls, ChatRequestParameters parameters, @Nullable OpenCall parent) {
    String name = parameters.modelName();
    OpenCall call = parent == null ? calls.recorder.startRoot(OPERATION) : parent.start(OPERATION);
    return new ModelCall(calls, name == null ? "unknown" : name, call);
  }

  /**
   * {@return a call that the budgets allow}
   *
   * @throws BudgetExceededException if they do not; the call is recorded as failed then
   */
  static ModelCall startWithin(
      LangChain4jCalls calls, ChatRequest request, ChatRequestParameters parameters) {
    OpenCall parent = calls.parents.take();
    ModelCall started = start(calls, parameters, parent);
    Budgets budgets = calls.budgets;
    if (budgets != null) {
      try {
        RecordedUsage estimate =
            Prompts.estimate(calls.estimator, started.model, request, parameters);
        started.call.hold(
            budgets.requireWithin(scope(started.call, parent), started.model, estimate));
      } catch (RuntimeException e) {
        started.call.fail(e);
        throw e;
      }
    }
    return started;
  }

  /** A call alone in its trace would never exceed a limit of the trace. */
  private static BudgetScope scope(OpenCall call, @Nullable OpenCall parent) {
    return parent != null
        ? call.scope()
        : call.scope().without(BudgetScope.TRACE).without(BudgetScope.ROOT);
  }

  /** Ends a call; of one that gave no response the cost is not known. */
  void end(@Nullable ChatResponse response) {
    String served =
        response == null || response.metadata() == null ? null : response.metadata().modelName();
    RecordedUsage usage = LangChain4jUsage.of(response);
    calls.estimator.after(model, usage);
    call.usage(served == null ? model : served, usage);
    call.end();
  }

  /**
   * Ends a call that went wrong.
   *
   * @param answered whether the model had begun to answer, which is charged, nobody says how much
   */
  void fail(Throwable error, boolean answered) {
    if (answered) {
      call.usage(model, LangChain4jUsage.of((ChatResponse) null));
    }
    call.fail(error);
  }
}
