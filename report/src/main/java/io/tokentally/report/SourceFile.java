package io.tokentally.report;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One of several files that a report was made of, or a file that is not simply calls.
 *
 * @param name the file, as people know it
 * @param kind what it is, in words; null if nothing of it was read
 * @param problem why nothing of it was read, or not all; null if all was
 * @param calls how many calls it gave
 * @param repeated how many records repeat one of a file before
 * @param leftOut how many records say nothing of usage, by what they are
 * @param badRecords how many records could not be read
 */
public record SourceFile(
    String name,
    @Nullable String kind,
    @Nullable String problem,
    long calls,
    long repeated,
    Map<String, Long> leftOut,
    long badRecords) {}
