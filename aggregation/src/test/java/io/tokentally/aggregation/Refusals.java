package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tokentally.ValidationException;
import io.tokentally.json.JsonText;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * ErrorCollector as text to compare: {@code ["body","limit"] value: expected 1 or more, found 0}.
 */
public final class Refusals {

  private Refusals() {}

  /** {@return the faults of what must be refused, a line each} */
  public static List<String> of(ThrowingCallable refused) {
    ValidationException refusal = catchThrowableOfType(ValidationException.class, refused);
    assertThat(refusal).as("the refusal").isNotNull();
    return refusal.errors().stream()
        .map(error -> JsonText.of(error.loc()) + " " + error.type().wireName() + ": " + error.msg())
        .toList();
  }
}
