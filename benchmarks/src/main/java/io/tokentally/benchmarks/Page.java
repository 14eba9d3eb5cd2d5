package io.tokentally.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page of documentation with a table that a program writes, between two comments. */
final class Page {

  private static final String BEGIN = "<!-- measured -->\n";
  private static final String END = "<!-- end of measured -->\n";

  private final Path file;
  private final String text;
  private final int begin;
  private final int end;

  private Page(Path file, String text) {
    this.file = file;
    this.text = text;
    this.begin = after(BEGIN);
    this.end = after(END) - END.length();
  }

  private int after(String comment) {
    int at = text.indexOf(comment);
    if (at < 0) {
      throw new IllegalArgumentException(
          "expected a line " + comment.strip() + " in " + file + ", found none");
    }
    return at + comment.length();
  }

  static Page read(Path file) throws IOException {
    return new Page(file, Files.readString(file));
  }

  /** {@return what stands between the comments} */
  String measured() {
    return text.substring(begin, end);
  }

  /** Writes the page with something else between the comments; all else stays. */
  void write(String measured) throws IOException {
    Files.writeString(file, text.substring(0, begin) + measured + text.substring(end));
  }
}
