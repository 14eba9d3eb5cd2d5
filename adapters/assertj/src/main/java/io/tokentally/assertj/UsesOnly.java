package io.tokentally.assertj;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Whether of some models none but those expected were used. */
final class UsesOnly {

  private UsesOnly() {}

  /** {@return what was found in the place of the models; null if it is as expected} */
  static @Nullable String problem(Set<String> used, String... models) {
    Set<String> others = new TreeSet<>(used);
    others.removeAll(List.of(models));
    if (!others.isEmpty()) {
      return others + " besides";
    }
    return used.isEmpty() && models.length > 0 ? "no usage of any model" : null;
  }
}
