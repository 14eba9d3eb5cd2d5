package io.tokentally.cli;

import io.tokentally.report.text.Words;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What the labels of options say besides: which values there are, and which are files. */
final class CommandModel {

  private static final int LONGEST = 80;

  private CommandModel() {}

  /** {@return the values that an option can have, as its label lists them; none for any other} */
  static List<String> values(ArgSpec option) {
    String label = option.paramLabel();
    boolean isList = label.indexOf('|') > 0 && label.equals(label.toLowerCase(Locale.ROOT));
    return isList ? List.of(label.split("\\|")) : List.of();
  }

  /** {@return whether an option or argument takes the name of a file} */
  static boolean isFile(ArgSpec option) {
    return option.paramLabel().contains("FILE") || option.paramLabel().equals("FOLDER");
  }

  /** {@return the first sentence of a description, cut short where it is long} */
  static String firstSentence(String[] description) {
    String text = String.join(" ", description).replace("%%", "%");
    int end = text.indexOf(". ");
    return Words.shortened(end < 0 ? text : text.substring(0, end + 1), LONGEST);
  }

  /** Gives every option of all commands its values and files, so that shells can complete them. */
  static void addCandidates(CommandLine commands) {
    for (CommandLine command : commands.getSubcommands().values()) {
      CommandSpec spec = command.getCommandSpec();
      for (OptionSpec option : List.copyOf(spec.options())) {
        if (!values(option).isEmpty()) {
          replace(spec, option, OptionSpec.builder(option).completionCandidates(values(option)));
        } else if (isFile(option)) {
          replace(
              spec, option, OptionSpec.builder(option).type(Path.class).auxiliaryTypes(Path.class));
        }
      }
      for (PositionalParamSpec each : List.copyOf(spec.positionalParameters())) {
        if (!values(each).isEmpty()) {
          spec.remove(each);
          spec.add(PositionalParamSpec.builder(each).completionCandidates(values(each)).build());
        }
      }
    }
  }

  private static void replace(CommandSpec spec, OptionSpec option, OptionSpec.Builder by) {
    spec.remove(option);
    spec.addOption(by.build());
  }
}
