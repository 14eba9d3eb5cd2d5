package io.tokentally.importers;

import io.tokentally.BadCallException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was read of one file, and what was not.
 *
 * @param name the file, as it was named or found
 * @param kind what it is; null if it is in no form that is known, or could not be read
 * @param problem why nothing of it was read: what it looks like instead, or what failed; null if it
 *     was read
 * @param calls how many calls were made of its records. Sessions and agents, which may be in
 *     several files, are counted in none
 * @param repeated how many records repeat one of a file before; they were left out
 * @param leftOut how many records were not read because they say nothing of usage, by what they are
 * @param badRecords how many records could not be read
 * @param firstBad the first of those, at most {@value #MOST_BAD}, with line and column
 */
public record ImportedFile(
    String name,
    @Nullable FileKind kind,
    @Nullable String problem,
    long calls,
    long repeated,
    Map<String, Long> leftOut,
    long badRecords,
    List<BadCallException> firstBad) {

  /** How many bad records of a file are kept. */
  public static final int MOST_BAD = 20;

  /** Copies what is given. */
  public ImportedFile {
    leftOut = Map.copyOf(leftOut);
    firstBad = List.copyOf(firstBad);
  }
}
