package io.tokentally.langchain4j;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialThinkingContext;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.PartialToolCallContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;

/** Hands a stream on to its handler, and ends its call. */
final class RecordedStream implements StreamingChatResponseHandler {

  private final StreamingChatResponseHandler handler;
  private final ModelCall call;
  private final Parents parents;
  private volatile boolean answered;

  RecordedStream(StreamingChatResponseHandler handler, ModelCall call, Parents parents) {
    this.handler = handler;
    this.call = call;
    this.parents = parents;
  }

  @Override
  public void onCompleteResponse(ChatResponse response) {
    call.end(response);
    parents.answer(() -> handler.onCompleteResponse(response));
  }

  @Override
  public void onError(Throwable error) {
    call.fail(error, answered);
    parents.answer(() -> handler.onError(error));
  }

  @Override
  public void onPartialResponse(String part) {
    answered = true;
    parents.answer(() -> handler.onPartialResponse(part));
  }

  @Override
  public void onPartialResponse(PartialResponse part, PartialResponseContext context) {
    answered = true;
    parents.answer(() -> handler.onPartialResponse(part, context));
  }

  @Override
  public void onPartialThinking(PartialThinking part) {
    answered = true;
    parents.answer(() -> handler.onPartialThinking(part));
  }

  @Override
  public void onPartialThinking(PartialThinking part, PartialThinkingContext context) {
    answered = true;
    parents.answer(() -> handler.onPartialThinking(part, context));
  }

  @Override
  public void onPartialToolCall(PartialToolCall part) {
    answered = true;
    parents.answer(() -> handler.onPartialToolCall(part));
  }

  @Override
  public void onPartialToolCall(PartialToolCall part, PartialToolCallContext context) {
    answered = true;
    parents.answer(() -> handler.onPartialToolCall(part, context));
  }

  @Override
  public void onCompleteToolCall(CompleteToolCall call) {
    answered = true;
    parents.answer(() -> handler.onCompleteToolCall(call));
  }

  @Override
  public void onUnmappedRawEvent(Object event) {
    parents.answer(() -> handler.onUnmappedRawEvent(event));
  }
}
