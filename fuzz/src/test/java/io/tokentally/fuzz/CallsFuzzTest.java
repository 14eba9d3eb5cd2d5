package io.tokentally.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tokentally.Call;
import io.tokentally.CallReader;
import io.tokentally.CallWriter;
import io.tokentally.ValidationException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.MethodSource;

/** A file of calls: lines or an array, packed or not, whole or in pieces, all columns or some. */
class CallsFuzzTest {

  @MethodSource("io.tokentally.fuzz.Seeds#calls")
  @DictionaryFile(resourcePath = "/io/tokentally/fuzz/calls.dict")
  @FuzzTest(maxExecutions = 1_200_000)
  void calls(byte[] file) throws IOException {
    List<Call> calls = read(file, Reading.WHOLE);
    assertThat(read(file, Reading.IN_PIECES)).isEqualTo(calls);
    List<Call> forRollup = read(file, Reading.FOR_ROLLUP);
    read(file, Reading.SKIPPING);
    if (calls != null) {
      assertThat(forRollup).hasSameSizeAs(calls);
      for (int i = 0; i < calls.size(); i++) {
        assertSameForARollup(forRollup.get(i), calls.get(i));
      }
      assertThat(read(written(calls), Reading.WHOLE)).isEqualTo(calls);
    }
  }

  private enum Reading {
    WHOLE,
    IN_PIECES,
    FOR_ROLLUP,
    SKIPPING
  }

  private static @Nullable List<Call> read(byte[] file, Reading reading) {
    try (CallReader reader =
        CallReader.of(
            reading == Reading.IN_PIECES
                ? new PiecewiseStream(file)
                : new ByteArrayInputStream(file))) {
      if (reading == Reading.FOR_ROLLUP) {
        reader.forRollup("op_name");
      } else if (reading == Reading.SKIPPING) {
        reader.skipping(Foreign::check);
      }
      return reader.readAll();
    } catch (ValidationException e) {
      Foreign.check(e);
      return null;
    } catch (IOException e) {
      return null; // a file that is not packed as gzip says
    }
  }

  private static void assertSameForARollup(Call some, Call all) {
    assertThat(some.id()).isEqualTo(all.id());
    assertThat(some.projectId()).isEqualTo(all.projectId());
    assertThat(some.traceId()).isEqualTo(all.traceId());
    assertThat(some.parentId()).isEqualTo(all.parentId());
    assertThat(some.startedAt()).isEqualTo(all.startedAt());
    assertThat(some.endedAt()).isEqualTo(all.endedAt());
    assertThat(some.opName()).isEqualTo(all.opName());
    assertThat(some.usage()).isEqualTo(all.usage());
  }

  private static byte[] written(List<Call> calls) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (CallWriter writer = CallWriter.to(out)) {
      for (Call call : calls) {
        writer.write(call);
      }
    }
    return out.toByteArray();
  }
}
