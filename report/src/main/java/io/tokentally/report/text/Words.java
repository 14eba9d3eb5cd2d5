package io.tokentally.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Numbers, lists and foreign text as a person reads them. */
public final class Words {

  private Words() {}

  public static String number(Number number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@return a count and its noun: {@code 1 call}, {@code 1,200 calls}} */
  public static String count(long count, String noun) {
    return number(count) + " " + (count == 1 ? noun : noun + "s");
  }

  /** {@return the first so many, and how many more there are} */
  public static String first(int most, List<String> items) {
    return first(most, ", ", items);
  }

  /** {@return the same with something else between the items} */
  public static String first(int most, String between, List<String> items) {
    String shown = String.join(between, items.subList(0, Math.min(most, items.size())));
    int more = items.size() - most;
    return more > 0 ? shown + " and " + number(more) + " more" : shown;
  }

  /** {@return the first items, as many as fit a line of that width, and how many more there are} */
  public static String fitting(int width, List<String> items) {
    int fit = 1;
    while (fit < items.size() && first(fit + 1, items).length() <= width) {
      fit++;
    }
    return first(fit, items);
  }

  /** {@return the text in lines of at most that width, cut between words} */
  public static List<String> wrapped(int width, String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /**
   * {@return text of a file on one line, without characters that would steer a terminal or tear a
   * table apart}
   */
  public static String clean(String text) {
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

  /** {@return the text, its end cut off where it is longer than that} */
  public static String shortened(String text, int most) {
    return text.length() <= most ? text : text.substring(0, Math.max(0, most - 3)) + "...";
  }
}
