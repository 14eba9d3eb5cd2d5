package io.tokentally.examples;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** A file that is there when it is complete, and not before. */
final class OutputFile {

  /** What writes to the file. */
  interface Content {
    void writeTo(Streams streams) throws IOException;
  }

  private OutputFile() {}

  /** Writes the file, or leaves what was there before. */
  static void write(String name, Streams streams, Content content) throws IOException {
    Path file = TextFile.path(name);
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      write(file, streams, content); // a device or pipe cannot be replaced
      return;
    }
    Path target = Files.exists(file) ? real(file) : file.toAbsolutePath();
    Path draft = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
    try {
      write(draft, streams, content);
      move(draft, target);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static void write(Path file, Streams streams, Content content) throws IOException {
    try (Output out = new Output(open(file), () -> false)) {
      content.writeTo(new Streams(streams.in(), out, streams.err(), streams.progress()));
    }
  }

  private static OutputStream open(Path file) throws Output.Failed {
    try {
      return Files.newOutputStream(
          file,
          StandardOpenOption.CREATE,
          StandardOpenOption.WRITE,
          StandardOpenOption.TRUNCATE_EXISTING);
    } catch (IOException e) {
      throw new Output.Failed(e, false);
    }
  }

  private static Path real(Path file) throws Output.Failed {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      throw new Output.Failed(e, false);
    }
  }

  private static void move(Path draft, Path target) throws Output.Failed {
    try {
      Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new Output.Failed(e, false);
    }
  }
}
