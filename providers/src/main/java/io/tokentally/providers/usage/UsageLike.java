package io.tokentally.providers.usage;

import io.tokentally.aggregation.usage.NoReading;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds attributes that look like counts of usage under a name that nobody knows. */
final class UsageLike {

  private static final Pattern TOKENS = Pattern.compile("(?i).*tokens?(_?count)?");

  /** Whole words that say: what was allowed, a speed, or no count. */
  private static final Pattern OTHER =
      Pattern.compile(
          "(?i)(.*[_-])?(max|limit|budget|per[_-](token|second)|time[_-]to|remaining|window)([_-].*)?");

  private static final Pattern CAMEL_CASE_BOUNDARY = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  private UsageLike() {}

  static boolean isCount(String attribute, @Nullable Object value) {
    String last = attribute.substring(attribute.lastIndexOf('.') + 1);
    boolean isNamedSo =
        TOKENS.matcher(last).matches()
            || SpanNames.PREFIXES.stream().anyMatch(attribute::startsWith)
            || attribute.contains(".usage.")
            || attribute.contains(".token_count.");
    return isNamedSo && isNumber(value) && NoReading.of(last) == null && !isOther(last);
  }

  private static boolean isOther(String name) {
    return OTHER.matcher(CAMEL_CASE_BOUNDARY.matcher(name).replaceAll("_")).matches();
  }

  private static boolean isNumber(@Nullable Object value) {
    return value instanceof Map<?, ?>
        || (value instanceof Number number && number.doubleValue() > 0)
        || (value instanceof String text
            && NUMBER.matcher(text).matches()
            && Long.parseLong(text) > 0);
  }
}
