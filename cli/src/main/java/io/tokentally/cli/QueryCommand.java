package io.tokentally.cli;

import io.tokentally.Call;
import io.tokentally.CallWriter;
import io.tokentally.dsl.Dialect;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the calls that match a query. */
@Command(
    name = "query",
    mixinStandardHelpOptions = true,
    description = "Prints the calls that match a query, one JSON object per line, in file order.")
final class QueryCommand implements Callable<Integer> {

  private final Streams streams;

  @Mixin private Inputs inputs = new Inputs();

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
      description =
          "What the query means: as it reads, or as on the Weave server. Default: standard.")
  private Dialect dialect = Dialect.STANDARD;

  @Option(names = "--ids", description = "Print the ids alone.")
  private boolean idsOnly;

  @Option(
      names = "--skip-bad",
      description = "Go on after records that are no calls; they are counted on standard error.")
  private boolean skipBad;

  QueryCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws Exception {
    Predicate<Call> matches = QueryArgument.checked(query, dialect, streams).condition(dialect);
    CallWriter writer = CallWriter.to(streams.out());
    if (inputs.names().isEmpty()) {
      throw Failure.failed(
          "expected files to read, found none: tokentally query FILE --query QUERY");
    }
    try (CallFile file = inputs.open(skipBad, streams.withoutProgress())) {
      for (Call call = file.next(); call != null; call = file.next()) {
        if (!matches.test(call)) {
          continue;
        }
        if (idsOnly) {
          streams.out().write((call.id() + "\n").getBytes(StandardCharsets.UTF_8));
        } else {
          writer.write(call);
        }
      }
      writer.flush();
      file.skipped().lines().forEach(streams::say);
      Inputs.tell(file.files(), streams);
    }
    return 0;
  }
}
