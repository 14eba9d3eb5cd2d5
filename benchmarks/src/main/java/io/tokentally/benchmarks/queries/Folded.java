package io.tokentally.benchmarks.queries;

/** What one writes by hand for want of it in the JDK. */
final class Folded {

  private Folded() {}

  static boolean contains(String text, String needle) {
    int last = text.length() - needle.length();
    for (int i = 0; i <= last; i++) {
      if (text.regionMatches(true, i, needle, 0, needle.length())) {
        return true;
      }
    }
    return false;
  }
}
