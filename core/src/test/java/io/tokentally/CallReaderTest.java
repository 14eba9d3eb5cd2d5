package io.tokentally;

import static io.tokentally.CallFiles.gzip;
import static io.tokentally.CallFiles.ids;
import static io.tokentally.CallFiles.reader;
import static io.tokentally.CallFiles.utf8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms of a file of calls. */
class CallReaderTest {

  private static final String A = "{\"id\":\"a\"}";
  private static final String B = "{\"id\":\"b\",\"op_name\":\"\u00e4\ud83d\ude00\"}";
  private static final String C = "{\"id\":\"c\"}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A\nB\nC\n",
        "A\nB\nC",
        "A\r\nB\r\nC\r\n",
        "A\r\nB\r\nC",
        "\n\nA\n  \n\t\r\nB\n\nC\n\n ",
        "  A  \n\tB\t\n C",
        "\ufeffA\nB\nC\n",
        "\ufeff\nA\nB\nC\n",
        "[A,B,C]",
        " \n[\n  A,\r\n  B ,\n\tC\n]\n\n ",
        "\ufeff[A,B,C]",
        "\ufeff \n[A,B,C]",
      })
  void everyFormGivesTheSameCalls(String form) throws IOException {
    byte[] text = utf8(form.replace("A", A).replace("B", B).replace("C", C));
    List<Call> expected = List.of(Call.parse(A), Call.parse(B), Call.parse(C));

    assertThat(reader(text).readAll()).isEqualTo(expected);
    assertThat(reader(gzip(text)).readAll()).isEqualTo(expected);
    assertThat(CallReader.of(new TrickleStream(gzip(text))).readAll()).isEqualTo(expected);
    assertThat(CallReader.of(new TrickleStream(text)).readAll()).isEqualTo(expected);
  }

  /** Gives one byte at a time, as a slow connection may. */
  private static final class TrickleStream extends ByteArrayInputStream {
    TrickleStream(byte[] bytes) {
      super(bytes);
    }

    @Override
    public synchronized int read(byte[] into, int from, int length) {
      return super.read(into, from, Math.min(length, 1));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\n", " \t\r\n\r\n ", "[]", " [ ] ", "\ufeff", "\ufeff[]", "\ufeff\n"})
  void fileWithoutCallsHasNone(String text) throws IOException {
    assertThat(reader(text).readAll()).isEmpty();
    assertThat(reader(gzip(utf8(text))).readAll()).isEmpty();
  }

  @Test
  void whiteSpaceBeforeAnArrayMayBeLong() throws IOException {
    assertThat(ids(reader(" \n".repeat(5_000) + "[" + A + "]").readAll())).containsExactly("a");
  }

  @Test
  void compressedPartsAreReadOneAfterTheOther() throws IOException {
    ByteArrayOutputStream parts = new ByteArrayOutputStream();
    parts.write(gzip(utf8(A + "\n")));
    parts.write(gzip(utf8(B + "\n")));

    assertThat(ids(reader(parts.toByteArray()).readAll())).containsExactly("a", "b");
  }

  @Test
  void longLinesAndManyLinesAreRead() throws IOException {
    StringBuilder text = new StringBuilder();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      String id = i + "x".repeat(i * 7);
      ids.add(id);
      text.append("{\"id\":\"").append(id).append("\"}\n");
    }
    text.append("{\"id\":\"").append("y".repeat(300_000)).append("\"}");
    ids.add("y".repeat(300_000));

    assertThat(ids(reader(text.toString()).readAll())).isEqualTo(ids);
  }

  @ParameterizedTest
  @ValueSource(strings = {"A\nB\n", "[A,B]", "", "[]"})
  void afterTheLastCallThereIsNone(String form) throws IOException {
    CallReader reader = reader(form.replace("A", A).replace("B", B));
    reader.readAll();

    assertThat(reader.next()).isNull();
    assertThat(reader.next()).isNull();
    assertThat(reader.readAll()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"A\nB\n", "[A,B]"})
  void iteratorPassesOnce(String form) throws IOException {
    CallReader reader = reader(form.replace("A", A).replace("B", B));
    Iterator<Call> calls = reader.iterator();

    assertThat(calls.hasNext()).isTrue();
    assertThat(calls.hasNext()).isTrue();
    assertThat(calls.next().id()).isEqualTo("a");
    assertThat(calls.next().id()).isEqualTo("b");
    assertThat(calls.hasNext()).isFalse();
    assertThat(calls.hasNext()).isFalse();
    assertThatThrownBy(calls::next).isInstanceOf(NoSuchElementException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"A\nB\n", "[A,B]"})
  void everyCallIsGivenOnceWhoeverAsks(String form) throws IOException {
    CallReader reader = reader(form.replace("A", A).replace("B", B));

    assertThat(reader.iterator().hasNext()).isTrue();
    assertThat(reader.iterator().hasNext()).isTrue();
    assertThat(requireNonNull(reader.next()).id()).isEqualTo("a");
    assertThat(reader.iterator().hasNext()).isTrue();
    assertThat(ids(reader.readAll())).containsExactly("b");
    assertThat(reader.iterator().hasNext()).isFalse();
    assertThat(reader.next()).isNull();
  }

  @Test
  void closingTheReaderClosesTheStream() throws IOException {
    for (String text : List.of(A, "[" + A + "]")) {
      for (byte[] bytes : List.of(utf8(text), gzip(utf8(text)))) {
        AtomicInteger closed = new AtomicInteger();
        ByteArrayInputStream stream =
            new ByteArrayInputStream(bytes) {
              @Override
              public void close() {
                closed.incrementAndGet();
              }
            };

        try (CallReader reader = CallReader.of(stream)) {
          assertThat(reader.next()).isNotNull();
        }

        assertThat(closed).hasValueGreaterThan(0);
      }
    }
  }

  @Test
  void filesAreOpened(@TempDir Path folder) throws IOException {
    Path plain = Files.writeString(folder.resolve("calls.jsonl"), A + "\n" + B);
    Path zipped = Files.write(folder.resolve("calls"), gzip(utf8("[" + C + "]")));

    try (CallReader first = CallReader.open(plain);
        CallReader second = CallReader.open(zipped)) {
      assertThat(ids(first.readAll())).containsExactly("a", "b");
      assertThat(ids(second.readAll())).containsExactly("c");
    }
  }

  @Test
  void directoryAndMissingFileAreRefused(@TempDir Path folder) {
    assertThatThrownBy(() -> CallReader.open(folder))
        .isInstanceOf(IOException.class)
        .hasMessage("expected a file of calls, found a directory: " + folder);
    assertThatThrownBy(() -> CallReader.open(folder.resolve("none")))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("none");
  }
}
