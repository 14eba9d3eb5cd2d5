package io.tokentally;

import static io.tokentally.CallFiles.gzip;
import static io.tokentally.CallFiles.idsAndRefusals;
import static io.tokentally.CallFiles.reader;
import static io.tokentally.CallFiles.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tokentally.ValidationError.Type;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a bad record stands, and what comes after it. */
class CallReaderRefusalTest {

  private static BadCallException refusal(String text) {
    return catchThrowableOfType(BadCallException.class, () -> reader(text).readAll());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"id\":\"a\"}~~  {\"id\":5}|3|3|line 3, column 3: id: expected a string, found 5",
        "{}|1|1|line 1, column 1: id: required, but not there",
        "5|1|1|line 1, column 1: expected a call, a JSON object, found 5",
        "{\"id\":\"a\"}~{\"id\":x}|2|7|line 2, column 7: not JSON: Unrecognized token 'x'",
        "{\"id\":\"a\"} {}|1|12|line 1, column 12: not JSON: expected its end, found more",
        "{\"id\":\"a\",\"id\":\"b\"}|1|1|line 1, column 1: id: key written twice in one object: \"id\"",
        "~ [ {\"id\":\"a\"},~  {\"id\":1} ]|3|3|line 3, column 3: [1].id: expected a string, found 1",
        "[{\"id\":\"a\"},~ 7]|2|2|line 2, column 2: [1]: expected a call, a JSON object, found 7",
        "[{\"id\":\"a\"}~ {\"id\":\"b\"}]|2|2|line 2, column 2: not JSON: Unexpected character ('{'",
        "[{\"id\":\"a\"}]~ {}|2|2|line 2, column 2: expected nothing after the array of calls",
        "[] []|1|4|line 1, column 4: expected nothing after the array of calls",
        "[{\"id\":\"a\"}|1|12|line 1, column 12: not JSON: Unexpected end-of-input",
        "[|1|2|line 1, column 2: not JSON: Unexpected end-of-input",
      })
  void recordIsToldWithItsPlace(String text, int line, int column, String message) {
    BadCallException refusal = refusal(text.replace('~', '\n'));

    assertThat(refusal).hasMessageStartingWith(message);
    assertThat(refusal.line()).isEqualTo(line);
    assertThat(refusal.column()).isEqualTo(column);
  }

  @Test
  void refusalHoldsEveryFaultOfTheRecord() {
    BadCallException refusal = refusal("[{\"id\":\"a\"},{\"id\":3,\"op_name\":4,\"inputs\":{}}]");

    assertThat(refusal.errors())
        .containsExactly(
            new ValidationError(List.of(1, "id"), "expected a string, found 3", Type.TYPE),
            new ValidationError(List.of(1, "op_name"), "expected a string, found 4", Type.TYPE));
    assertThat(refusal)
        .hasMessage(
            "line 1, column 13: [1].id: expected a string, found 3;"
                + " [1].op_name: expected a string, found 4");
  }

  @Test
  void callsBeforeTheBadOneAreGiven() throws IOException {
    CallReader reader = reader("{\"id\":\"a\"}\n{\"id\":\"b\"}\nx\n{\"id\":\"d\"}");

    assertThat(reader.next().id()).isEqualTo("a");
    assertThat(reader.next().id()).isEqualTo("b");
    assertThatThrownBy(reader::next)
        .isInstanceOf(BadCallException.class)
        .hasMessageStartingWith("line 3, column 1: not JSON: Unrecognized token 'x'");
  }

  @Test
  void badLinesAreSkippedOnRequest() throws IOException {
    assertThat(
            idsAndRefusals(
                "{\"id\":\"a\"}\nnonsense\n{\"id\":5}\n\n{\"id\":\"b\"}\n{\"id\":\"c\"\n[\n"
                    + "{\"id\":\"d\"}"))
        .hasSize(7)
        .satisfies(
            seen -> {
              assertThat(seen.get(0)).isEqualTo("a");
              assertThat(seen.get(1)).startsWith("line 2, column 1: not JSON: Unrecognized token");
              assertThat(seen.get(2)).isEqualTo("line 3, column 1: id: expected a string, found 5");
              assertThat(seen.get(3)).isEqualTo("b");
              assertThat(seen.get(4)).startsWith("line 6, column 10: not JSON: Unexpected end-of");
              assertThat(seen.get(5)).startsWith("line 7, column 2: not JSON: Unexpected end-of");
              assertThat(seen.get(6)).isEqualTo("d");
            });
  }

  @Test
  void badElementsAreSkippedOnRequest() throws IOException {
    assertThat(
            idsAndRefusals(
                "[7,{\"id\":\"a\"},\n{\"id\":[]},{\"id\":\"b\",\"x\":1,\"x\":2},\n"
                    + " {\"id\":\"c\",\"inputs\":1e99999999999},null,{\"id\":\"d\"}]"))
        .containsExactly(
            "line 1, column 2: [0]: expected a call, a JSON object, found 7",
            "a",
            "line 2, column 1: [2].id: expected a string, found a list of 0",
            "line 2, column 11: [3].x: key written twice in one object: \"x\"",
            "line 3, column 2: [4].inputs: the exponent of the number is out of range:"
                + " 1e99999999999",
            "line 3, column 36: [5]: expected a call, a JSON object, found null",
            "d");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"id\":\"a\"},{\"id\":x},{\"id\":\"c\"}]",
        "[{\"id\":\"a\"} {\"id\":\"c\"}]",
        "[{\"id\":\"a\"},]",
        "[{\"id\":\"a\"},{\"id\":",
        "[{\"id\":\"a\"}",
        "[{\"id\":\"a\"}}",
        "[{\"id\":\"a\"}] more",
        "[{\"id\":\"a\"}][]"
      })
  void brokenArrayStopsTheReadingAlsoWhenSkipping(String text) throws IOException {
    CallReader reader =
        reader(text)
            .skipping(
                refusal -> {
                  throw new AssertionError("skipped", refusal);
                });

    assertThat(reader.next().id()).isEqualTo("a");
    assertThatThrownBy(reader::next)
        .isInstanceOf(BadCallException.class)
        .hasMessageStartingWith("line 1, column ");
    assertThatThrownBy(reader::next).isInstanceOf(BadCallException.class);
  }

  @Test
  void cutCompressionIsAnErrorOfTheFile() {
    byte[] lines = gzip(utf8("{\"id\":\"a\"}\n".repeat(1_000)));
    byte[] array = gzip(utf8("[{\"id\":\"a\"}" + ",{\"id\":\"b\"}".repeat(1_000) + "]"));

    for (byte[] whole : List.of(lines, array)) {
      for (int length : new int[] {3, whole.length / 2, whole.length - 4}) {
        byte[] cut = Arrays.copyOf(whole, length);
        assertThatThrownBy(() -> reader(cut).skipping(refusal -> {}).readAll())
            .isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void iteratorWrapsErrorsOfTheFile() throws IOException {
    byte[] whole = gzip(utf8("{\"id\":\"a\"}\n".repeat(1_000)));
    CallReader reader = reader(Arrays.copyOf(whole, whole.length - 9));

    assertThatThrownBy(() -> reader.forEach(call -> {}))
        .isInstanceOf(UncheckedIOException.class)
        .hasCauseInstanceOf(IOException.class)
        .hasMessageContaining("end of ZLIB");
  }

  @Test
  void brokenUtf8IsNoJson() throws IOException {
    byte[] bytes = utf8("{\"id\":\"?\"}\n{\"id\":\"b\"}");
    bytes[7] = (byte) 0xC3;
    List<String> seen = new ArrayList<>();
    CallReader reader = reader(bytes).skipping(refusal -> seen.add(refusal.getMessage()));

    assertThat(CallFiles.ids(reader.readAll())).containsExactly("b");
    assertThat(seen)
        .singleElement()
        .asString()
        .startsWith("line 1, column ")
        .contains("not JSON: Invalid UTF-8");
  }
}
