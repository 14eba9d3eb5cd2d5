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
  @FuzzTest(maxExecutions = 500_000, maxDuration = "2h")
  void calls(byte[] file) throws IOException {
    List<Call> calls = read(file, Reading.WHOLE);
    // One other way each time: the fuzzer finds inputs of every length.
    switch (file.length % 4) {
      case 0 -> assertThat(read(file, Reading.IN_PIECES)).isEqualTo(calls);
      case 1 -> assertSameForARollup(read(file, Reading.FOR_ROLLUP), calls);
      case 2 -> read(file, Reading.SKIPPING);
      default -> {
        if (calls != null) {
          assertThat(read(written(calls), Reading.WHOLE)).isEqualTo(calls);
        }
      }
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

  /** What is skipped may hold what is refused otherwise. */
  private static void assertSameForARollup(@Nullable List<Call> some, @Nullable List<Call> all) {
    if (all != null) {
      assertThat(some).hasSameSizeAs(all);
      for (int i = 0; i < all.size(); i++) {
        assertSameForARollup(some.get(i), all.get(i));
      }
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
