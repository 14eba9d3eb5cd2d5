package io.tokentally.examples;

import java.io.IOException;

/** Writes a report in one form. */
interface ReportWriter {

  void write(Report report, Streams streams) throws IOException;
}
