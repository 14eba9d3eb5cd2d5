package io.tokentally.aggregation;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * An entry of usage with none of the names that the contract knows; it did not count
 * (docs/semantics.md rule 27).
 *
 * <p>Components may be added in a minor release.
 *
 * @param callId the call
 * @param model the model
 * @param fields the names it has, sorted
 */
public record UnrecognisedUsage(String callId, String model, List<String> fields) {
  public UnrecognisedUsage {
    requireNonNull(callId, "callId");
    requireNonNull(model, "model");
    fields = List.copyOf(fields);
  }
}
