package io.tokentally.report;

import java.io.IOException;

/** Writes reports in one format. */
public interface ReportWriter {

  /**
   * Writes a report, and warns of what the format leaves out.
   *
   * @throws ReportException if the report cannot be written in this format
   * @throws IOException if the sink cannot be written to
   */
  void write(Report report, Sink to) throws IOException;
}
