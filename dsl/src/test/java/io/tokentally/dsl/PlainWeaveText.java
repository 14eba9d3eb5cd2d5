package io.tokentally.dsl;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Values as text and text as values, plainly: docs/weave.md sections 4 and 5. */
final class PlainWeaveText {

  /** The server has a text for the value, but docs/weave.md section 8 calls it not dependable. */
  static final class NotDependable extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private PlainWeaveText() {}

  /** {@return the text of a value of a column or of JSON} */
  static String of(Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Instant) {
      throw new NotDependable();
    }
    if (value instanceof BigDecimal || value instanceof Double) {
      double number = ((Number) value).doubleValue();
      boolean whole = !Double.isInfinite(number) && number == Math.floor(number);
      return whole ? new BigDecimal(number).toBigIntegerExact().toString() : shortest(number);
    }
    return value instanceof List || value instanceof Map ? json(value) : value.toString();
  }

  /** {@return the text cast; null if it has no such form} */
  static Object cast(String text, String to) {
    return switch (to) {
      case "int" -> toInt(text);
      case "double" -> toDouble(text);
      case "bool" -> toBool(text);
      default -> text;
    };
  }

  private static BigInteger toInt(String text) {
    return text.strip().matches("[+-]?[0-9]+") ? new BigInteger(text.strip()) : null;
  }

  private static Double toDouble(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    if (word.matches("[+-]?(inf|infinity)")) {
      return word.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    if (word.matches("[+-]?nan")) {
      return Double.NaN;
    }
    boolean number = word.matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)(e[+-]?[0-9]+)?");
    return number ? Double.valueOf(word) : null;
  }

  private static BigInteger toBool(String text) {
    if (text.equals("true")) {
      return BigInteger.ONE;
    }
    if (text.equals("false")) {
      return BigInteger.ZERO;
    }
    BigInteger number = toInt(text);
    boolean small =
        number != null && number.signum() >= 0 && number.compareTo(BigInteger.valueOf(255)) <= 0;
    return small ? number : null;
  }

  /** {@return the shortest decimal that reads back, with an exponent from 1e16 and below 1e-4} */
  private static String shortest(double number) {
    if (Double.isInfinite(number)) {
      return number > 0 ? "inf" : "-inf";
    }
    if (number == 0) {
      return "0.0";
    }
    BigDecimal exact = new BigDecimal(number);
    BigDecimal rounded = exact;
    for (int digits = 17; digits >= 1; digits--) {
      BigDecimal shorter = exact.round(new MathContext(digits));
      rounded = shorter.doubleValue() == number ? shorter : rounded;
    }
    rounded = rounded.stripTrailingZeros();
    int exponent = rounded.precision() - 1 - rounded.scale();
    if (exponent >= -4 && exponent < 16) {
      return rounded.scale() > 0 ? rounded.toPlainString() : rounded.toPlainString() + ".0";
    }
    BigDecimal mantissa = rounded.movePointLeft(exponent).stripTrailingZeros();
    return mantissa.toPlainString() + String.format(Locale.ROOT, "e%+03d", exponent);
  }

  private static String json(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(member -> json(member.getKey()) + ":" + json(member.getValue()))
          .collect(Collectors.joining(",", "{", "}"));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(PlainWeaveText::json).collect(Collectors.joining(",", "[", "]"));
    }
    if (value instanceof String text) {
      return text.chars()
          .mapToObj(c -> escaped((char) c))
          .collect(Collectors.joining("", "\"", "\""));
    }
    return value instanceof BigDecimal number
        ? shortest(number.doubleValue())
        : String.valueOf(value);
  }

  private static String escaped(char c) {
    int known = "\"\\\b\t\n\f\r".indexOf(c);
    if (known >= 0) {
      return "\\" + "\"\\btnfr".charAt(known);
    }
    return c < ' ' || c > '~' ? String.format("\\u%04x", (int) c) : String.valueOf(c);
  }
}
