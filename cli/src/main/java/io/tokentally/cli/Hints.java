package io.tokentally.cli;

import io.tokentally.ValidationError;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What to do about mistakes that people often make. */
final class Hints {

  private static final int MOST = 3;
  private static final int MOST_CHANGES = 2;

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

  /** {@return what may have been meant by wrong usage; empty if nothing comes to mind} */
  static String of(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      String first = unmatched.getUnmatched().get(0);
      boolean isOfProgram = e.getCommandLine().getParent() == null;
      if (isOfProgram && isFile(first)) {
        return "; to read it: tokentally report " + first;
      }
      List<String> similar = similar(first, e.getCommandLine());
      if (!similar.isEmpty()) {
        return "; did you mean " + String.join(" or ", similar) + "?";
      }
    }
    if (e instanceof MissingParameterException && e.getCommandLine().getParent() != null) {
      return "; as in: " + Examples.of(e.getCommandLine().getCommandName());
    }
    return "";
  }

  /**
   * {@return the options or commands whose names are nearest to a word, if they are near at all}
   */
  private static List<String> similar(String word, CommandLine command) {
    String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
    List<String> known =
        name.startsWith("-")
            ? List.copyOf(command.getCommandSpec().optionsMap().keySet())
            : List.copyOf(command.getSubcommands().keySet());
    int least =
        known.stream().mapToInt(each -> distance(name, each)).min().orElse(MOST_CHANGES + 1);
    return known.stream()
        .filter(each -> least <= MOST_CHANGES && distance(name, each) == least)
        .sorted()
        .limit(MOST)
        .toList();
  }

  /** {@return how many letters have to be added, left out, changed or swapped with the next one} */
  private static int distance(String one, String other) {
    int[][] changes = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        if (i == 0 || j == 0) {
          changes[i][j] = i + j;
          continue;
        }
        int same = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        changes[i][j] =
            Math.min(
                changes[i - 1][j - 1] + same, 1 + Math.min(changes[i - 1][j], changes[i][j - 1]));
        boolean isSwapped =
            i > 1
                && j > 1
                && one.charAt(i - 1) == other.charAt(j - 2)
                && one.charAt(i - 2) == other.charAt(j - 1);
        if (isSwapped) {
          changes[i][j] = Math.min(changes[i][j], changes[i - 2][j - 2] + 1);
        }
      }
    }
    return changes[one.length()][other.length()];
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
    if (last.equals("$contains") && error.type() == ValidationError.Type.TYPE) {
      hint = CONTAINS;
    } else if (loc.equals(List.of("$expr")) && error.type() == ValidationError.Type.MISSING) {
      hint = ", as in {\"$expr\": {\"$eq\": [a, b]}}";
    } else if (error.type() == ValidationError.Type.UNKNOWN_OPERATOR) {
      hint = INSTEAD.getOrDefault(last, "");
    }
    return error + hint;
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
