package io.tokentally.cli;

import io.tokentally.ValidationError;
import io.tokentally.ValidationException;
import io.tokentally.dsl.Dialect;
import io.tokentally.report.text.Words;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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

  ValidateCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws Exception {
    StringBuilder answer = new StringBuilder();
    int exitCode = 0;
    try {
      QueryArgument parsed = QueryArgument.parse(query);
      parsed.check(dialect);
      answer.append("ok\n");
      if (dialect == Dialect.STANDARD) {
        parsed.warnings().forEach(each -> answer.append(Words.clean(each)).append('\n'));
      }
    } catch (ValidationException e) {
      exitCode = Failure.REFUSED;
      for (ValidationError fault : e.errors()) {
        answer.append(Words.clean(Hints.of(fault))).append('\n');
      }
    }
    streams.out().write(answer.toString().getBytes(StandardCharsets.UTF_8));
    streams.out().flush();
    return exitCode;
  }
}
