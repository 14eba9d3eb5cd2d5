package io.tokentally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a line of a file of calls may be. */
class NdjsonCallsLimitTest {

  /** The first fits into what is read at a time, the last is of several such pieces. */
  @ParameterizedTest
  @CsvSource({"100, \\n", "65536, \\n", "65537, \\n", "1000000, \\n", "100, ''", "1000000, ''"})
  void aLineMayBeAsLongAsTheLimit(int most, String end) throws IOException {
    String lineEnd = end.replace("\\n", "\n");
    for (int length : new int[] {most - 1, most}) {
      NdjsonCalls lines = lines(most, line("a", length) + "\n" + line("b", length) + lineEnd);
      assertThat(Objects.requireNonNull(lines.next()).id()).isEqualTo("a");
      assertThat(Objects.requireNonNull(lines.next()).id()).isEqualTo("b");
      assertThat(lines.next()).isNull();
    }
  }

  @ParameterizedTest
  @CsvSource({"100, 1", "100, 70000", "65536, 1", "65537, 1", "1000000, 1", "1000000, 900000"})
  void aLongerLineIsToldAndTheNextIsRead(int most, int more) throws IOException {
    String tooLong = line("b", most + more);
    NdjsonCalls lines = lines(most, line("a", 50) + "\n" + tooLong + "\n" + line("c", most));
    assertThat(Objects.requireNonNull(lines.next()).id()).isEqualTo("a");
    assertThatThrownBy(lines::next)
        .isInstanceOfSatisfying(
            BadCallException.class,
            bad -> {
              assertThat(bad.line()).isEqualTo(2);
              assertThat(bad.errors().get(0).type()).isEqualTo(ValidationError.Type.LIMIT);
            })
        .hasMessageContaining("expected a line of at most " + most + " bytes, found more");
    assertThat(Objects.requireNonNull(lines.next()).id()).isEqualTo("c");
    assertThat(lines.next()).isNull();
  }

  @Test
  void theLastLineMayBeTooLong() throws IOException {
    NdjsonCalls lines = lines(100, line("a", 200_000));
    assertThatThrownBy(lines::next).isInstanceOf(BadCallException.class);
    assertThat(lines.next()).isNull();
  }

  @Test
  void recordsMayHaveAQuarterOfAGibibyte() {
    assertThat(CallRecords.MAX_BYTES).isEqualTo(256 * 1024 * 1024);
  }

  private static NdjsonCalls lines(int most, String text) {
    return new NdjsonCalls(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), most);
  }

  /** {@return a call in so many bytes} */
  private static String line(String id, int bytes) {
    String start = "{\"id\":\"" + id + "\",\"exception\":\"";
    String end = "\"}";
    return start + "x".repeat(bytes - start.length() - end.length()) + end;
  }
}
