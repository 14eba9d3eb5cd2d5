package io.tokentally.spring;

import io.tokentally.recorder.BudgetExceededException;
import io.tokentally.recorder.Budgets;
import io.tokentally.recorder.CallRecorder;
import io.tokentally.recorder.OpenCall;
import io.tokentally.springai.SpringAiUsage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;

/** Calls of a chat model: allowed, recorded and ended. Thread-safe. */
final class ModelCalls {

  private static final String NO_MODEL = "unknown";

  private final CallRecorder recorder;
  private final Budgets budgets;
  private final CallEstimator estimator;
  private final Supplier<@Nullable ChatOptions> defaults;
  private final Consumer<OpenCall> ended;

  /**
   * @param defaults the options of the model that is asked where a prompt names none
   * @param ended is given each call that has ended
   */
  ModelCalls(
      CallRecorder recorder,
      Budgets budgets,
      CallEstimator estimator,
      Supplier<@Nullable ChatOptions> defaults,
      Consumer<OpenCall> ended) {
    this.recorder = recorder;
    this.budgets = budgets;
    this.estimator = estimator;
    this.defaults = defaults;
    this.ended = ended;
  }

  /**
   * {@return a call that budgets allow}
   *
   * @param above the call above it; null for the current one of the thread, or none
   * @throws BudgetExceededException if they do not; the call has ended then
   */
  OpenCall begin(@Nullable OpenCall above, Prompt prompt) {
    OpenCall call = above == null ? recorder.start("chat") : above.start("chat");
    try {
      call.reserve(budgets, model(prompt), estimator.estimate(prompt));
    } catch (RuntimeException e) {
      fail(call, e);
      throw e;
    }
    return call;
  }

  /**
   * Ends a call that went wrong.
   *
   * @param response what came before; null for nothing, which costs nothing
   */
  void fail(OpenCall call, Prompt prompt, Throwable problem, @Nullable ChatResponse response) {
    if (response != null) {
      use(call, prompt, response);
    }
    fail(call, problem);
  }

  private void fail(OpenCall call, Throwable problem) {
    call.fail(problem);
    ended.accept(call);
  }

  /** Ends a call with what its response says that it used; what it does not say is not known. */
  void end(OpenCall call, Prompt prompt, @Nullable ChatResponse response) {
    use(call, prompt, response);
    call.end();
    ended.accept(call);
  }

  private void use(OpenCall call, Prompt prompt, @Nullable ChatResponse response) {
    ChatResponseMetadata said = response == null ? null : response.getMetadata();
    String model = said == null ? null : said.getModel();
    try {
      call.usage(
          model == null || model.isEmpty() ? model(prompt) : model,
          SpringAiUsage.of(said == null ? null : said.getUsage()));
    } catch (RuntimeException e) {
      // The answer is worth more than its counts; without them the cost is not known.
      call.attribute("tokentally.unread_usage", e.toString());
    }
  }

  private String model(Prompt prompt) {
    ChatOptions options = prompt.getOptions();
    String model = options == null ? null : options.getModel();
    if (model == null || model.isEmpty()) {
      ChatOptions others = defaults.get();
      model = others == null ? null : others.getModel();
    }
    return model == null || model.isEmpty() ? NO_MODEL : model;
  }
}
