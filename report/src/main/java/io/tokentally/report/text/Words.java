package io.tokentally.report.text;

import io.tokentally.value.OneLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Numbers, lists and foreign text as a person reads them. */
public final class Words {

  private Words() {}

  public static String number(Number number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@return a count and its noun: {@code 1 call}, {@code 1,200 calls}, {@code 2 entries}} */
  public static String count(Number count, String noun) {
    String number = number(count);
    return number + " " + (number.equals("1") ? noun : plural(noun));
  }

  private static String plural(String noun) {
    return noun.endsWith("try") || noun.endsWith("ery")
        ? noun.substring(0, noun.length() - 1) + "ies"
        : noun + "s";
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
    return OneLine.of(text);
  }

  /** {@return the text, its end cut off where it is longer than that} */
  public static String shortened(String text, int most) {
    return text.length() <= most ? text : text.substring(0, Math.max(0, most - 3)) + "...";
  }
}
