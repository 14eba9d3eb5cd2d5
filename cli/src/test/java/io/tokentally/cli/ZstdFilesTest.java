package io.tokentally.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that zstd 1.5.4 wrote: two calls in one frame, one in another. */
class ZstdFilesTest {

  private static final String CALLS = call("c0", 1, 100) + call("c1", 2, 101) + call("c2", 3, 102);

  @TempDir Path folder;
  private byte[] packed = {};

  @BeforeEach
  void read() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("calls.ndjson.zst")) {
      packed = Objects.requireNonNull(in).readAllBytes();
    }
  }

  @Test
  void areReadLikeWhatIsInThem() throws IOException {
    ProgramRun plain = ProgramRun.withInput(CALLS, "report", "--calls", "-", "--format", "csv");
    assertThat(plain.outLines()).hasSize(4).anyMatch(line -> line.contains(",102,"));

    Path file = Files.write(folder.resolve("calls.ndjson.zst"), packed);
    assertThat(ProgramRun.of("report", "--format", "csv", "" + file)).isEqualTo(plain);
    assertThat(ProgramRun.of("report", "--format", "csv", "" + folder)).isEqualTo(plain);

    ByteArrayOutputStream out = new ByteArrayOutputStream();
    InputStream in = new ByteArrayInputStream(packed);
    ProgramRun run = ProgramRun.of(out, in, "report", "--calls", "-", "--format", "csv");
    assertThat(run.err()).isEqualTo(plain.err());
    assertThat(utf8(out.toByteArray())).isEqualTo(plain.out());
  }

  @Test
  void thatBreakOffAnywhereAreUnreadable() throws IOException {
    int first = frame();
    for (int length = 4; length < packed.length; length++) {
      InputStream cut = Zstd.unpacked(new ByteArrayInputStream(packed, 0, length));
      if (length == first) {
        assertThat(utf8(cut.readAllBytes()).lines()).hasSize(2);
      } else {
        assertThatThrownBy(cut::readAllBytes).as("%s", length).isInstanceOf(EOFException.class);
      }
    }
    Path cut = Files.write(folder.resolve("cut.zst"), Arrays.copyOf(packed, packed.length - 1));
    ProgramRun run = ProgramRun.of("report", "" + cut);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "tokentally: "
                + cut
                + ": cannot be read: the compressed data breaks off%n".formatted());
  }

  @Test
  void ofAnySizeAreReadByteForByte() throws IOException {
    Random random = new Random(1);
    for (int size : List.of(0, 1, 131_071, 131_072, 131_073, 1_000_000)) {
      ByteArrayOutputStream expected = new ByteArrayOutputStream();
      ByteArrayOutputStream frames = new ByteArrayOutputStream();
      for (int letters : List.of(1, 3, 256)) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
          bytes[i] = (byte) random.nextInt(letters);
        }
        expected.writeBytes(bytes);
        try (ZstdOutputStream out = new ZstdOutputStream(frames)) {
          out.write(bytes);
        }
      }
      byte[] whole = frames.toByteArray();
      try (InputStream in = Zstd.unpacked(new ByteArrayInputStream(whole))) {
        assertThat(in.readAllBytes()).isEqualTo(expected.toByteArray());
      }
      InputStream cut = Zstd.unpacked(new ByteArrayInputStream(whole, 0, whole.length - 1));
      assertThatThrownBy(cut::readAllBytes).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void thatAreBrokenLoseNothingOfOthers() throws IOException {
    byte[] broken = packed.clone();
    Arrays.fill(broken, 8, 40, (byte) 0xA5);
    Path bad = Files.write(folder.resolve("bad.zst"), broken);
    ProgramRun alone = ProgramRun.of("report", "" + bad);
    assertThat(alone.exitCode()).isEqualTo(2);
    assertThat(alone.err()).contains("bad.zst: cannot be read: the compressed data is broken");

    Path cut = Files.write(folder.resolve("cut.zst"), Arrays.copyOf(packed, packed.length - 1));
    Path whole = Files.write(folder.resolve("whole.zst"), packed);
    ProgramRun all = ProgramRun.of("report", "--format", "csv", "" + bad, "" + cut, "" + whole);
    assertThat(all.outLines()).anyMatch(line -> line.contains(",102,"));
    assertThat(all.err())
        .contains(bad + ": broken zstd data: ")
        .contains(cut + ": unexpected end of zstd data");
  }

  /** {@return where the second frame begins} */
  private int frame() {
    int at = 4;
    while (packed[at] != 0x28 || packed[at + 1] != (byte) 0xB5 || packed[at + 2] != 0x2F) {
      at++;
    }
    return at;
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String call(String id, int second, int tokens) {
    return """
        {"id":"%s","op_name":"chat","started_at":"2026-09-01T10:00:0%sZ",\
        "ended_at":"2026-09-01T10:00:0%sZ",\
        "summary":{"usage":{"gpt-4o":{"prompt_tokens":%s,"completion_tokens":5}}}}
        """
        .formatted(id, second - 1, second, tokens);
  }
}
