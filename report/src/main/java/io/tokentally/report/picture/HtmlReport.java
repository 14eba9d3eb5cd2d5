package io.tokentally.report.picture;

import io.tokentally.report.Report;
import io.tokentally.report.ReportWriter;
import io.tokentally.report.Sink;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * Writes a report as one HTML page.
 *
 * @param breakdown by what its cost is shown, besides models
 */
public record HtmlReport(Breakdown breakdown) implements ReportWriter {

  @Override
  public void write(Report report, Sink to) throws IOException {
    Writer out = new OutputStreamWriter(to.out(), StandardCharsets.UTF_8);
    HtmlPage.write(Picture.of(report, breakdown), out);
    out.flush();
  }
}
