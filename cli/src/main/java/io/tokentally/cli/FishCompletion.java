package io.tokentally.cli;

import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The completion of commands, options and values for the shell fish. */
final class FishCompletion {

  private final StringBuilder script =
      new StringBuilder("# Completion of tokentally for fish, from: tokentally completion fish\n");

  private FishCompletion() {}

  static String of(CommandLine commands) {
    FishCompletion completion = new FishCompletion();
    completion.add("complete -c tokentally -f", "");
    for (Map.Entry<String, CommandLine> each : commands.getSubcommands().entrySet()) {
      completion.addCommand(each.getKey(), each.getValue());
    }
    return completion.script.toString();
  }

  private void addCommand(String name, CommandLine command) {
    String description =
        CommandModel.firstSentence(command.getCommandSpec().usageMessage().description());
    add("complete -c tokentally -n __fish_use_subcommand -a " + name, description);
    String inCommand = "complete -c tokentally -n '__fish_seen_subcommand_from " + name + "'";
    if (command.getCommandSpec().positionalParameters().stream().anyMatch(CommandModel::isFile)) {
      add(inCommand + " -F", "");
    }
    for (PositionalParamSpec each : command.getCommandSpec().positionalParameters()) {
      if (!CommandModel.values(each).isEmpty()) {
        add(inCommand + " -a '" + String.join(" ", CommandModel.values(each)) + "'", "");
      }
    }
    for (OptionSpec option : command.getCommandSpec().options()) {
      addOption(inCommand, option);
    }
  }

  private void addOption(String inCommand, OptionSpec option) {
    StringBuilder line = new StringBuilder(inCommand);
    for (String name : option.names()) {
      line.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
    }
    List<String> values = CommandModel.values(option);
    if (!values.isEmpty()) {
      line.append(" -x -a '").append(String.join(" ", values)).append('\'');
    } else if (CommandModel.isFile(option)) {
      line.append(" -r -F");
    } else if (option.arity().max() > 0) {
      line.append(" -x");
    }
    add(line.toString(), CommandModel.firstSentence(option.description()));
  }

  private void add(String line, String description) {
    script.append(line);
    if (!description.isEmpty()) {
      String quoted = description.replace("\\", "\\\\").replace("'", "\\'");
      script.append(" -d '").append(quoted).append('\'');
    }
    script.append('\n');
  }
}
