package io.tokentally.langchain4j;

import dev.langchain4j.model.chat.listener.ChatModelErrorContext;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.listener.ChatModelRequestContext;
import dev.langchain4j.model.chat.listener.ChatModelResponseContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records the calls of a model; the attributes of a request carry its call to the end. */
final class RecordingListener implements ChatModelListener {

  private static final String CALL = "io.tokentally.call";

  private final LangChain4jCalls calls;

  RecordingListener(LangChain4jCalls calls) {
    this.calls = calls;
  }

  @Override
  public void onRequest(ChatModelRequestContext context) {
    if (calls.parents.making() == null && !context.attributes().containsKey(CALL)) {
      context.attributes().put(CALL, ModelCall.start(calls, context.chatRequest().parameters()));
    }
  }

  @Override
  public void onResponse(ChatModelResponseContext context) {
    ModelCall call = take(context.attributes());
    if (call != null) {
      call.end(context.chatResponse());
    }
  }

  @Override
  public void onError(ChatModelErrorContext context) {
    ModelCall call = take(context.attributes());
    if (call != null) {
      call.fail(context.error(), false);
    }
  }

  private static @Nullable ModelCall take(Map<Object, Object> attributes) {
    return (ModelCall) attributes.remove(CALL);
  }
}
