package io.tokentally.dsl.eval;

import io.tokentally.dsl.Operand.Convert;
import io.tokentally.value.Numbers;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code $convert}: docs/semantics.md section 4, rules 18 to 21. */
final class Conversion {

  private Conversion() {}

  /**
   * {@return the plain value as the type; null for null and where it has no such form} Whether a
   * null exists is for {@link StandardRules} to tell.
   */
  static @Nullable Object convert(@Nullable Object value, Convert.Type to) {
    if (value == null) {
      return null;
    }
    return switch (to) {
      case INT -> toInt(value);
      case DOUBLE -> toDouble(value);
      case BOOL -> toBool(value);
      case STRING -> toText(value);
      case EXISTS -> true;
    };
  }

  private static @Nullable Number toInt(Object value) {
    if (value instanceof Number number) {
      return Numbers.truncate(number);
    }
    if (value instanceof String text) {
      return integer(text);
    }
    return ofBoolean(value);
  }

  private static @Nullable Number toDouble(Object value) {
    if (value instanceof Number number) {
      return number;
    }
    if (value instanceof String text) {
      return isDecimal(text) ? Numbers.parseDecimal(text) : null;
    }
    return ofBoolean(value);
  }

  private static @Nullable Number ofBoolean(Object value) {
    return value instanceof Boolean bool ? Long.valueOf(bool ? 1 : 0) : null;
  }

  private static @Nullable Boolean toBool(Object value) {
    if (value instanceof Boolean bool) {
      return bool;
    }
    if (value instanceof Number number) {
      return !Numbers.isZero(number);
    }
    if (value.equals("true") || value.equals("1")) {
      return true;
    }
    boolean isFalse = value.equals("false") || value.equals("0");
    return isFalse ? false : null;
  }

  private static @Nullable String toText(Object value) {
    if (value instanceof Number number) {
      return Numbers.plainText(number);
    }
    boolean container = value instanceof List || value instanceof Map;
    return container ? CompactText.of(value) : value.toString();
  }

  /** {@return the number of {@code [+-]?[0-9]+}, or null if it is no such text or too long} */
  private static @Nullable Number integer(String text) {
    int start = afterSign(text, 0);
    int end = afterDigits(text, start);
    if (end == start || end != text.length()) {
      return null;
    }
    while (start < end - 1 && text.charAt(start) == '0') {
      start++;
    }
    if (end - start > Numbers.MAX_PLAIN_DIGITS) {
      return null;
    }
    boolean negative = text.charAt(0) == '-';
    if (end - start <= Numbers.LONG_DIGITS) {
      long number = 0;
      for (int i = start; i < end; i++) {
        number = number * 10 + (text.charAt(i) - '0');
      }
      return negative ? -number : number;
    }
    BigInteger digits = new BigInteger(text.substring(start));
    return Numbers.compact(negative ? digits.negate() : digits);
  }

  /** {@return whether the text is {@code [+-]?(d+(.d*)?|.d+)([eE][+-]?d+)?} and not too long} */
  private static boolean isDecimal(String text) {
    int start = afterSign(text, 0);
    int at = afterDigits(text, start);
    int digits = at - start;
    if (at < text.length() && text.charAt(at) == '.') {
      int fraction = afterDigits(text, at + 1);
      digits += fraction - at - 1;
      at = fraction;
    }
    if (digits == 0) {
      return false;
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      int exponent = afterSign(text, at + 1);
      at = afterDigits(text, exponent);
      if (at == exponent) {
        return false;
      }
    }
    return at == text.length() && at <= Numbers.MAX_TEXT_LENGTH;
  }

  private static int afterSign(String text, int at) {
    return at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-') ? at + 1 : at;
  }

  private static int afterDigits(String text, int at) {
    int end = at;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }
}
