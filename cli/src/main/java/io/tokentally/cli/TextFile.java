package io.tokentally.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Files named on the command line. */
final class TextFile {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private TextFile() {}

  /** {@return the file's text, which must be UTF-8} */
  static String read(String name) {
    try {
      String text = Files.readString(path(name));
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw Failure.failed(name + ": cannot be read: not UTF-8 text");
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  /** {@return the path of that name; a directory is rejected} */
  static Path path(String name) {
    Path file;
    try {
      file = Path.of(name);
    } catch (InvalidPathException e) {
      throw Failure.failed(name + ": cannot be read: not a file name");
    }
    if (name.isEmpty()) {
      throw Failure.failed("expected the name of a file, found nothing");
    }
    if (Files.isDirectory(file)) {
      throw Failure.failed(name + ": cannot be read: a directory, not a file");
    }
    return file;
  }

  static Failure unreadable(String name, IOException e) {
    return Failure.failed(name + ": cannot be read: " + reason(e));
  }

  /** {@return why a file could not be read or written, in few words} */
  static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
