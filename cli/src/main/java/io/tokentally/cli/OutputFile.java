package io.tokentally.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** A file that is there when it is complete, and not before. */
final class OutputFile {

  /** What writes to the file. */
  interface Content {
    void writeTo(Streams streams) throws IOException;
  }

  private interface Step<T> {
    T run() throws IOException;
  }

  private OutputFile() {}

  /** Writes the file, or leaves what was there before. */
  static void write(String name, Streams streams, Content content) throws IOException {
    Path file = path(name);
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      write(name, file, streams, content); // a device or pipe cannot be replaced
      return;
    }
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null && !Files.isDirectory(parent)) {
      throw Failure.failed(name + ": cannot be written: there is no folder " + parent);
    }
    Path target =
        attempt(name, () -> Files.exists(file) ? file.toRealPath() : file.toAbsolutePath());
    Path draft = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
    try {
      write(name, draft, streams, content);
      attempt(name, () -> Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING));
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static void write(String name, Path file, Streams streams, Content content)
      throws IOException {
    OutputStream opened = attempt(name, () -> Files.newOutputStream(file));
    try (Output out = new Output(opened, () -> false)) {
      content.writeTo(new Streams(streams.in(), out, streams.err(), streams.progress()));
    }
  }

  private static Path path(String name) {
    try {
      Path file = Path.of(name);
      if (name.isEmpty() || name.endsWith("/") || Files.isDirectory(file)) {
        throw Failure.failed("expected the name of a file to write, found '" + name + "'");
      }
      return file;
    } catch (InvalidPathException e) {
      throw Failure.failed(name + ": cannot be written: not a file name");
    }
  }

  private static <T> T attempt(String name, Step<T> step) {
    try {
      return step.run();
    } catch (IOException e) {
      throw Failure.failed(name + ": cannot be written: " + TextFile.reason(e));
    }
  }
}
