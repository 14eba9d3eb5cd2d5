package io.tokentally.dsl.weave;

import io.tokentally.dsl.eval.CompactText;
import io.tokentally.dsl.eval.Plain;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON values as the text that the server, a Python program, makes of them: docs/weave.md section
 * 4.
 */
final class PythonText {

  private PythonText() {}

  /** {@return the text of a plain value; blank for null} */
  static String of(@Nullable Object plain) {
    if (plain == null) {
      return "";
    }
    if (plain instanceof BigDecimal || plain instanceof Double) {
      return ofDouble(((Number) plain).doubleValue());
    }
    if (plain instanceof List || plain instanceof Map) {
      StringBuilder json = new StringBuilder();
      write(plain, json, CompactText.MAX_LEVELS);
      return json.toString();
    }
    return plain.toString();
  }

  /** {@return a double without fraction by its digits, any other in the shortest form} */
  private static String ofDouble(double value) {
    boolean whole = !Double.isInfinite(value) && value == Math.rint(value);
    return whole ? new BigDecimal(value).toBigInteger().toString() : repr(value);
  }

  /** {@return the shortest form that reads back, as Python's repr writes it} */
  private static String repr(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
    }
    if (value == 0) {
      return "0.0"; // JSON's -0.0 is a decimal before it comes here, and that has no sign
    }
    BigDecimal shortest = shortest(value);
    int exponent = shortest.precision() - shortest.scale() - 1;
    if (exponent >= -4 && exponent < 16) {
      String plain = shortest.toPlainString();
      return shortest.scale() > 0 ? plain : plain + ".0";
    }
    String digits = shortest.unscaledValue().abs().toString();
    StringBuilder text = new StringBuilder(value < 0 ? "-" : "").append(digits.charAt(0));
    if (digits.length() > 1) {
      text.append('.').append(digits, 1, digits.length());
    }
    int size = Math.abs(exponent);
    return text.append(exponent < 0 ? "e-" : "e+")
        .append(size < 10 ? "0" : "")
        .append(size)
        .toString();
  }

  private static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    for (int digits = 1; digits < 17; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (rounded.doubleValue() == value) {
        return rounded.stripTrailingZeros();
      }
    }
    return exact.round(new MathContext(17, RoundingMode.HALF_EVEN)).stripTrailingZeros();
  }

  private static void write(@Nullable Object plain, StringBuilder json, int levels) {
    if (plain instanceof String text) {
      quoted(text, json);
    } else if (plain instanceof BigDecimal || plain instanceof Double) {
      json.append(repr(((Number) plain).doubleValue()));
    } else if (plain instanceof Map<?, ?> map && levels > 0) {
      char before = '{';
      for (Map.Entry<?, ?> member : map.entrySet()) {
        quoted(String.valueOf(member.getKey()), json.append(before));
        write(Plain.of(member.getValue()), json.append(':'), levels - 1);
        before = ',';
      }
      json.append(map.isEmpty() ? "{}" : "}");
    } else if (plain instanceof List<?> list && levels > 0) {
      char before = '[';
      for (Object element : list) {
        write(Plain.of(element), json.append(before), levels - 1);
        before = ',';
      }
      json.append(list.isEmpty() ? "[]" : "]");
    } else {
      // What is nested too deeply is left out: a list may hold itself.
      boolean tooDeep = plain instanceof Map || plain instanceof List;
      json.append(tooDeep ? null : plain);
    }
  }

  private static void quoted(String text, StringBuilder json) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        case '\b' -> json.append("\\b");
        case '\t' -> json.append("\\t");
        case '\n' -> json.append("\\n");
        case '\f' -> json.append("\\f");
        case '\r' -> json.append("\\r");
        default -> {
          if (c >= ' ' && c <= '~') {
            json.append(c);
          } else {
            json.append("\\u").append(Integer.toHexString(0x10000 | c), 1, 5);
          }
        }
      }
    }
    json.append('"');
  }
}
