package io.tokentally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@link CallReader#only}: what comes is what filtering whole calls leaves. */
class FilteredReadingTest {

  enum Form {
    LINES {
      @Override
      CallReader reader(List<String> calls) throws IOException {
        return CallReader.of(bytes(String.join("\n", calls)));
      }
    },
    PARALLEL {
      @Override
      CallReader reader(List<String> calls) throws IOException {
        return CallReader.parallel(bytes(String.join("\n", calls)));
      }
    },
    ARRAY {
      @Override
      CallReader reader(List<String> calls) throws IOException {
        return CallReader.of(bytes(calls.stream().collect(Collectors.joining(",\n", "[", "]"))));
      }
    };

    abstract CallReader reader(List<String> calls) throws IOException;

    private static InputStream bytes(String text) {
      return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static List<String> calls(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                """
                {"id": "c%d", "op_name": %s, "inputs": {"prompt": "caf\\u00e9 %d"}, "own": [%d]}"""
                    .formatted(
                        i, i % 3 == 0 ? "\"chat\"" : i % 3 == 1 ? "\"agent\"" : "null", i, i))
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void callsThatMeetTheConditionComeWholeAndInOrder(Form form) throws IOException {
    List<String> calls = calls(1_000);
    List<Call> expected;
    try (CallReader reader = form.reader(calls)) {
      expected = reader.readAll().stream().filter(FilteredReadingTest::isChat).toList();
    }
    try (CallReader reader =
        form.reader(calls).only(FilteredReadingTest::isChat, List.of("op_name"))) {
      assertThat(reader.readAll()).hasSize(334).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whereNoCallMeetsItNoneComes(Form form) throws IOException {
    try (CallReader reader = form.reader(calls(10)).only(call -> false, List.of())) {
      assertThat(reader.next()).isNull();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LINES", "PARALLEL"})
  void damageIsRejectedInCallsThatAreLeftOut(Form form) throws IOException {
    List<String> calls =
        List.of(
            "{\"id\": \"a\"}", "{\"id\": \"b\", \"inputs\": {\"prompt\": \"x]}}", "{\"id\": 1}");
    try (CallReader reader = form.reader(calls).only(call -> false, List.of("op_name"))) {
      assertThatThrownBy(reader::next)
          .isInstanceOf(BadCallException.class)
          .hasMessageStartingWith("line 2");
      assertThatThrownBy(reader::next)
          .isInstanceOf(BadCallException.class)
          .hasMessageStartingWith("line 3");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aColumnThatCallsDoNotHaveIsRejected(Form form) throws IOException {
    try (CallReader reader = form.reader(calls(1))) {
      assertThatThrownBy(() -> reader.only(FilteredReadingTest::isChat, List.of("opname")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("expected columns of calls, found opname; known: id, ");
    }
  }

  private static boolean isChat(Call call) {
    return "chat".equals(call.opName());
  }
}
