package io.tokentally.aggregation;

import io.tokentally.ValidationError;
import io.tokentally.ValidationException;
import java.util.List;

/** Thrown instead of adding amounts of one model in different units (docs/semantics.md rule 38). */
public final class MixedUnitsException extends ValidationException {

  private static final long serialVersionUID = 1;

  private final String model;

  @SuppressWarnings("serial") // a copy, which can be serialised
  private final List<String> units;

  /**
   * @param model the model
   * @param units the units of the rows used for it, sorted
   */
  public MixedUnitsException(String model, List<String> units) {
    super(
        List.of(
            new ValidationError(
                List.of("prices", model),
                "expected one unit for model \""
                    + model
                    + "\", found "
                    + String.join(" and ", units),
                ValidationError.Type.VALUE)));
    this.model = model;
    this.units = List.copyOf(units);
  }

  /** {@return the model} */
  public String model() {
    return model;
  }

  /** {@return the units of the rows used for it, sorted} */
  public List<String> units() {
    return units;
  }
}
