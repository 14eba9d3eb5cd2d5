package io.tokentally.aggregation.usage;

import io.tokentally.aggregation.CacheConvention;
import io.tokentally.aggregation.UsageNote;
import org.jspecify.annotations.Nullable;

/**
 * What a recorded prompt is taken to be: with the cached tokens in it, or without. Every reader
 * asks here. docs/semantics.md section 6 and rules 29 to 31.
 *
 * @param exclusive whether the recorded prompt leaves the cached tokens out
 * @param promptTokens the prompt with the cached tokens
 * @param note what was guessed; null if nothing was
 */
public record PromptReading(boolean exclusive, long promptTokens, UsageNote.@Nullable Kind note) {

  /**
   * {@return how the prompt of an entry is read}
   *
   * @param total the recorded total, 0 if there is none
   * @throws ArithmeticException if the prompt with the cached tokens exceeds 64 bits
   */
  public static PromptReading of(
      CacheConvention convention,
      long prompt,
      long completion,
      long cacheRead,
      long cacheCreation,
      long total) {
    boolean cached = (cacheRead | cacheCreation) != 0;
    boolean exclusive =
        switch (convention) {
          case INCLUSIVE -> false;
          case EXCLUSIVE -> true;
          case AUTO ->
              cacheExceeds(prompt, cacheRead, cacheCreation)
                  || (cached
                      && total > 0
                      && RecordedTotal.sum(prompt, completion, cacheRead, cacheCreation) == total);
        };
    UsageNote.Kind note = null;
    if (cached && convention == CacheConvention.AUTO) {
      note = exclusive ? UsageNote.Kind.TAKEN_AS_EXCLUSIVE : UsageNote.Kind.CONVENTION_UNDECIDED;
    }
    long whole =
        exclusive ? Math.addExact(Math.addExact(prompt, cacheRead), cacheCreation) : prompt;
    return new PromptReading(exclusive, whole, note);
  }

  /** {@return whether the exact sum of both cached counts is greater than the prompt} */
  public static boolean cacheExceeds(long prompt, long cacheRead, long cacheCreation) {
    long rest = prompt - cacheRead;
    boolean wrapped = ((prompt ^ cacheRead) & (prompt ^ rest)) < 0;
    // A difference that does not fit is below, or above, whatever the other count is.
    return wrapped ? prompt < cacheRead : rest < cacheCreation;
  }
}
