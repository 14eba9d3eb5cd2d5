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

  /**
   * {@return the same as an error of the first member of that name on the way to where the nesting
   * is too deep; of the whole document where there is none, or it lies in a list}
   */
  public ValidationException ofMember(String name) {
    List<Object> steps = at.steps();
    int member = steps.indexOf(name);
    Loc place = base;
    for (int i = base.steps().size(); i <= member; i++) {
      if (!(steps.get(i) instanceof String key)) {
        return this;
      }
      place = place.key(key);
    }
    return new TooDeepException(place, at, errors().get(0).msg());
  }
}
