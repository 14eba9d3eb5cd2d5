package io.tokentally.dsl.eval;

/** A value of a type that queries cannot read. It names the type, and those that they do read. */
public final class UnreadableValueException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  private static final String READABLE =
      "null, Boolean, Number, String and other CharSequence, Character, enums; Instant,"
          + " OffsetDateTime, ZonedDateTime, LocalDateTime, LocalDate, Date, Calendar; Duration;"
          + " LocalTime, OffsetTime, Year, YearMonth, MonthDay, Period; UUID, URI, URL, Path, File,"
          + " Locale, Currency, ZoneId; Optional and its kin, AtomicBoolean, AtomicReference;"
          + " Collection, arrays, Map, records, JsonNode";

  private final String type;

  UnreadableValueException(Object value) {
    this("expected a value that queries read", value.getClass().getName());
  }

  private UnreadableValueException(String expected, String type) {
    super(expected + ", found one of " + type + "; they read: " + READABLE);
    this.type = type;
  }

  /** {@return the same, which says where the value stands} */
  UnreadableValueException at(String path) {
    return new UnreadableValueException("expected a value that queries read in " + path, type);
  }
}
