package io.tokentally.json;

import io.tokentally.ValidationError;
import io.tokentally.ValidationException;
import java.util.List;

/** Rejects JSON that is nested too deep, as a whole document. */
public final class TooDeepException extends ValidationException {

  private static final long serialVersionUID = 1;

  private final transient Loc base;
  private final transient Loc at;

  TooDeepException(Loc base, Loc at, int most) {
    this(base, at, "nested deeper than " + most + " levels of JSON");
  }

  private TooDeepException(Loc base, Loc at, String problem) {
    super(List.of(new ValidationError(base.steps(), problem, ValidationError.Type.LIMIT)));
    this.base = base;
    this.at = at;
  }

  /** {@return where the document stands} */
  public Loc base() {
    return base;
  }

  /** {@return where the nesting is too deep} */
  public Loc at() {
    return at;
  }

  /** {@return the same, as an error of a part of the document} */
  public ValidationException of(Loc part) {
    return new TooDeepException(part, at, errors().get(0).msg());
  }
}
