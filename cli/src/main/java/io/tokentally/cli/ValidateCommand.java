package io.tokentally.cli;

import io.tokentally.ValidationError;
import io.tokentally.ValidationException;
import io.tokentally.dsl.Dialect;
import io.tokentally.report.data.ValidationJson;
import io.tokentally.report.text.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks a query: {@code ok}, or every error with its path. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    description = {
      "Checks a query on calls: its form, its operators and operands, and that calls have its fields.",
      "Prints ok, or one line per error: its column, or its path in the JSON, and what is wrong"
          + " there. After ok, a line for each condition that no call can meet."
    })
final class ValidateCommand implements Callable<Integer> {

  private final Streams streams;

  @Option(
      names = "--query",
      required = true,
      paramLabel = QueryArgument.LABEL,
      description = QueryArgument.DESCRIPTION)
  private String query = "";

  @Option(
      names = "--dialect",
      paramLabel = "standard|weave|weave_calls_merged",
      defaultValue = "standard",
      description = "Whose rules to check by. Default: standard.")
  private Dialect dialect = Dialect.STANDARD;

  @Mixin private AnswerFormat output = new AnswerFormat();

  ValidateCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws Exception {
    List<ValidationError> errors = List.of();
    List<String> warnings = List.of();
    try {
      QueryArgument parsed = QueryArgument.parse(query);
      parsed.check(dialect);
      warnings = dialect == Dialect.STANDARD ? parsed.warnings() : List.of();
    } catch (ValidationException e) {
      errors = e.errors();
    }
    if (output.isJson()) {
      new ValidationJson(errors, warnings).write(streams.sink());
    } else {
      print(errors, warnings);
    }
    return errors.isEmpty() ? 0 : Failure.REFUSED;
  }

  private void print(List<ValidationError> errors, List<String> warnings) throws IOException {
    List<String> lines = new ArrayList<>();
    if (errors.isEmpty()) {
      lines.add("ok");
    }
    errors.forEach(error -> lines.add(Hints.of(error)));
    warnings.forEach(warning -> lines.add("warning: " + warning));
    for (String line : lines) {
      streams.out().write((Words.clean(line) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    streams.out().flush();
  }
}
