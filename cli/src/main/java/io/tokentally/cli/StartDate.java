package io.tokentally.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** When a call begins, as an option says it. */
final class StartDate {
  private StartDate() {}

  /**
   * {@return the time that the text says: a day, which begins in UTC, or a timestamp; now without
   * one}
   *
   * @param option the option that it is from
   */
  static Instant of(String option, @Nullable String text) {
    if (text == null) {
      return Instant.now();
    }
    try {
      return text.contains("T")
          ? Instant.parse(text)
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      throw Failure.failed(
          option + ": expected a date such as 2026-09-01 or 2026-09-01T10:00:00Z, found " + text);
    }
  }
}
