package io.tokentally.importers.read;

import io.tokentally.value.Numbers;
import io.tokentally.value.Timestamps;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Members of objects of JSON, of the type that is expected; null for any other. */
public final class Value {

  private Value() {}

  /** {@return a string that is not empty} */
  public static @Nullable String text(Map<?, ?> object, String name) {
    return object.get(name) instanceof String text && !text.isEmpty() ? text : null;
  }

  /** {@return the first of several members that is a string and not empty} */
  public static @Nullable String firstText(Map<?, ?> object, String... names) {
    for (String name : names) {
      String text = text(object, name);
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  /** {@return the same; empty instead of null} */
  public static String orEmpty(Map<?, ?> object, String... names) {
    String text = firstText(object, names);
    return text == null ? "" : text;
  }

  public static @Nullable Map<?, ?> object(Map<?, ?> object, String name) {
    return object.get(name) instanceof Map<?, ?> inner ? inner : null;
  }

  /** {@return the elements of a list, none if it is no list} */
  public static List<?> list(Map<?, ?> object, String name) {
    return object.get(name) instanceof List<?> list ? list : List.of();
  }

  public static boolean isTrue(Map<?, ?> object, String name) {
    return Boolean.TRUE.equals(object.get(name));
  }

  /** {@return a timestamp in text} */
  public static @Nullable Instant time(Map<?, ?> object, String name) {
    return object.get(name) instanceof String text ? Timestamps.parse(text) : null;
  }

  /** {@return a timestamp in seconds since 1970} */
  public static @Nullable Instant seconds(Map<?, ?> object, String name) {
    return object.get(name) instanceof Number number ? Timestamps.ofEpochSeconds(number) : null;
  }

  /** {@return a timestamp in milliseconds since 1970} */
  public static @Nullable Instant millis(Map<?, ?> object, String name) {
    if (!(object.get(name) instanceof Number number) || !Numbers.isPlain(number)) {
      return null;
    }
    BigDecimal millis = Numbers.decimal(number);
    return Timestamps.ofEpochSeconds(millis.movePointLeft(3));
  }

  /** {@return the earlier one; the other where one is null} */
  public static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
    return a == null ? b : b == null || a.isBefore(b) ? a : b;
  }

  /** {@return the later one; the other where one is null} */
  public static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
    return a == null ? b : b == null || a.isAfter(b) ? a : b;
  }
}
