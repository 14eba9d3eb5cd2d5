package io.tokentally.spring;

import io.tokentally.recorder.CallRecorder;
import io.tokentally.recorder.CurrentCall;
import io.tokentally.recorder.OpenCall;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.client.advisor.api.CallAdvisor;
import org.springframework.ai.chat.client.advisor.api.CallAdvisorChain;
import org.springframework.ai.chat.client.advisor.api.StreamAdvisor;
import org.springframework.ai.chat.client.advisor.api.StreamAdvisorChain;
import org.springframework.core.Ordered;
import reactor.core.publisher.Flux;

/**
 * Records one request of a {@code ChatClient}, above all calls of the model that it makes. The
 * first of the advisors.
 */
final class ClientCallAdvisor implements CallAdvisor, StreamAdvisor {

  /** Parameters of advisors whose names begin so are keys of the calls. */
  static final String KEY_PREFIX = "tokentally.";

  private static final String ABOVE = ClientCallAdvisor.class.getName() + ".call";

  private final CallRecorder recorder;
  private final Consumer<OpenCall> ended;

  /**
   * @param ended is given each call that has ended
   */
  ClientCallAdvisor(CallRecorder recorder, Consumer<OpenCall> ended) {
    this.recorder = recorder;
    this.ended = ended;
  }

  /** {@return the call of the client that a request is part of; null for none} */
  static @Nullable OpenCall above(ChatClientRequest request) {
    return request.context().get(ABOVE) instanceof OpenCall call ? call : null;
  }

  @Override
  public String getName() {
    return "tokentally client calls";
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  private OpenCall begin(ChatClientRequest request) {
    OpenCall call = recorder.start("chat_client");
    for (Map.Entry<String, Object> parameter : request.context().entrySet()) {
      String name = parameter.getKey();
      if (name.startsWith(KEY_PREFIX) && parameter.getValue() != null) {
        call.key(name.substring(KEY_PREFIX.length()), parameter.getValue().toString());
      }
    }
    return call;
  }

  private static ChatClientRequest below(OpenCall call, ChatClientRequest request) {
    return request.mutate().context(ABOVE, call).build();
  }

  @Override
  public ChatClientResponse adviseCall(ChatClientRequest request, CallAdvisorChain chain) {
    OpenCall call = begin(request);
    CurrentCall current = call.makeCurrent();
    try {
      ChatClientResponse response = chain.nextCall(below(call, request));
      call.end();
      return response;
    } catch (RuntimeException | Error e) {
      call.fail(e);
      throw e;
    } finally {
      current.close();
      ended.accept(call);
    }
  }

  @Override
  public Flux<ChatClientResponse> adviseStream(
      ChatClientRequest request, StreamAdvisorChain chain) {
    return Flux.defer(
        () -> {
          OpenCall call = begin(request);
          return chain
              .nextStream(below(call, request))
              .doOnComplete(call::end)
              .doOnError(call::fail)
              .doOnCancel(call::end)
              .doFinally(signal -> ended.accept(call));
        });
  }
}
