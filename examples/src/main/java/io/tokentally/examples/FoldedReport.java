package io.tokentally.examples;

import io.tokentally.examples.picture.FoldedStacks;
import io.tokentally.examples.picture.Losses;
import io.tokentally.examples.picture.Measure;
import io.tokentally.examples.text.Words;
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
    Losses losses = FoldedStacks.write(report.picture(), measure, chosen, out);
    out.flush();
    streams.say("values are " + meaning(chosen));
    ToldLosses.tell(losses, streams);
    tellUnpriced(report, streams);
  }

  private String chosenUnit(Report report) {
    List<String> units = List.copyOf(report.usage().pricedCostByUnit().keySet());
    if (units.isEmpty()) {
      throw Failure.failed("nothing has a price; --measure tokens needs none");
    }
    if (unit == null && units.size() > 1) {
      throw Failure.failed(
          "expected costs in one currency, found "
              + String.join(" and ", units)
              + "; --unit chooses one");
    }
    if (unit != null && !units.contains(unit)) {
      throw Failure.failed("expected costs in " + unit + ", found " + String.join(" and ", units));
    }
    return unit == null ? units.get(0) : unit;
  }

  private String meaning(String unit) {
    return switch (measure) {
      case COST -> "billionths of " + unit;
      case TOKENS -> "tokens";
      case TIME -> "microseconds";
    };
  }

  private void tellUnpriced(Report report, Streams streams) {
    int unpriced = report.usage().unpricedModels().size();
    if (measure == Measure.COST && unpriced > 0) {
      streams.say(Words.count(unpriced, "model") + " without a price left out");
    }
  }
}
