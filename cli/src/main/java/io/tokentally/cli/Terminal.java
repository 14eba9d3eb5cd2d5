package io.tokentally.cli;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The terminal that somebody looks at, if anybody does. Java 17 itself cannot tell. */
final class Terminal {

  /** The number of the standard output. */
  static final int OUTPUT = 1;

  private Terminal() {}

  /** {@return how many characters fit a line of the standard output; very many for a file} */
  static int width() {
    Integer asked = number(System.getenv("COLUMNS"));
    if (asked != null) {
      return asked;
    }
    Integer found = isTerminal(OUTPUT) ? columns() : null;
    return found == null ? Integer.MAX_VALUE : found;
  }

  /** {@return whether a stream of this process, by its number, is a terminal} */
  static boolean isTerminal(int stream) {
    try {
      return new ProcessBuilder("test", "-t", String.valueOf(stream)).inheritIO().start().waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static @Nullable Integer columns() {
    try {
      Process size =
          new ProcessBuilder("stty", "size")
              .redirectInput(Redirect.from(new File("/dev/tty")))
              .start();
      String answer = new String(size.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return number(answer.strip().replaceFirst("^\\d+ ", ""));
    } catch (IOException e) {
      return null;
    }
  }

  private static @Nullable Integer number(@Nullable String text) {
    return text != null && text.matches("[1-9][0-9]{0,5}") ? Integer.valueOf(text) : null;
  }
}
