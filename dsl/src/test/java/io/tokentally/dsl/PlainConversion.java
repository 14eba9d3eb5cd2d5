package io.tokentally.dsl;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;

/** {@code $convert}, plainly: docs/semantics.md section 4, rules 18 to 21. */
final class PlainConversion {

  private PlainConversion() {}

  static Object convert(Object value, String to) {
    if (to.equals("exists")) {
      return value != null;
    }
    if (value == null) {
      return null;
    }
    return switch (to) {
      case "int" -> toInt(value);
      case "double" -> toDouble(value);
      case "bool" -> toBool(value);
      default -> toText(value);
    };
  }

  private static Object toInt(Object value) {
    Object number = value;
    if (value instanceof String text) {
      number = text.matches("[+-]?[0-9]+") ? new BigDecimal(text) : null;
    } else if (value instanceof Boolean bool) {
      number = bool ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    return number instanceof BigDecimal decimal && isShort(decimal)
        ? decimal.setScale(0, RoundingMode.DOWN)
        : null;
  }

  private static Object toDouble(Object value) {
    if (value instanceof String text) {
      boolean number = text.matches("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?");
      return number ? new BigDecimal(text) : null;
    }
    if (value instanceof Boolean bool) {
      return bool ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    return value instanceof BigDecimal ? value : null;
  }

  private static Object toBool(Object value) {
    if (value instanceof BigDecimal number) {
      return number.signum() != 0;
    }
    if (value instanceof Boolean) {
      return value;
    }
    if (value.equals("true") || value.equals("1")) {
      return true;
    }
    boolean no = value.equals("false") || value.equals("0");
    return no ? false : null;
  }

  private static String toText(Object value) {
    if (value instanceof BigDecimal number) {
      return isShort(number) ? shortest(number) : null;
    }
    if (value instanceof List || value instanceof Map) {
      StringBuilder json = new StringBuilder();
      return compact(value, json) ? json.toString() : null;
    }
    return value.toString();
  }

  /** {@return whether the plain form has at most 1,000 digits on each side of the point} */
  private static boolean isShort(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() <= 1_000 && stripped.precision() - stripped.scale() <= 1_000;
  }

  private static String shortest(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private static boolean compact(Object value, StringBuilder json) {
    if (value instanceof BigDecimal number) {
      json.append(isShort(number) ? shortest(number) : "");
      return isShort(number);
    }
    boolean whole = true;
    if (value instanceof Map<?, ?> map) {
      json.append('{');
      for (Map.Entry<?, ?> member : map.entrySet()) {
        json.append(json.charAt(json.length() - 1) == '{' ? "" : ",");
        whole &= compact(member.getKey(), json);
        json.append(':');
        whole &= compact(member.getValue(), json);
      }
      json.append('}');
    } else if (value instanceof List<?> list) {
      json.append('[');
      for (int i = 0; i < list.size(); i++) {
        json.append(i == 0 ? "" : ",");
        whole &= compact(list.get(i), json);
      }
      json.append(']');
    } else if (value instanceof String text) {
      json.append('"');
      text.chars().forEach(c -> json.append(escaped((char) c)));
      json.append('"');
    } else {
      json.append(value);
    }
    return whole;
  }

  private static String escaped(char c) {
    int known = "\"\\\b\t\n\f\r".indexOf(c);
    if (known >= 0) {
      return "\\" + "\"\\btnfr".charAt(known);
    }
    return c < ' ' ? String.format("\\u%04X", (int) c) : String.valueOf(c);
  }
}
