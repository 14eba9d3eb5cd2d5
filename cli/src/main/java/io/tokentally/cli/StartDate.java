package io.tokentally.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** When the call begins whose price is wanted. */
final class StartDate {

  @Option(
      names = "--at",
      paramLabel = "DATE",
      description = "When the call begins, as in 2026-09-01 or 2026-09-01T10:00:00Z. Default: now.")
  private @Nullable String at;

  /** {@return the time: a day begins in UTC; now without one} */
  Instant read() {
    String text = at;
    if (text == null) {
      return Instant.now();
    }
    try {
      return text.contains("T")
          ? Instant.parse(text)
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      throw Failure.failed(
          "--at: expected a date such as 2026-09-01 or 2026-09-01T10:00:00Z, found " + text);
    }
  }
}
