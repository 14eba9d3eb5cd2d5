package io.tokentally.aggregation;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A {@link UsageNote} of usage that does not know its call and model.
 *
 * <p>Components may be added in a minor release.
 *
 * @param kind what was decided
 * @param field the usage field, where it is about one; names and positions joined by dots
 * @param value what was there, in words, where that is not read elsewhere
 */
public record ReadingNote(UsageNote.Kind kind, @Nullable String field, @Nullable String value) {

  public ReadingNote {
    requireNonNull(kind, "kind");
  }

  /** {@return a note about the usage as a whole} */
  public static ReadingNote of(UsageNote.Kind kind) {
    return new ReadingNote(kind, null, null);
  }
}
