package io.tokentally.aggregation;

import static java.util.Objects.requireNonNull;

/**
 * A count that is not in the expected form (docs/semantics.md rule 27).
 *
 * @param field where it stands in the entry, names joined by dots
 * @param reason what is wrong with it
 * @param value what was found, shortened
 */
public record MalformedCount(String field, Anomaly.Reason reason, String value) {
  public MalformedCount {
    requireNonNull(field, "field");
    requireNonNull(reason, "reason");
    requireNonNull(value, "value");
  }
}
