package io.tokentally.operations;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * A price row that was created. On the wire a list of two: {@code [id, model]}.
 *
 * <p>Components may be added in a minor release.
 *
 * @param id the row's id
 * @param llmId the model
 */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
@JsonPropertyOrder({"id", "llmId"})
public record CreatedCost(String id, String llmId) {
  public CreatedCost {
    requireNonNull(id, "id");
    requireNonNull(llmId, "llmId");
  }
}
