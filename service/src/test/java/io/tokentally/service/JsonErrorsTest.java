package io.tokentally.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpException;
import org.junit.jupiter.api.Test;

/** What is told of a request that Jetty itself gives up. */
class JsonErrorsTest {

  private static String text(Answer answer) {
    return answer.status() + " " + StandardCharsets.UTF_8.decode(answer.body().duplicate());
  }

  @Test
  void wordsOnHttpAreTold() {
    Throwable bad = new HttpException.RuntimeException(400, "no colon");

    assertThat(text(JsonErrors.answer(400, "no colon", bad)))
        .isEqualTo(
            "400 {\"detail\":[{\"loc\":[\"request\"],\"msg\":\"no colon\",\"type\":\"http\"}]}");
  }

  @Test
  void memoryThatRanOutIsTooLargeARequest() {
    Throwable memory = new OutOfMemoryError("Java heap space");
    for (Throwable failure :
        new Throwable[] {memory, new HttpException.RuntimeException(400, "x", memory)}) {
      assertThat(text(JsonErrors.answer(400, failure.toString(), failure)))
          .startsWith("413 ")
          .contains("this process has too little memory for it")
          .doesNotContain("OutOfMemoryError", "Java heap space");
    }
  }

  @Test
  void wordsOfOtherFailuresAreNotTold() {
    Throwable failure = new IllegalStateException("inner");

    assertThat(text(JsonErrors.answer(500, failure.toString(), failure)))
        .isEqualTo(
            "400 {\"detail\":[{\"loc\":[\"request\"],\"msg\":\"Bad Request\",\"type\":\"http\"}]}");
  }
}
