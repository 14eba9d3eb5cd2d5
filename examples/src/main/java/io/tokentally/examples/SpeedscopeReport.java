package io.tokentally.examples;

import io.tokentally.examples.picture.Losses;
import io.tokentally.examples.picture.SpeedscopeFile;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** Writes a report as a file for speedscope. */
final class SpeedscopeReport implements ReportWriter {

  @Override
  public void write(Report report, Streams streams) throws IOException {
    Writer out = new OutputStreamWriter(streams.out(), StandardCharsets.UTF_8);
    Losses losses = SpeedscopeFile.write(report.picture(), out);
    out.flush();
    ToldLosses.tell(losses, streams);
    if (!report.usage().isComplete()) {
      streams.say("not everything counted or has a price; --format table tells what");
    }
  }
}
