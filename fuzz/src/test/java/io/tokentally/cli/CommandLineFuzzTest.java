package io.tokentally.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tokentally.fuzz.Foreign;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The program, run in this process: the first line holds its arguments, the rest is the standard
 * input and the file {@value #FILE}.
 */
class CommandLineFuzzTest {

  private static final String FILE = "input.json";

  @MethodSource("io.tokentally.fuzz.Seeds#commandLines")
  @DictionaryFile(resourcePath = "/io/tokentally/fuzz/commands.dict")
  @FuzzTest(maxExecutions = 50_000, maxDuration = "2h")
  void run(byte[] input) throws IOException {
    int end = 0;
    while (end < input.length && input[end] != '\n') {
      end++;
    }
    String[] args = Foreign.text(Arrays.copyOf(input, end)).split(" ", 20);
    if (Stream.of(args).anyMatch(CommandLineFuzzTest::leadsElsewhere)) {
      return;
    }
    byte[] rest = Arrays.copyOfRange(input, Math.min(end + 1, input.length), input.length);
    if (Stream.of(args).anyMatch(arg -> arg.contains(FILE))) {
      Files.write(Path.of(FILE), rest);
    }
    Recognition told = new Recognition();
    Streams streams =
        new Streams(
            new ByteArrayInputStream(rest),
            new Output(OutputStream.nullOutputStream(), () -> false),
            new PrintStream(told, true, StandardCharsets.UTF_8),
            false);
    assertThat(Tokentally.run(streams, args)).isBetween(0, 2);
    assertThat(told.text()).doesNotContain("internal error", "out of memory");
  }

  /** The service would not end; other files are nobody's business, least of all to be written. */
  private static boolean leadsElsewhere(String arg) {
    return arg.equals("serve")
        || arg.contains("/")
        || arg.startsWith("--output")
        || (arg.startsWith("-") && !arg.startsWith("--") && arg.length() > 1);
  }
}
