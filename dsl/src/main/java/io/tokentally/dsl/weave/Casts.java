package io.tokentally.dsl.weave;

import io.tokentally.dsl.Operand.Convert;
import io.tokentally.value.Numbers;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Casts of text: docs/weave.md section 5. */
final class Casts {

  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?");
  private static final long MOST_BOOL = 255;

  private Casts() {}

  /** {@return the text as the type; null if it has no such form} */
  static @Nullable Object cast(String text, Convert.Type to) {
    return switch (to) {
      case STRING -> text;
      case INT -> toInt(text);
      case DOUBLE -> toDouble(text);
      case BOOL -> toBool(text);
      case EXISTS -> true;
    };
  }

  private static @Nullable Number toInt(String text) {
    String trimmed = trim(text);
    boolean integer =
        trimmed.length() <= Numbers.MAX_TEXT_LENGTH && INTEGER.matcher(trimmed).matches();
    return integer ? Numbers.compact(new BigInteger(trimmed)) : null;
  }

  private static @Nullable Double toDouble(String text) {
    String trimmed = trim(text);
    if (DECIMAL.matcher(trimmed).matches()) {
      return Double.valueOf(trimmed);
    }
    boolean negative = trimmed.startsWith("-");
    boolean signed = negative || trimmed.startsWith("+");
    return switch ((signed ? trimmed.substring(1) : trimmed).toLowerCase(Locale.ROOT)) {
      case "inf", "infinity" -> negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
      case "nan" -> Double.NaN;
      default -> null;
    };
  }

  private static @Nullable Number toBool(String text) {
    if (text.equals("true") || text.equals("false")) {
      return text.equals("true") ? 1L : 0L;
    }
    return toInt(text) instanceof Long number && number >= 0 && number <= MOST_BOOL ? number : null;
  }

  /** {@return the text without white space around it, Unicode's included} */
  static String trim(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isSpace(text.charAt(from))) {
      from++;
    }
    while (to > from && isSpace(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
  }
}
