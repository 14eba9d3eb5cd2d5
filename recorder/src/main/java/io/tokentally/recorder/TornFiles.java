package io.tokentally.recorder;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Files of calls whose last line broke off, as its process was killed or its disk was full. */
final class TornFiles {

  private static final int BLOCK = 8192;

  private TornFiles() {}

  /** Moves what is torn out of the files of a folder. */
  static FoundCalls repair(Path folder, long lost) throws IOException {
    List<Path> torn = new ArrayList<>();
    long bytes = 0;
    for (Path file : files(folder)) {
      long tail = repair(file);
      if (tail > 0) {
        torn.add(file);
        bytes += tail;
      }
    }
    return new FoundCalls(Math.max(0, lost), torn, bytes);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("calls-.*\\.ndjson"))
          .sorted()
          .toList();
    }
  }

  /** {@return how many bytes after the last line break were moved} */
  private static long repair(Path file) throws IOException {
    try (RandomAccessFile calls = new RandomAccessFile(file.toFile(), "rw")) {
      long end = endOfLines(calls);
      long tail = calls.length() - end;
      if (tail > 0) {
        byte[] bytes = new byte[Math.toIntExact(tail)];
        calls.seek(end);
        calls.readFully(bytes);
        Files.write(file.resolveSibling(file.getFileName() + ".torn"), bytes);
        calls.setLength(end);
      }
      return tail;
    }
  }

  private static long endOfLines(RandomAccessFile calls) throws IOException {
    byte[] block = new byte[BLOCK];
    for (long to = calls.length(); to > 0; ) {
      int size = (int) Math.min(BLOCK, to);
      calls.seek(to - size);
      calls.readFully(block, 0, size);
      for (int i = size - 1; i >= 0; i--) {
        if (block[i] == '\n') {
          return to - size + i + 1;
        }
      }
      to -= size;
    }
    return 0;
  }
}
