package io.tokentally.service;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Moves the end of a file into a file of its own: nothing is thrown away. */
final class TornTail {

  private TornTail() {}

  /**
   * {@return the new file, beside the other one}
   *
   * @param from where the end begins; the file is cut off there once the end is safe
   */
  static Path move(Path file, long from) throws IOException {
    Path torn = unused(file);
    try (FileChannel source =
            FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileChannel target =
            FileChannel.open(torn, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      long length = source.size();
      for (long at = from; at < length; ) {
        at += source.transferTo(at, length - at, target);
      }
      target.force(true);
      source.truncate(from);
      source.force(true);
    }
    return torn;
  }

  private static Path unused(Path file) {
    int number = 1;
    while (Files.exists(numbered(file, number))) {
      number++;
    }
    return numbered(file, number);
  }

  private static Path numbered(Path file, int number) {
    return file.resolveSibling(file.getFileName() + ".torn-" + number);
  }
}
