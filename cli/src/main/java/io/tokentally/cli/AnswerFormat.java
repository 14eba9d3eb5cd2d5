package io.tokentally.cli;

import picocli.CommandLine.Option;

/** In which form a command prints an answer that is not made of records. */
final class AnswerFormat {

  enum Format {
    TEXT,
    JSON
  }

  @Option(
      names = "--format",
      paramLabel = "text|json",
      description = "Default: text. json is for programs.")
  private Format format = Format.TEXT;

  @Option(names = "--json", description = "The same as --format json.")
  void asJson(boolean json) {
    format = json ? Format.JSON : format;
  }

  boolean isJson() {
    return format == Format.JSON;
  }
}
