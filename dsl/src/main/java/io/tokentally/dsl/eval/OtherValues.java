package io.tokentally.dsl.eval;

import java.io.File;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Calendar;
import java.util.Collection;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Values of Java's own types, and of users' records and enums: docs/semantics.md rule 15. */
final class OtherValues {

  private static final int NANO_DIGITS = 9;

  private OtherValues() {}

  /**
   * {@return what {@link Plain#of} makes a plain value of, or such a value}
   *
   * @throws UnreadableValueException if the value is of none of the types
   */
  static @Nullable Object of(Object value) {
    if (value instanceof Collection<?> collection) {
      return new ArrayList<>(collection);
    }
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    if (value instanceof Record fields) {
      return new RecordMap(fields);
    }
    if (value.getClass().isArray()) {
      return ofArray(value);
    }
    if (isText(value)) {
      return value.toString();
    }
    Instant time = time(value);
    return time != null ? time : ofOther(value);
  }

  private static boolean isText(Object value) {
    return value instanceof CharSequence
        || value instanceof Character
        || value instanceof UUID
        || value instanceof URI
        || value instanceof URL
        || value instanceof Path
        || value instanceof File
        || value instanceof Currency
        || value instanceof ZoneId
        || value instanceof LocalTime
        || value instanceof OffsetTime
        || value instanceof YearMonth
        || value instanceof MonthDay
        || value instanceof Period;
  }

  @SuppressWarnings("JavaUtilDate") // records still hold them
  private static @Nullable Instant time(Object value) {
    if (value instanceof OffsetDateTime time) {
      return time.toInstant();
    }
    if (value instanceof ZonedDateTime time) {
      return time.toInstant();
    }
    if (value instanceof LocalDateTime time) {
      return time.toInstant(ZoneOffset.UTC);
    }
    if (value instanceof LocalDate date) {
      return date.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    if (value instanceof Calendar time) {
      return time.toInstant();
    }
    return value instanceof Date date ? time(date) : null;
  }

  @SuppressWarnings("JavaUtilDate")
  private static Instant time(Date date) {
    try {
      return date.toInstant(); // that of java.sql.Timestamp has nanoseconds
    } catch (UnsupportedOperationException e) {
      return Instant.ofEpochMilli(date.getTime()); // java.sql.Date and Time
    }
  }

  private static @Nullable Object ofOther(Object value) {
    if (value instanceof Duration duration) {
      return BigDecimal.valueOf(duration.getSeconds())
          .add(BigDecimal.valueOf(duration.getNano(), NANO_DIGITS));
    }
    if (value instanceof Year year) {
      return (long) year.getValue();
    }
    if (value instanceof Locale locale) {
      return locale.toLanguageTag();
    }
    if (value instanceof Optional<?> optional) {
      return Plain.of(optional.orElse(null));
    }
    if (value instanceof OptionalInt optional) {
      return optional.isPresent() ? (long) optional.getAsInt() : null;
    }
    if (value instanceof OptionalLong optional) {
      return optional.isPresent() ? optional.getAsLong() : null;
    }
    if (value instanceof OptionalDouble optional) {
      return optional.isPresent() ? Plain.of(optional.getAsDouble()) : null;
    }
    if (value instanceof AtomicBoolean bool) {
      return bool.get();
    }
    if (value instanceof AtomicReference<?> reference) {
      return Plain.of(reference.get());
    }
    throw new UnreadableValueException(value);
  }

  private static Object ofArray(Object array) {
    if (array instanceof Object[] elements) {
      return Arrays.asList(elements);
    }
    if (array instanceof byte[] bytes) {
      return Base64.getEncoder().encodeToString(bytes);
    }
    return array instanceof char[] text ? new String(text) : primitives(array);
  }

  private static List<Object> primitives(Object array) {
    return new AbstractList<>() {
      @Override
      public Object get(int index) {
        return java.lang.reflect.Array.get(array, index);
      }

      @Override
      public int size() {
        return java.lang.reflect.Array.getLength(array);
      }
    };
  }
}
