package io.tokentally.aggregation.usage;

import io.tokentally.aggregation.ReadingNote;
import io.tokentally.aggregation.UsageNote;
import org.jspecify.annotations.Nullable;

/**
 * What a recorded total shows about the counts beside it: docs/semantics.md rule 56. All readers
 * ask here.
 *
 * @param prompt as it was recorded
 * @param completion as it was recorded
 * @param caches what was read from and written to caches; {@link #BEYOND} for more than 64 bits
 * @param reasoning what was thought
 * @param tools what tools put in, where that has a count of its own
 */
public record RecordedTotal(long prompt, long completion, long caches, long reasoning, long tools) {

  /** A sum that has no 64 bits; no total equals it. */
  public static final long BEYOND = -1;

  /** What stands on top of prompt and completion; the rest is inside. */
  public record OnTop(boolean caches, boolean reasoning, boolean tools) {}

  /** {@return the exact sum; {@link #BEYOND} if it, or a part, exceeds 64 bits} */
  public static long sum(long... parts) {
    long sum = 0;
    for (long part : parts) {
      sum += part;
      if (part < 0 || sum < 0) {
        return BEYOND;
      }
    }
    return sum;
  }

  /** {@return the sum of all counts, if these stand on top} */
  public long sum(OnTop onTop) {
    return sum(
        prompt,
        completion,
        onTop.caches ? caches : 0,
        onTop.reasoning ? reasoning : 0,
        onTop.tools ? tools : 0);
  }

  /** {@return whether the caches cannot be inside the prompt} */
  public boolean doCachesExceedPrompt() {
    return caches == BEYOND || caches > prompt;
  }

  /**
   * {@return what has to stand on top so that everything adds up to the total: the usual if that
   * does; null if nothing does} A total that leaves out the caches which usually stand on top, as
   * clients make it, shows nothing about them.
   *
   * @param isSettled whether the caches stand where they usually do, whatever the total says
   */
  public @Nullable OnTop shownBy(long total, OnTop usual, boolean isSettled) {
    boolean areOnTop = usual.caches || (!isSettled && doCachesExceedPrompt());
    if (sum(usual) == total && areOnTop == usual.caches) {
      return usual;
    }
    OnTop shown = nearest(total, usual, isSettled || usual.caches);
    if (shown == null && areOnTop && caches != 0) {
      RecordedTotal withoutCaches = new RecordedTotal(prompt, completion, 0, reasoning, tools);
      OnTop onTop = new OnTop(true, usual.reasoning, usual.tools);
      shown = withoutCaches.nearest(total, onTop, true);
    }
    return shown;
  }

  private @Nullable OnTop nearest(long total, OnTop usual, boolean isSettled) {
    OnTop found = null;
    int fewest = Integer.MAX_VALUE;
    for (int bits = 0; bits < 8; bits++) {
      OnTop tried =
          new OnTop(isSettled ? usual.caches : (bits & 4) != 0, (bits & 1) != 0, (bits & 2) != 0);
      int changes = changes(usual, tried);
      if (changes < fewest && isPossible(tried, isSettled) && sum(tried) == total) {
        found = tried;
        fewest = changes;
      }
    }
    return found;
  }

  /**
   * {@return what stands on top where no total shows it: the usual, and what is more than it could
   * be a part of}
   *
   * @param isSettled whether the caches stand where they usually do in any case
   */
  public OnTop possible(OnTop usual, boolean isSettled) {
    return new OnTop(
        usual.caches || (!isSettled && doCachesExceedPrompt()),
        usual.reasoning || reasoning > completion,
        usual.tools || tools > prompt);
  }

  /** {@return whether anything but a total was recorded} */
  public boolean isAny() {
    return (prompt | completion | caches | reasoning | tools) != 0;
  }

  /** {@return whether the same total would show the caches on top instead of the reasoning} */
  public boolean isUndecided(OnTop usual, OnTop read) {
    return !read.caches && read.reasoning && !usual.reasoning && caches > 0 && reasoning == caches;
  }

  private boolean isPossible(OnTop onTop, boolean isSettled) {
    return (isSettled || onTop.caches || !doCachesExceedPrompt())
        && (onTop.reasoning || reasoning <= completion)
        && (onTop.tools || tools <= prompt);
  }

  private int changes(OnTop usual, OnTop tried) {
    return (usual.caches != tried.caches && caches != 0 ? 1 : 0)
        + (usual.reasoning != tried.reasoning && reasoning != 0 ? 1 : 0)
        + (usual.tools != tried.tools && tools != 0 ? 1 : 0);
  }

  /** {@return the note that a recorded sum is not what its parts add up to} */
  public static ReadingNote differs(String field, long recorded, long counted) {
    String value = "recorded " + recorded + ", counted " + (counted == BEYOND ? "more" : counted);
    return new ReadingNote(UsageNote.Kind.TOTAL_DIFFERS, field, value);
  }
}
