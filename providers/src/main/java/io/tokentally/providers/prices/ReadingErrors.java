package io.tokentally.providers.prices;

import io.tokentally.ValidationError;
import io.tokentally.ValidationException;
import io.tokentally.json.ErrorCollector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What was wrong with the JSON of a price list, by entry: a key written twice, a number above the
 * limits. It costs the entry, not the list.
 */
final class ReadingErrors {

  private final Map<List<Object>, List<ValidationError>> byEntry = new HashMap<>();

  /**
   * @param steps how many steps from the root name the entry that a place belongs to
   */
  ReadingErrors(ErrorCollector faults, ToIntFunction<List<Object>> steps) {
    if (faults.isEmpty()) {
      return;
    }
    for (ValidationError error : faults.refusal().errors()) {
      List<Object> loc = error.loc();
      int length = steps.applyAsInt(loc);
      List<Object> rest = loc.subList(length, loc.size());
      byEntry
          .computeIfAbsent(List.copyOf(loc.subList(0, length)), unused -> new ArrayList<>())
          .add(new ValidationError(rest, error.msg(), error.type()));
    }
  }

  /** {@return the errors of an entry in words, null if there are none} */
  @Nullable String of(Object... entry) {
    List<ValidationError> errors = byEntry.get(List.of(entry));
    return errors == null ? null : new ValidationException(errors).getMessage();
  }

  /** {@return errors in words, null if there are none} */
  static @Nullable String inWords(ErrorCollector faults) {
    return faults.isEmpty() ? null : faults.refusal().getMessage();
  }
}
