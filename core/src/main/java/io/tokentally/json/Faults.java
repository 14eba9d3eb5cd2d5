package io.tokentally.json;

import io.tokentally.ValidationError;
import io.tokentally.ValidationException;
import java.util.ArrayList;
import java.util.List;

/** Collects the faults of one document, so that all are told at once. Not thread-safe. */
public final class Faults {

  private final List<ValidationError> errors = new ArrayList<>();

  public void add(Loc at, ValidationError.Type type, String msg) {
    errors.add(new ValidationError(at.steps(), msg, type));
  }

  public void addAll(Faults others) {
    errors.addAll(others.errors);
  }

  /** Adds the faults of a refusal of something that stands at the given place. */
  public void addAll(ValidationException refusal, Loc at) {
    for (ValidationError error : refusal.errors()) {
      List<Object> loc = new ArrayList<>(at.steps());
      loc.addAll(error.loc());
      errors.add(new ValidationError(loc, error.msg(), error.type()));
    }
  }

  /** Forgets all faults at a place or below it. */
  public void dropBelow(Loc place) {
    List<Object> steps = place.steps();
    errors.removeIf(
        error ->
            error.loc().size() >= steps.size()
                && error.loc().subList(0, steps.size()).equals(steps));
  }

  /** {@return how many faults there are} */
  public int size() {
    return errors.size();
  }

  /** Forgets all faults but the first so many. */
  public void cutTo(int size) {
    errors.subList(size, errors.size()).clear();
  }

  public boolean isEmpty() {
    return errors.isEmpty();
  }

  /** Refuses the document if there is any fault. */
  public void throwIfAny() {
    if (!errors.isEmpty()) {
      throw refusal();
    }
  }

  /** {@return the refusal for all faults so far, of which there is one at least} */
  public ValidationException refusal() {
    return new ValidationException(errors);
  }

  /** {@return a refusal for one fault} */
  public static ValidationException refusal(Loc at, ValidationError.Type type, String msg) {
    return new ValidationException(List.of(new ValidationError(at.steps(), msg, type)));
  }
}
