package io.tokentally.cli;

import picocli.CommandLine.Option;

/** In which form a command prints its records. */
final class FormatArguments {

  enum Format {
    TABLE,
    JSON,
    CSV
  }

  @Option(
      names = "--format",
      paramLabel = "table|json|csv",
      description = "Default: table. json and csv give exact numbers for programs.")
  private Format format = Format.TABLE;

  @Option(names = "--json", description = "The same as --format json.")
  void asJson(boolean json) {
    format = json ? Format.JSON : format;
  }

  Format format() {
    return format;
  }
}
