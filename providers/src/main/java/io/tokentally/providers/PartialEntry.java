package io.tokentally.providers;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * An entry of a price list that says more than token rates can: its tokens are priced, the rest is
 * not.
 *
 * <p>Components may be added in a minor release.
 *
 * @param entry its name in the list
 * @param leftOut the members of the entry that found no place, as the list names them: prices of
 *     audio, of images, of batches, of requests, and the like
 */
public record PartialEntry(String entry, List<String> leftOut) {

  public PartialEntry {
    requireNonNull(entry, "entry");
    leftOut = List.copyOf(leftOut);
  }
}
