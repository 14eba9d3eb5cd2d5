package io.tokentally.value;

import java.util.Collection;
import java.util.List;

/** Names that may have been meant by a misspelt one. */
public final class NearNames {

  private static final int MOST = 3;
  private static final int MOST_CHANGES = 2;

  private NearNames() {}

  /**
   * {@return the known names that are nearest to a name, sorted, at most three; none if no name is
   * near at all: two letters are the most that may have to be added, left out, changed or swapped
   * with the next one, and fewer than the name has}
   */
  public static List<String> of(String name, Collection<String> known) {
    int most = Math.min(MOST_CHANGES, name.length() - 1);
    int least = known.stream().mapToInt(each -> changes(name, each)).min().orElse(most + 1);
    return known.stream()
        .filter(each -> least <= most && changes(name, each) == least)
        .sorted()
        .limit(MOST)
        .toList();
  }

  /** {@return what to say of the nearest names, after a semicolon; empty if there are none} */
  public static String hint(String name, Collection<String> known) {
    List<String> near = of(name, known);
    return near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
  }

  private static int changes(String one, String other) {
    if (Math.abs(one.length() - other.length()) > MOST_CHANGES) {
      return MOST_CHANGES + 1;
    }
    int[][] changes = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        if (i == 0 || j == 0) {
          changes[i][j] = i + j;
          continue;
        }
        int same = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        changes[i][j] =
            Math.min(
                changes[i - 1][j - 1] + same, 1 + Math.min(changes[i - 1][j], changes[i][j - 1]));
        boolean isSwapped =
            i > 1
                && j > 1
                && one.charAt(i - 1) == other.charAt(j - 2)
                && one.charAt(i - 2) == other.charAt(j - 1);
        if (isSwapped) {
          changes[i][j] = Math.min(changes[i][j], changes[i - 2][j - 2] + 1);
        }
      }
    }
    return changes[one.length()][other.length()];
  }
}
