package io.tokentally.spring;

import io.tokentally.recorder.OpenCall;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.client.advisor.api.CallAdvisor;
import org.springframework.ai.chat.client.advisor.api.CallAdvisorChain;
import org.springframework.ai.chat.client.advisor.api.StreamAdvisor;
import org.springframework.ai.chat.client.advisor.api.StreamAdvisorChain;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.core.Ordered;
import reactor.core.publisher.Flux;

/**
 * Asks the budgets before each call of the model, and records it. The last advisor but the one that
 * calls the model: those before it, such as for tools, may call the model many times.
 */
final class ModelCallAdvisor implements CallAdvisor, StreamAdvisor {

  private final ModelCalls calls;

  ModelCallAdvisor(ModelCalls calls) {
    this.calls = calls;
  }

  @Override
  public String getName() {
    return "tokentally model calls";
  }

  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE - 1;
  }

  @Override
  public ChatClientResponse adviseCall(ChatClientRequest request, CallAdvisorChain chain) {
    OpenCall call = calls.begin(ClientCallAdvisor.above(request), request.prompt());
    ChatClientResponse response;
    try {
      response = chain.nextCall(request);
    } catch (RuntimeException | Error e) {
      calls.fail(call, request.prompt(), e, null);
      throw e;
    }
    calls.end(call, request.prompt(), response.chatResponse());
    return response;
  }

  @Override
  public Flux<ChatClientResponse> adviseStream(
      ChatClientRequest request, StreamAdvisorChain chain) {
    return Flux.defer(
        () -> {
          OpenCall call = calls.begin(ClientCallAdvisor.above(request), request.prompt());
          AtomicReference<@Nullable ChatResponse> last = new AtomicReference<>();
          return chain
              .nextStream(request)
              .doOnNext(response -> keepUsage(response.chatResponse(), last))
              .doOnComplete(() -> calls.end(call, request.prompt(), last.get()))
              .doOnError(problem -> calls.fail(call, request.prompt(), problem, last.get()))
              // What was streamed so far was charged.
              .doOnCancel(() -> calls.end(call, request.prompt(), last.get()));
        });
  }

  /** Of all parts of an answer the last one with counts says what it used, else the first. */
  private static void keepUsage(
      @Nullable ChatResponse response, AtomicReference<@Nullable ChatResponse> last) {
    if (response != null && (last.get() == null || tokens(response) > 0)) {
      last.set(response);
    }
  }

  private static int tokens(ChatResponse response) {
    Integer total = response.getMetadata().getUsage().getTotalTokens();
    return total == null ? 0 : total;
  }
}
