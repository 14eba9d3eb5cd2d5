package io.tokentally.value;

import java.util.Locale;

/** Foreign text in a line that people read. */
public final class OneLine {

  private OneLine() {}

  /**
   * {@return the text on one line, without characters that would steer a terminal or tear a table
   * apart}
   */
  public static String of(String text) {
    StringBuilder clean = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (steers(c) || isAlone(text, i)) {
        if (clean == null) {
          clean = new StringBuilder(text.substring(0, i));
        }
        clean.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else if (clean != null) {
        clean.append(c);
      }
    }
    return clean == null ? text : clean.toString();
  }

  /** {@return whether it is a control character, a line break, or turns the direction of text} */
  private static boolean steers(char c) {
    return Character.isISOControl(c)
        || (c >= '\u2028' && c <= '\u202e')
        || (c >= '\u2066' && c <= '\u2069');
  }

  /** {@return whether it is half of a pair whose other half is missing, which no file can hold} */
  private static boolean isAlone(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }
}
