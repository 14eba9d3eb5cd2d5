package io.tokentally.cli;

import picocli.CommandLine.Option;

/** The short form of {@code --format json}, which every command has. */
final class JsonOption {

  @Option(names = "--json", description = "The same as --format json.")
  private boolean json;

  /** {@return the format of JSON where that was asked for, else the other} */
  <F> F or(F asJson, F other) {
    return json ? asJson : other;
  }
}
