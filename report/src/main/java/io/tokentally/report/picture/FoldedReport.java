package io.tokentally.report.picture;

import io.tokentally.report.Report;
import io.tokentally.report.ReportException;
import io.tokentally.report.ReportWriter;
import io.tokentally.report.Sink;
import io.tokentally.report.text.Words;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a report as folded stacks, and reports on standard error what they leave out. */
public final class FoldedReport implements ReportWriter {

  private final Measure measure;
  private final @Nullable String unit;

  /**
   * @param unit the currency of costs; null if there is only one
   */
  public FoldedReport(Measure measure, @Nullable String unit) {
    this.measure = measure;
    this.unit = unit;
  }

  @Override
  public void write(Report report, Sink to) throws IOException {
    String chosen = measure == Measure.COST ? chosenUnit(report) : "";
    Writer out = new OutputStreamWriter(to.out(), StandardCharsets.UTF_8);
    Losses losses = FoldedStacks.write(Picture.of(report), measure, chosen, out);
    out.flush();
    to.say("values are " + meaning(chosen));
    LossWarnings.tell(losses, to);
    tellUnpriced(report, to);
  }

  private String chosenUnit(Report report) {
    List<String> units = List.copyOf(report.usage().pricedCostByUnit().keySet());
    if (units.isEmpty()) {
      throw new ReportException("nothing has a price; --measure tokens needs none");
    }
    if (unit == null && units.size() > 1) {
      throw new ReportException(
          "expected costs in one currency, found "
              + String.join(" and ", units)
              + "; --unit chooses one");
    }
    if (unit != null && !units.contains(unit)) {
      throw new ReportException(
          "expected costs in " + unit + ", found " + String.join(" and ", units));
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

  private void tellUnpriced(Report report, Sink to) {
    int unpriced = report.usage().unpricedModels().size();
    if (measure == Measure.COST && unpriced > 0) {
      to.say(Words.count(unpriced, "model") + " without a price left out");
    }
  }
}
