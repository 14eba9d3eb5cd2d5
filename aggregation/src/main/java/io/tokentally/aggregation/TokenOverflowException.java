package io.tokentally.aggregation;

import io.tokentally.ValidationError;
import io.tokentally.ValidationException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Thrown for usage whose counts exceed 64 bits (docs/semantics.md rule 32). */
public final class TokenOverflowException extends ValidationException {

  private static final long serialVersionUID = 1;

  private final String model;
  private final @Nullable String callId;

  /**
   * @param model the model
   * @param callId the call whose count it is, null for a total over calls
   */
  public TokenOverflowException(String model, @Nullable String callId) {
    super(List.of(error(model, callId)));
    this.model = model;
    this.callId = callId;
  }

  /** {@return the model} */
  public String model() {
    return model;
  }

  /** {@return the call whose count it is, null for a total over calls} */
  public @Nullable String callId() {
    return callId;
  }

  private static ValidationError error(String model, @Nullable String callId) {
    List<Object> loc =
        callId == null ? List.of("totals", model) : List.of("calls", callId, "usage", model);
    String whose = callId == null ? "the total" : "call \"" + callId + "\"";
    String msg = "a count of model \"" + model + "\" in " + whose + " exceeds " + Long.MAX_VALUE;
    return new ValidationError(loc, msg, ValidationError.Type.LIMIT);
  }
}
