package io.tokentally.examples;

import io.tokentally.aggregation.UsageScope;
import io.tokentally.examples.picture.HtmlPage;
import io.tokentally.examples.picture.Picture;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes a report as one HTML page. */
final class HtmlReport implements ReportWriter {

  @Override
  public void write(Report report, Streams streams) throws IOException {
    Writer out = new OutputStreamWriter(streams.out(), StandardCharsets.UTF_8);
    HtmlPage.write(picture(report), out);
    out.flush();
  }

  /** {@return what there is to draw of a report} */
  static Picture picture(Report report) {
    List<String> remarks = new ArrayList<>(Remarks.of(report));
    if (report.options().usageScope() == UsageScope.INCLUSIVE) {
      remarks.add(
          "A call counts with what its own summary says; where the calls below it add up to more,"
              + " they are narrowed to fit.");
    }
    ReportInput input = report.input();
    return new Picture(
        "Usage and cost of " + input.file().shortName(),
        input.summary(),
        remarks,
        report.summary(),
        input.calls(),
        report.usage());
  }
}
