package io.tokentally.langchain4j;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.ChatRequestOptions;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** A model whose calls are recorded, and stopped at a budget. */
final class RecordedChatModel implements ChatModel {

  private final ChatModel model;
  private final LangChain4jCalls calls;

  RecordedChatModel(ChatModel model, LangChain4jCalls calls) {
    this.model = model;
    this.calls = calls;
  }

  @Override
  public ChatResponse chat(ChatRequest request) {
    return chat(request, ChatRequestOptions.EMPTY);
  }

  @Override
  public ChatResponse chat(ChatRequest request, ChatRequestOptions options) {
    if (calls.parents.making() != null) {
      return model.chat(request, options); // recorded by one of ours around this one
    }
    ModelCall call =
        ModelCall.startWithin(
            calls, request, defaultRequestParameters().overrideWith(request.parameters()));
    AtomicReference<ChatResponse> response = new AtomicReference<>();
    try {
      calls.parents.make(call.call, () -> response.set(model.chat(request, options)));
    } catch (RuntimeException | Error e) {
      call.fail(e, false);
      throw e;
    }
    call.end(response.get());
    return response.get();
  }

  @Override
  public ChatRequestParameters defaultRequestParameters() {
    return model.defaultRequestParameters();
  }

  @Override
  public List<ChatModelListener> listeners() {
    return model.listeners();
  }

  @Override
  public ModelProvider provider() {
    return model.provider();
  }

  @Override
  public Set<Capability> supportedCapabilities() {
    return model.supportedCapabilities();
  }
}
