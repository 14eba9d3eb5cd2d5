package io.tokentally.langchain4j;

import dev.langchain4j.observability.api.listener.AiServiceCompletedListener;
import dev.langchain4j.observability.api.listener.AiServiceErrorListener;
import dev.langchain4j.observability.api.listener.AiServiceListener;
import dev.langchain4j.observability.api.listener.AiServiceRequestIssuedListener;
import dev.langchain4j.observability.api.listener.AiServiceResponseReceivedListener;
import dev.langchain4j.observability.api.listener.AiServiceStartedListener;
import java.util.List;

/** What AI services report, handed to {@link Parents}. */
final class ServiceListeners {

  private ServiceListeners() {}

  static List<AiServiceListener<?>> of(Parents parents) {
    AiServiceStartedListener started = event -> parents.started(event.invocationContext());
    AiServiceRequestIssuedListener issued = event -> parents.issues(event.invocationContext());
    AiServiceResponseReceivedListener received =
        event -> {
          if (event.response().aiMessage().hasToolExecutionRequests()) {
            parents.runsTools(event.invocationContext());
          }
        };
    AiServiceCompletedListener completed = event -> parents.ended(event.invocationContext(), null);
    AiServiceErrorListener failed =
        event -> parents.ended(event.invocationContext(), event.error());
    return List.of(started, issued, received, completed, failed);
  }
}
