package io.tokentally.report;

/** A report cannot be written in the form that was asked for; the message says why. */
public final class ReportException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public ReportException(String message) {
    super(message);
  }
}
