package io.tokentally.spring;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.tokentally.recorder.OpenCall;
import org.springframework.ai.chat.observation.ChatModelObservationContext;

/** Asks the budgets before each call of a {@code ChatModel}, and records it, by its observation. */
final class ModelObservations implements ObservationHandler<ChatModelObservationContext> {

  private final ModelCalls calls;

  ModelObservations(ModelCalls calls) {
    this.calls = calls;
  }

  @Override
  public boolean supportsContext(Observation.Context context) {
    return context instanceof ChatModelObservationContext;
  }

  /** What is thrown here stops the call. */
  @Override
  public void onStart(ChatModelObservationContext context) {
    context.put(OpenCall.class, calls.begin(null, context.getRequest()));
  }

  @Override
  public void onStop(ChatModelObservationContext context) {
    OpenCall call = context.get(OpenCall.class);
    if (call == null) {
      return;
    }
    Throwable error = context.getError();
    if (error == null) {
      calls.end(call, context.getRequest(), context.getResponse());
    } else {
      calls.fail(call, context.getRequest(), error, context.getResponse());
    }
  }
}
