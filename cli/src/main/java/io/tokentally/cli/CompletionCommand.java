package io.tokentally.cli;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints what lets a shell complete commands and options. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = {
      "Prints a script that lets a shell complete commands, options, values and files.",
      "  bash: source <(tokentally completion bash)",
      "  zsh:  source <(tokentally completion zsh)",
      "  fish: tokentally completion fish > ~/.config/fish/completions/tokentally.fish"
    })
final class CompletionCommand implements Callable<Integer> {

  enum Shell {
    BASH,
    ZSH,
    FISH
  }

  private final Streams streams;

  @Parameters(paramLabel = "bash|zsh|fish", description = "The shell.")
  private Shell shell = Shell.BASH;

  CompletionCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws Exception {
    CommandLine commands = Tokentally.commandLine(streams);
    CommandModel.addCandidates(commands);
    String script =
        shell == Shell.FISH
            ? FishCompletion.of(commands)
            : AutoComplete.bash("tokentally", commands);
    streams.out().write(script.getBytes(StandardCharsets.UTF_8));
    streams.out().flush();
    return 0;
  }
}
