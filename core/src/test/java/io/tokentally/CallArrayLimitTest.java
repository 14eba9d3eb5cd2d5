package io.tokentally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long an element of an array of calls may be. */
class CallArrayLimitTest {

  /** How far the parser reads ahead: so much more may pass. */
  private static final int AHEAD = 8_000;

  @ParameterizedTest
  @ValueSource(ints = {100, 8_000, 100_000})
  void anElementMayBeAsLongAsTheLimit(int most) throws IOException {
    for (int length : new int[] {most - 1, most}) {
      CallArray calls =
          calls(
              most, "[" + call("a", length) + "," + call("b", length) + "," + call("c", 50) + "]");
      assertThat(Objects.requireNonNull(calls.next()).id()).isEqualTo("a");
      assertThat(Objects.requireNonNull(calls.next()).id()).isEqualTo("b");
      assertThat(Objects.requireNonNull(calls.next()).id()).isEqualTo("c");
      assertThat(calls.next()).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 8_000, 100_000})
  void aLongerElementIsToldAndIsTheLast(int most) throws IOException {
    String tooLong = call("b", most + AHEAD + 1);
    CallArray calls =
        calls(most, "[" + call("a", 50) + ",\n" + tooLong + "," + call("c", 50) + "]");
    assertThat(Objects.requireNonNull(calls.next()).id()).isEqualTo("a");
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(calls::next)
          .isInstanceOfSatisfying(
              BadCallException.class,
              bad -> {
                assertThat(bad.line()).isEqualTo(2);
                assertThat(bad.errors().get(0).loc()).containsExactly(1);
                assertThat(bad.errors().get(0).type()).isEqualTo(ValidationError.Type.LIMIT);
              })
          .hasMessageContaining("expected an element of at most " + most + " bytes, found more");
      assertThat(calls.goesOn()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[", "[{\"id\":\"a\"}"})
  void blanksAreNotReadWithoutEnd(String start) throws IOException {
    CallArray calls = calls(100, start + " ".repeat(3 * AHEAD) + "]");
    assertThatThrownBy(
            () -> {
              while (calls.next() != null) {
                // on to the blanks
              }
            })
        .hasMessageContaining("expected an element of at most 100 bytes, found more");
  }

  private static CallArray calls(int most, String text) throws IOException {
    return new CallArray(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), most);
  }

  /** {@return a call in so many bytes} */
  private static String call(String id, int bytes) {
    String start = "{\"id\":\"" + id + "\",\"exception\":\"";
    String end = "\"}";
    return start + "x".repeat(bytes - start.length() - end.length()) + end;
  }
}
