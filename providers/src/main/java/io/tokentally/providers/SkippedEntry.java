package io.tokentally.providers;

import static java.util.Objects.requireNonNull;

/**
 * An entry of a price list that gave no price.
 *
 * <p>Components may be added in a minor release.
 *
 * @param entry its name in the list, or its place if it has none
 * @param reason why, in words
 */
public record SkippedEntry(String entry, String reason) {

  public SkippedEntry {
    requireNonNull(entry, "entry");
    requireNonNull(reason, "reason");
  }
}
