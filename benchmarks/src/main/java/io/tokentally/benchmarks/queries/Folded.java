package io.tokentally.benchmarks.queries;

/**
 * What one writes by hand, with some care for speed, for want of it in the JDK: every place is
 * asked for the first letter, then the JDK compares the region. Lower case of the whole text, as in
 * {@code text.toLowerCase().contains(needle)}, takes longer and allocates a copy.
 */
final class Folded {

  private Folded() {}

  /** {@return whether a string contains another one, in upper or lower case} */
  static boolean contains(String text, String needle) {
    char lower = Character.toLowerCase(needle.charAt(0));
    char upper = Character.toUpperCase(lower);
    int last = text.length() - needle.length();
    for (int i = 0; i <= last; i++) {
      char first = text.charAt(i);
      if ((first == lower || first == upper)
          && text.regionMatches(true, i + 1, needle, 1, needle.length() - 1)) {
        return true;
      }
    }
    return false;
  }
}
