package io.tokentally.cli;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Prints the manual page. */
@Command(
    name = "man",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the manual page of all commands.",
      "As in: tokentally man > ~/.local/share/man/man1/tokentally.1"
    })
final class ManCommand implements Callable<Integer> {

  private final Streams streams;

  ManCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws Exception {
    String page = ManPage.of(Tokentally.commandLine(streams));
    streams.out().write(page.getBytes(StandardCharsets.UTF_8));
    streams.out().flush();
    return 0;
  }
}
