package io.tokentally.dsl;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one node of a query came to for one record, and its operands likewise: why the record did or
 * did not match.
 *
 * <p>Components may be added in a minor release.
 *
 * @param operand the node
 * @param value what it came to: null (in the WEAVE dialect also for unknown), {@link Boolean}, a
 *     {@link Number}, {@link String}, {@link java.time.Instant}, {@link List} or {@link
 *     java.util.Map}; an operand that the dialect casts beside another is shown as it was compared
 * @param matches whether the value counts as true; of the outermost node: whether the record
 *     matches
 * @param parts the operands, in the order of the query; all of them, also those behind a deciding
 *     one
 */
public record Explanation(
    Operand operand, @Nullable Object value, boolean matches, List<Explanation> parts) {
  public Explanation {
    requireNonNull(operand, "operand");
    parts = List.copyOf(parts);
  }
}
