package io.tokentally.benchmarks.data;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Random;

/** A file of calls with prompts and answers, a call a line. */
public final class CallsFile {

  private CallsFile() {}

  /**
   * Writes it.
   *
   * @param calls how many
   * @param scattered whether calls of many traces stand between each other, children before parents
   *     as often as after
   */
  public static void write(Path file, int calls, boolean scattered) throws IOException {
    Random random = new Random(7);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      Traces.withText(
          calls,
          batch -> {
            if (scattered) {
              Collections.shuffle(batch, random);
            }
            try {
              out.write(Json.lines(batch));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }
}
