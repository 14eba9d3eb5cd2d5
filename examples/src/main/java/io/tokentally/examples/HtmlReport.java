package io.tokentally.examples;

import io.tokentally.examples.picture.HtmlPage;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** Writes a report as one HTML page. */
final class HtmlReport implements ReportWriter {

  @Override
  public void write(Report report, Streams streams) throws IOException {
    Writer out = new OutputStreamWriter(streams.out(), StandardCharsets.UTF_8);
    HtmlPage.write(report.picture(), out);
    out.flush();
  }
}
