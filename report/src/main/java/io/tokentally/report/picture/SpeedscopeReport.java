package io.tokentally.report.picture;

import io.tokentally.report.Report;
import io.tokentally.report.ReportWriter;
import io.tokentally.report.Sink;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** Writes a report as a file for speedscope. */
public final class SpeedscopeReport implements ReportWriter {

  @Override
  public void write(Report report, Sink to) throws IOException {
    Writer out = new OutputStreamWriter(to.out(), StandardCharsets.UTF_8);
    Losses losses = SpeedscopeFile.write(Picture.of(report), out);
    out.flush();
    LossWarnings.tell(losses, to);
    if (!report.isComplete()) {
      to.say("not everything counted or has a price; --format table says what");
    }
  }
}
