package io.tokentally.json;

import io.tokentally.ValidationError;
import io.tokentally.ValidationException;
import io.tokentally.value.JsonValues;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Collects the errors of one document, so that all are reported at once. Of very many the first are
 * kept and the others counted: a document can hold millions, each at the end of a long path. Not
 * thread-safe.
 */
public final class ErrorCollector {

  private static final int MOST_KEPT = 10_000;

  /** How many characters the kept errors may have, more or less. */
  private static final int MOST_CHARACTERS = 1_000_000;

  /** A message that names much of the document is cut short. */
  private static final int LONGEST_MESSAGE = 1_000;

  private final List<ValidationError> errors = new ArrayList<>();
  private long characters;
  private int notKept;

  /** Where the first error stands that was not kept. */
  private @Nullable Loc firstNotKept;

  public void add(Loc at, ValidationError.Type type, String msg) {
    add(() -> at, type, msg);
  }

  /**
   * Adds an error.
   *
   * @param at finds its place, if that is known
   */
  void add(Supplier<Loc> at, ValidationError.Type type, String msg) {
    if (errors.size() < MOST_KEPT && characters < MOST_CHARACTERS) {
      ValidationError error = error(at.get(), type, msg);
      errors.add(error);
      characters += characters(error);
    } else {
      notKept++;
      firstNotKept = firstNotKept == null ? at.get() : firstNotKept;
    }
  }

  private static ValidationError error(Loc at, ValidationError.Type type, String msg) {
    return new ValidationError(at.steps(), JsonValues.cut(msg, LONGEST_MESSAGE), type);
  }

  private static long characters(ValidationError error) {
    long characters = error.msg().length();
    for (Object step : error.loc()) {
      // What a step takes even where its name is short.
      characters += Integer.BYTES + (step instanceof String key ? key.length() : 0);
    }
    return characters;
  }

  public void addAll(ErrorCollector others) {
    others.told().forEach(error -> add(Loc.of(error.loc()), error.type(), error.msg()));
  }

  /** Adds the errors of an exception about something at the given place. */
  public void addAll(ValidationException refusal, Loc at) {
    for (ValidationError error : refusal.errors()) {
      List<Object> loc = new ArrayList<>(at.steps());
      loc.addAll(error.loc());
      add(Loc.of(loc), error.type(), error.msg());
    }
  }

  /** Forgets all errors at a place or below it. */
  public void dropBelow(Loc place) {
    List<Object> steps = place.steps();
    errors.removeIf(
        error ->
            error.loc().size() >= steps.size()
                && error.loc().subList(0, steps.size()).equals(steps));
    countCharacters();
  }

  /** {@return how many errors there are} */
  public int size() {
    return errors.size() + notKept;
  }

  /** Forgets all errors but the first so many. */
  public void cutTo(int size) {
    notKept = Math.max(0, size - errors.size());
    errors.subList(Math.min(size, errors.size()), errors.size()).clear();
    countCharacters();
  }

  private void countCharacters() {
    characters = errors.stream().mapToLong(ErrorCollector::characters).sum();
  }

  public boolean isEmpty() {
    return errors.isEmpty();
  }

  /** Rejects the document if there is any error. */
  public void throwIfAny() {
    if (!errors.isEmpty()) {
      throw refusal();
    }
  }

  /** {@return the exception for all errors so far, of which there is at least one} */
  public ValidationException refusal() {
    return new ValidationException(told());
  }

  /** {@return an exception for one error} */
  public static ValidationException refusal(Loc at, ValidationError.Type type, String msg) {
    return new ValidationException(List.of(error(at, type, msg)));
  }

  private List<ValidationError> told() {
    if (notKept == 0 || firstNotKept == null) {
      return errors;
    }
    List<ValidationError> told = new ArrayList<>(errors);
    String msg = "from here on there are more errors: " + notKept;
    told.add(new ValidationError(firstNotKept.steps(), msg, ValidationError.Type.LIMIT));
    return told;
  }
}
