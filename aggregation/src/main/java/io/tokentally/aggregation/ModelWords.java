package io.tokentally.aggregation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The words of a model's name that tell the model: without what stands before it, such as {@code
 * azure/}, and without its date and version. Read by hand, since a report may need those of some
 * thousand names, once.
 */
final class ModelWords {

  /** A name has fewer words; of more only the first are looked at. */
  private static final int MOST = 16;

  private static final String FINE_TUNED = "ft:";
  private static final String LATEST = "latest";

  private ModelWords() {}

  /** {@return the words, in lower case} */
  static List<String> of(String name) {
    String model = fineTuned(name.toLowerCase(Locale.ROOT));
    model = withoutDates(withoutVersion(withoutPrefix(withoutPrefix(model))));
    List<String> words = new ArrayList<>();
    int from = 0;
    for (int at = 0; at <= model.length() && words.size() < MOST; at++) {
      if (at == model.length() || !isOfWord(model.charAt(at))) {
        if (at > from) {
          words.add(model.substring(from, at));
        }
        from = at + 1;
      }
    }
    return words;
  }

  /** {@return {@code gpt-4o} for {@code ft:gpt-4o:team::id}} */
  private static String fineTuned(String name) {
    int from = FINE_TUNED.length();
    if (!name.startsWith(FINE_TUNED) || name.length() == from || name.charAt(from) == ':') {
      return name;
    }
    int to = name.indexOf(':', from);
    return name.substring(from, to < 0 ? name.length() : to);
  }

  /** {@return what follows the last slash; else the last dot of words that stand at the front} */
  private static String withoutPrefix(String name) {
    int slash = name.lastIndexOf('/');
    if (slash >= 0) {
      return name.substring(slash + 1);
    }
    int start = 0;
    int word = 0;
    for (int at = 0; at < name.length(); at++) {
      char each = name.charAt(at);
      if (each == '.' && at > word) {
        word = at + 1;
        start = word < name.length() && isLetter(name.charAt(word)) ? word : start;
      } else if (!isLetter(each) && each != '-') {
        break;
      }
    }
    return name.substring(start);
  }

  /** {@return what is before {@code -v1:0}, {@code :free}, {@code [1m]} or {@code -latest}} */
  private static String withoutVersion(String name) {
    int end = name.length();
    if (end == 0) {
      return name;
    }
    char last = name.charAt(end - 1);
    int cut = isDigit(last) ? numbered(name) : last == ']' ? bracketed(name) : labelled(name);
    return cut < 0 ? name : name.substring(0, cut);
  }

  private static int numbered(String name) {
    int digits = digitsBefore(name, name.length());
    if (digits > 0 && name.charAt(digits - 1) == ':') {
      int first = digitsBefore(name, digits - 1);
      digits = first < digits - 1 ? first : digits;
    }
    return name.startsWith("-v", digits - 2) ? digits - 2 : -1;
  }

  /** {@return where one or two digits begin that are over there} */
  private static int digitsBefore(String name, int to) {
    int from = to;
    while (from > 0 && to - from < 2 && isDigit(name.charAt(from - 1))) {
      from--;
    }
    return from;
  }

  private static int bracketed(String name) {
    return name.indexOf('[', name.lastIndexOf(']', name.length() - 2) + 1);
  }

  private static int labelled(String name) {
    int letters = name.length();
    while (letters > 0 && isLetter(name.charAt(letters - 1))) {
      letters--;
    }
    if (letters == 0 || letters == name.length()) {
      return -1;
    }
    char before = name.charAt(letters - 1);
    boolean isLatest = (before == '-' || before == '@') && name.startsWith(LATEST, letters);
    boolean isAll = letters + LATEST.length() == name.length();
    return before == ':' || (isLatest && isAll) ? letters - 1 : -1;
  }

  private static String withoutDates(String name) {
    StringBuilder without = null;
    int from = 0;
    for (int at = name.indexOf("20"); at >= 0; at = name.indexOf("20", at + 1)) {
      int end = at > from && isDateMark(name.charAt(at - 1)) ? endOfDate(name, at + 2) : -1;
      if (end >= 0) {
        without = without == null ? new StringBuilder() : without;
        without.append(name, from, at - 1);
        from = end;
        at = end - 1;
      }
    }
    return without == null ? name : without.append(name, from, name.length()).toString();
  }

  private static boolean isDateMark(char each) {
    return each == '-' || each == '@';
  }

  /** {@return where a date is over whose century stands before; -1 if there is none} */
  private static int endOfDate(String name, int from) {
    int month = from + 2;
    month += isAt(name, month, '-', '-') ? 1 : 0;
    int day = month + 2;
    day += isAt(name, day, '-', '-') ? 1 : 0;
    boolean isDate =
        isAt(name, from, '0', '9')
            && isAt(name, from + 1, '0', '9')
            && isAt(name, month, '0', '1')
            && isAt(name, month + 1, '0', '9')
            && isAt(name, day, '0', '3')
            && isAt(name, day + 1, '0', '9')
            && !isAt(name, day + 2, '0', '9');
    return isDate ? day + 2 : -1;
  }

  private static boolean isAt(String name, int at, char least, char most) {
    return at < name.length() && name.charAt(at) >= least && name.charAt(at) <= most;
  }

  private static boolean isOfWord(char each) {
    return isLetter(each) || isDigit(each);
  }

  private static boolean isLetter(char each) {
    return each >= 'a' && each <= 'z';
  }

  private static boolean isDigit(char each) {
    return each >= '0' && each <= '9';
  }
}
