package io.tokentally.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RecordedStreamTest {

  /** What a handler of this version can be given and is not handed on would be lost in silence. */
  @Test
  void handsOnAllThatThereIs() {
    assertThat(StreamingChatResponseHandler.class.getMethods())
        .extracting(RecordedStreamTest::signature)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(RecordedStream.class.getDeclaredMethods())
                .filter(method -> !method.isSynthetic())
                .map(RecordedStreamTest::signature)
                .toList());
  }

  private static String signature(Method method) {
    return method.getName() + Arrays.toString(method.getParameterTypes());
  }
}
