package io.tokentally.cli;

import static io.tokentally.cli.CommandModel.values;
import static java.util.stream.Collectors.joining;

import io.tokentally.ValidationError;
import io.tokentally.ValidationException;
import io.tokentally.report.text.Words;
import io.tokentally.value.NearNames;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What to do about mistakes that people often make. */
final class Hints {

  private static final int MOST_ERRORS = 3;

  private static final String CONTAINS =
      ", such as {\"input\": {\"$getField\": \"op_name\"}, \"substr\": {\"$literal\": \"chat\"}}";

  /** Operators of other query languages, and what says the same in ours. */
  private static final Map<Object, String> INSTEAD =
      Map.of(
          "$ne", "; not equal is {\"$not\": [{\"$eq\": [a, b]}]}",
          "$nin", "; not in is {\"$not\": [{\"$in\": [a, [b]]}]}",
          "$exists", "; that a is there is {\"$convert\": {\"input\": a, \"to\": \"exists\"}}",
          "$regex", "; that b is part of a is {\"$contains\": {\"input\": a, \"substr\": b}}");

  private Hints() {}

  /** {@return what is wrong with the usage, and what may have been meant} */
  static String of(ParameterException e) {
    CommandLine command = e.getCommandLine();
    boolean isOfProgram = command.getParent() == null;
    @Nullable ArgSpec arg = e.getArgSpec();
    @Nullable String value = e.getValue();
    if (arg instanceof OptionSpec option && value != null && !values(option).isEmpty()) {
      return wrongValue(option, value);
    }
    if (arg instanceof OptionSpec option && arg.typeInfo().isMap() && value != null) {
      return option.longestName() + ": expected " + option.paramLabel() + ", found " + value;
    }
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      String first = unmatched.getUnmatched().get(0);
      if (!first.startsWith("-")) {
        return isOfProgram ? noCommand(first, command) : String.valueOf(e.getMessage());
      }
      return e.getMessage() + instead(first, command);
    }
    if (e instanceof MissingParameterException && !isOfProgram) {
      return e.getMessage() + "; as in: " + Examples.of(command.getCommandName());
    }
    return String.valueOf(e.getMessage());
  }

  private static String noCommand(String word, CommandLine program) {
    String found = "expected a command, found " + word;
    if (isFile(word)) {
      return found + "; to read it: tokentally report " + word;
    }
    Set<String> known = program.getSubcommands().keySet();
    String meant = OtherNames.COMMANDS.get(word);
    if (meant != null) {
      return found + "; did you mean " + meant + "?";
    }
    String near = NearNames.hint(word, known);
    return found + (near.isEmpty() ? "; there are " + String.join(", ", known) : near);
  }

  /** {@return what to do in place of an option that there is not} */
  private static String instead(String typed, CommandLine command) {
    String name = typed.contains("=") ? typed.substring(0, typed.indexOf('=')) : typed;
    String meant = OtherNames.OPTIONS.get(name.replaceFirst("^-+", "").replace('_', '-'));
    if (meant != null && command.getCommandSpec().findOption(meant.split(" ", -1)[0]) != null) {
      return "; did you mean " + meant + "?";
    }
    if (OtherNames.isOutput(name)) {
      return "; to write to a file: tokentally " + command.getCommandName() + " ... > FILE";
    }
    Map<String, String> byBareName = new TreeMap<>();
    command
        .getCommandSpec()
        .optionsMap()
        .keySet()
        .forEach(each -> byBareName.put(each.replaceFirst("^-+", ""), each));
    List<String> near = NearNames.of(name.replaceFirst("^-+", ""), byBareName.keySet());
    return near.isEmpty()
        ? ""
        : "; did you mean " + near.stream().map(byBareName::get).collect(joining(" or ")) + "?";
  }

  private static String wrongValue(OptionSpec option, String value) {
    List<String> known = values(option);
    String or = String.join(", ", known.subList(0, known.size() - 1));
    String expected = (or.isEmpty() ? "" : or + " or ") + known.get(known.size() - 1);
    @Nullable String meant =
        option.longestName().equals("--format") ? OtherNames.FORMATS.get(value) : null;
    return option.longestName()
        + ": expected "
        + expected
        + ", found "
        + value
        + (meant == null ? NearNames.hint(value, known) : "; " + meant);
  }

  private static boolean isFile(String name) {
    try {
      return Files.exists(Path.of(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** {@return an error of a query, with what to write instead where that is known} */
  static String of(ValidationError error) {
    List<Object> loc = error.loc();
    Object last = loc.isEmpty() ? "" : loc.get(loc.size() - 1);
    String hint = "";
    if (loc.size() == 1 && error.type() == ValidationError.Type.EXTRA_FORBIDDEN) {
      hint = besideExpr(String.valueOf(last));
    } else if (error.type() == ValidationError.Type.UNKNOWN_FIELD) {
      hint = OtherNames.field(error.msg());
    } else if (last.equals("$contains") && error.type() == ValidationError.Type.TYPE) {
      hint = CONTAINS;
    } else if (loc.equals(List.of("$expr")) && error.type() == ValidationError.Type.MISSING) {
      hint = ", as in {\"$expr\": {\"$eq\": [a, b]}}";
    } else if (error.type() == ValidationError.Type.UNKNOWN_OPERATOR) {
      hint = INSTEAD.getOrDefault(last, "");
    }
    return error + hint;
  }

  /** {@return what to do about a member that stands where {@code $expr} is expected} */
  private static String besideExpr(String name) {
    return name.startsWith("$")
        ? INSTEAD.getOrDefault(name, "") + "; operators stand within {\"$expr\": ...}"
        : "; a field is compared as in {\"$expr\": {\"$eq\": [{\"$getField\": \""
            + name
            + "\"}, {\"$literal\": \"x\"}]}}, or as text: "
            + name
            + " = \"x\"";
  }

  /** {@return the first errors of a query, in one line} */
  static String of(ValidationException rejection) {
    List<ValidationError> errors = rejection.errors();
    String shown = errors.stream().limit(MOST_ERRORS).map(Hints::of).collect(joining("; "));
    int more = errors.size() - MOST_ERRORS;
    return more > 0 ? shown + "; and " + Words.count(more, "more error") : shown;
  }

  /** An example of each command that needs options. */
  private static final class Examples {

    static String of(String command) {
      String query = "'op_name contains \"chat\"'";
      return switch (command) {
        case "validate" -> "tokentally validate --query " + query;
        case "query" -> "tokentally query calls.ndjson --query " + query;
        case "explain" -> "tokentally explain calls.ndjson --call ID --query " + query;
        default -> "tokentally " + command + " --help";
      };
    }
  }
}
