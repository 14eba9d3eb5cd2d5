package io.tokentally.aggregation;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import io.tokentally.value.CodePoints;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Names of models that may be meant by another one: the same but for prefixes, dates and
 * separators, else one that is written almost the same, else one inside of it. Good for suggestions
 * alone: a similar name may well be another model. Immutable and thread-safe.
 */
final class SimilarNames {
  /**
   * A name of a price row.
   *
   * @param provider whose price it is, null for none in particular
   */
  record Name(String model, @Nullable String provider) {
    private static final Comparator<Name> ORDER =
        comparingInt(Name::folders)
            .thenComparingInt(name -> name.model.length())
            .thenComparing(Name::model, CodePoints::compare)
            .thenComparing(Name::provider, nullsFirst(naturalOrder()));

    private int folders() {
      int slashes = 0;
      for (int at = model.indexOf('/'); at >= 0; at = model.indexOf('/', at + 1)) {
        slashes++;
      }
      return slashes;
    }
  }

  /** Longer names are no names of models. */
  private static final int LONGEST = 256;

  /** So many names of one length are compared letter by letter. */
  private static final int MOST_COMPARED = 1_000;

  private static final int MOST_ANSWERS = 20;

  /** A shorter word says too little. */
  private static final int SHORTEST = 4;

  private final Map<String, List<Name>> bySpelling = new HashMap<>();

  /** By their words in any order, as in {@code claude-4.5-sonnet}. */
  private final Map<String, List<Name>> byWords = new HashMap<>();

  private final Map<Integer, List<String>> byLength = new HashMap<>();

  SimilarNames(Collection<PriceRow> rows) {
    Set<Name> names = new TreeSet<>(Name.ORDER); // in an order: their hashes may be made equal
    rows.forEach(row -> names.add(new Name(row.llmId(), row.providerId())));
    for (Name name : names) {
      if (name.model.length() <= LONGEST) {
        List<String> words = ModelWords.of(name.model);
        if (!words.isEmpty()) {
          bySpelling.computeIfAbsent(String.join("", words), this::begin).add(name);
          byWords.computeIfAbsent(inOrder(words), unused -> new ArrayList<>(1)).add(name);
        }
      }
    }
    byLength.values().forEach(list -> list.sort(naturalOrder()));
  }

  private List<Name> begin(String spelling) {
    byLength.computeIfAbsent(spelling.length(), length -> new ArrayList<>()).add(spelling);
    return new ArrayList<>(1);
  }

  /**
   * {@return the names that are most similar, the likeliest first; those of a provider come first}
   */
  List<Name> of(String recorded, @Nullable String provider) {
    if (recorded.length() > LONGEST) {
      return List.of();
    }
    List<String> words = ModelWords.of(recorded);
    String spelling = String.join("", words);
    Set<Name> found = new TreeSet<>(Name.ORDER);
    found.addAll(bySpelling.getOrDefault(spelling, List.of()));
    found.addAll(byWords.getOrDefault(inOrder(words), List.of()));
    if (found.isEmpty()) {
      String almost = almost(spelling);
      String likely = almost == null ? inside(words) : almost;
      found.addAll(bySpelling.getOrDefault(likely, List.of()));
    }
    Comparator<Name> others =
        comparing(name -> provider == null || !provider.equals(name.provider));
    return found.stream().sorted(others).limit(MOST_ANSWERS).toList();
  }

  private static String inOrder(List<String> words) {
    List<String> sorted = new ArrayList<>(words);
    sorted.sort(naturalOrder());
    return String.join(" ", sorted);
  }

  /**
   * {@return the longest spelling that some of the words give together; empty if none do} One word
   * has to hold a digit: {@code claude} alone is any model of the family.
   */
  private String inside(List<String> words) {
    String longest = "";
    for (int from = 0; from < words.size(); from++) {
      StringBuilder spelling = new StringBuilder();
      for (int to = from; to < words.size(); to++) {
        spelling.append(words.get(to));
        boolean isLonger = spelling.length() > Math.max(longest.length(), SHORTEST - 1);
        boolean saysWhich = to > from || !digits(words.get(to)).isEmpty();
        if (isLonger && saysWhich && bySpelling.containsKey(spelling.toString())) {
          longest = spelling.toString();
        }
      }
    }
    return longest;
  }

  /** {@return the spelling that differs in the fewest letters, and in no digit} */
  private @Nullable String almost(String spelling) {
    int most = spelling.length() < 2 * SHORTEST ? 1 : 2;
    if (spelling.length() <= SHORTEST) {
      return null;
    }
    String best = null;
    int least = most + 1;
    for (int length = spelling.length() - most; length <= spelling.length() + most; length++) {
      List<String> others = byLength.getOrDefault(length, List.of());
      for (String other : others.subList(0, Math.min(MOST_COMPARED, others.size()))) {
        int distance = distance(spelling, other, most);
        if (distance < least && digits(other).equals(digits(spelling))) {
          best = other;
          least = distance;
        }
      }
    }
    return best;
  }

  private static String digits(String spelling) {
    StringBuilder digits = new StringBuilder();
    spelling.chars().filter(each -> each >= '0' && each <= '9').forEach(digits::appendCodePoint);
    return digits.toString();
  }

  /**
   * {@return how many letters have to be put in, taken out or replaced; more than the most where it
   * is more} Only what lies so near the diagonal is looked at.
   */
  private static int distance(String a, String b, int most) {
    int[] before = new int[b.length() + 1];
    int[] now = new int[b.length() + 1];
    for (int j = 0; j < before.length; j++) {
      before[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int from = Math.max(1, i - most);
      int to = Math.min(b.length(), i + most);
      now[from - 1] = from == 1 ? i : most + 1;
      int least = now[from - 1];
      for (int j = from; j <= to; j++) {
        int replaced = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int above = j == i + most ? most + 1 : before[j];
        now[j] = Math.min(replaced, 1 + Math.min(above, now[j - 1]));
        least = Math.min(least, now[j]);
      }
      if (least > most) {
        return least;
      }
      int[] free = before;
      before = now;
      now = free;
    }
    return before[b.length()];
  }
}
