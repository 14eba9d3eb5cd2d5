package io.tokentally.operations;

import static io.tokentally.json.Check.TEXT;
import static io.tokentally.json.Check.tupleOf;
import static java.util.Objects.requireNonNull;

import io.tokentally.json.ValueType;
import java.util.List;

/**
 * A price row that was created. On the wire a list of two: {@code [id, model]}.
 *
 * <p>Components may be added in a minor release.
 *
 * @param id the row's id
 * @param llmId the model
 */
public record CreatedCost(String id, String llmId) {

  static final ValueType<CreatedCost> TYPE =
      new ValueType<>(
          tupleOf(TEXT, 2),
          plain -> new CreatedCost(text(plain, 0), text(plain, 1)),
          (created, json, provider) -> {
            json.writeStartArray();
            json.writeString(created.id);
            json.writeString(created.llmId);
            json.writeEndArray();
          });

  public CreatedCost {
    requireNonNull(id, "id");
    requireNonNull(llmId, "llmId");
  }

  private static String text(Object pair, int index) {
    return (String) ((List<?>) pair).get(index);
  }
}
