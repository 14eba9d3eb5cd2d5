package io.tokentally.providers.usage;

import java.util.Locale;
import java.util.regex.Pattern;

/** Words of providers as parts of the names of kinds. */
final class Words {

  private static final Pattern NAME = Pattern.compile("[a-z0-9_.-]{1,40}");
  private static final String ON_DEMAND = "on_demand_";

  private Words() {}

  /** {@return how something was served, in lower case; {@code ON_DEMAND_FLEX} is {@code flex}} */
  static String served(String text) {
    String name = text.toLowerCase(Locale.ROOT);
    return name.startsWith(ON_DEMAND) ? name.substring(ON_DEMAND.length()) : name;
  }

  /** {@return a word that may be part of a name; {@code other} for what looks like none} */
  static String name(String word) {
    String name = word.toLowerCase(Locale.ROOT);
    return NAME.matcher(name).matches() ? name : "other";
  }
}
