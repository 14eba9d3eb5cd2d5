package io.tokentally.cli;

import io.tokentally.Call;
import io.tokentally.CallWriter;
import io.tokentally.aggregation.Tally;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the calls that match a query. */
@Command(
    name = "query",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the calls that match a query, one JSON object per line, in file order.",
      "Ends with 1 if no call does.",
      "A query may ask for usage and cost, too, as in 'total.cost.total > 1': then the options of"
          + " prices count, and all calls are kept in memory."
    })
final class QueryCommand implements Callable<Integer> {

  private final Streams streams;

  @Mixin private Inputs inputs = new Inputs();
  @Mixin private PricingArguments pricing = new PricingArguments();

  @Option(
      names = "--query",
      required = true,
      paramLabel = QueryArgument.LABEL,
      description = QueryArgument.DESCRIPTION)
  private String query = "";

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
    QueryArgument asked = QueryArgument.checked(query, pricing.dialect(), streams);
    if (inputs.names().isEmpty()) {
      throw Failure.failed(
          "expected files to read, found none: tokentally query FILE --query QUERY");
    }
    boolean isAnyFound;
    try (CallFile file = inputs.open(skipBad, streams.withoutProgress())) {
      if (asked.asksCosts()) {
        List<Call> all = file.rest();
        Tally tally = Tally.with(pricing.prices().table()).with(pricing.options());
        isAnyFound = print(all.iterator(), asked.condition(tally.report(all), streams));
      } else {
        Predicate<Call> condition = asked.condition(pricing.dialect());
        file.leaveOut(condition, asked.columns());
        if (file.isCopied() && !idsOnly) {
          file.writeTo(streams.out());
          isAnyFound = file.count() > 0;
        } else {
          isAnyFound = print(file.iterator(), condition);
        }
      }
      file.skipped().lines().forEach(streams::say);
      Inputs.tell(file.files(), streams);
    }
    return isAnyFound ? 0 : Failure.REFUSED;
  }

  /** {@return whether a call matches} */
  private boolean print(Iterator<Call> calls, Predicate<Call> matches) throws IOException {
    CallWriter writer = CallWriter.to(streams.out());
    boolean isAnyFound = false;
    while (calls.hasNext()) {
      Call call = calls.next();
      if (matches.test(call)) {
        isAnyFound = true;
        if (idsOnly) {
          streams.out().write((call.id() + "\n").getBytes(StandardCharsets.UTF_8));
        } else {
          writer.write(call);
        }
      }
    }
    writer.flush();
    return isAnyFound;
  }
}
