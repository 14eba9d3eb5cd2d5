package io.tokentally.examples;

import io.tokentally.examples.picture.FoldedStacks;
import io.tokentally.examples.picture.Measure;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a report as folded stacks, and tells on standard error what they leave out. */
final class FoldedReport implements ReportWriter {

  private final Measure measure;
  private final @Nullable String unit;

  /**
   * @param unit the currency of costs; null if there is only one
   */
  FoldedReport(Measure measure, @Nullable String unit) {
    this.measure = measure;
    this.unit = unit;
  }

  @Override
  public void write(Report report, Streams streams) throws IOException {
    String chosen = measure == Measure.COST ? chosenUnit(report) : "";
    Writer out = new OutputStreamWriter(streams.out(), StandardCharsets.UTF_8);
    FoldedStacks.Losses losses =
        FoldedStacks.write(HtmlReport.picture(report), measure, chosen, out);
    out.flush();
    streams.say("values are " + meaning(chosen));
    tell(losses, report, streams);
  }

  private String chosenUnit(Report report) {
    List<String> units = List.copyOf(report.usage().pricedCostByUnit().keySet());
    if (unit == null && units.size() == 1) {
      return units.get(0);
    }
    if (unit == null || !units.contains(unit)) {
      String found = units.isEmpty() ? "nothing has a price" : String.join(" and ", units);
      String what = unit == null ? "one currency" : "costs in " + unit;
      throw Failure.failed("expected " + what + ", found " + found + "; --unit chooses");
    }
    return unit;
  }

  private String meaning(String unit) {
    return switch (measure) {
      case COST -> "billionths of " + unit;
      case TOKENS -> "tokens";
      case TIME -> "microseconds";
    };
  }

  private void tell(FoldedStacks.Losses losses, Report report, Streams streams) {
    if (losses.rounded() > 0) {
      streams.say(Words.count(losses.rounded(), "value") + " rounded to whole numbers");
    }
    if (losses.cut() > 0) {
      String calls = Words.count(losses.cut(), "call");
      streams.say(calls + " with less than those below add up to; taken to have none of their own");
    }
    if (losses.tooDeep() > 0) {
      String calls = Words.count(losses.tooDeep(), "call");
      streams.say(calls + " too deep for a line; counted with the last call that fits");
    }
    int unpriced = report.usage().unpricedModels().size();
    if (measure == Measure.COST && unpriced > 0) {
      streams.say(Words.count(unpriced, "model") + " without a price left out");
    }
  }
}
