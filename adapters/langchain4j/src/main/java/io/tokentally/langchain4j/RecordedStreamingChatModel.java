package io.tokentally.langchain4j;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatRequestOptions;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.List;
import java.util.Set;

/** A streaming model whose calls are recorded, and stopped at a budget. */
final class RecordedStreamingChatModel implements StreamingChatModel {

  private final StreamingChatModel model;
  private final LangChain4jCalls calls;

  RecordedStreamingChatModel(StreamingChatModel model, LangChain4jCalls calls) {
    this.model = model;
    this.calls = calls;
  }

  @Override
  public void chat(ChatRequest request, StreamingChatResponseHandler handler) {
    chat(request, ChatRequestOptions.EMPTY, handler);
  }

  @Override
  public void chat(
      ChatRequest request, ChatRequestOptions options, StreamingChatResponseHandler handler) {
    if (calls.parents.making() != null) {
      model.chat(request, options, handler); // recorded by one of ours around this one
      return;
    }
    ModelCall call;
    try {
      call =
          ModelCall.startWithin(
              calls, request, defaultRequestParameters().overrideWith(request.parameters()));
    } catch (RuntimeException e) { // mostly a BudgetExceededException
      handler.onError(e); // where callers of streams look for errors
      return;
    }
    RecordedStream stream = new RecordedStream(handler, call, calls.parents);
    try {
      calls.parents.make(call.call, () -> model.chat(request, options, stream));
    } catch (RuntimeException | Error e) {
      call.fail(e, false);
      throw e;
    }
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
