package io.tokentally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CallWriterTest {

  private static byte[] write(List<Call> calls) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (CallWriter writer = CallWriter.to(out)) {
      for (Call call : calls) {
        writer.write(call);
      }
    }
    return out.toByteArray();
  }

  @Test
  void writesOneCallALineInUtf8() throws IOException {
    Call first = Call.builder().id("\u00e4\ud83d\ude00\n").build();
    Call second =
        Call.builder().id("b\ud83d").endedAt(Instant.parse("2024-06-15T10:00:00Z")).build();

    assertThat(new String(write(List.of(first, second)), StandardCharsets.UTF_8).lines())
        .containsExactly(
            "{\"id\":\"\u00e4\ud83d\ude00\\n\"}",
            "{\"id\":\"b\\uD83D\",\"ended_at\":\"2024-06-15T10:00:00Z\"}");
    assertThat(write(List.of(second))).endsWith('\n');
    assertThat(write(List.of())).isEmpty();
  }

  @Test
  void flushingHandsOnWhatIsWritten() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CallWriter writer = CallWriter.to(out);
    writer.write(Call.builder().id("a").build());
    writer.flush();

    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("{\"id\":\"a\"}\n");
  }

  @Test
  void errorsOfTheStreamComeOut() throws IOException {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("disk full");
          }
        };
    CallWriter writer = CallWriter.to(full);
    writer.write(Call.builder().id("a").build());

    assertThatThrownBy(writer::flush).isInstanceOf(IOException.class).hasMessage("disk full");
  }

  @Property(tries = 100)
  void whatIsWrittenIsReadBack(@ForAll("calls") List<Call> calls) throws IOException {
    byte[] file = write(calls);

    assertThat(CallFiles.reader(file).readAll()).isEqualTo(calls);
    assertThat(CallFiles.reader(CallFiles.gzip(file)).readAll()).isEqualTo(calls);
  }

  @Provide
  Arbitrary<List<Call>> calls() {
    return Calls.random().list().ofMaxSize(5);
  }
}
