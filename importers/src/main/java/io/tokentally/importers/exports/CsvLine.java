package io.tokentally.importers.exports;

import java.util.ArrayList;
import java.util.List;

/** The first line of a table in CSV. */
public final class CsvLine {

  private CsvLine() {}

  /** {@return what separates the columns: the sign that stands most often} */
  static char separator(String line) {
    char most = ',';
    for (char each : new char[] {';', '\t'}) {
      if (count(line, each) > count(line, most)) {
        most = each;
      }
    }
    return most;
  }

  private static long count(String line, char wanted) {
    return line.chars().filter(each -> each == wanted).count();
  }

  /** {@return the names of the columns, without quotes} */
  public static List<String> names(String line) {
    List<String> names = new ArrayList<>();
    for (String name : line.split(String.valueOf(separator(line)), -1)) {
      String bare = name.strip();
      boolean isQuoted = bare.length() > 1 && bare.startsWith("\"") && bare.endsWith("\"");
      names.add(isQuoted ? bare.substring(1, bare.length() - 1) : bare);
    }
    return names;
  }
}
