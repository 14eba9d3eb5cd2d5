package io.tokentally.operations;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies for records, which nobody can change; what is null in them is rejected by its name. */
final class Copies {

  private Copies() {}

  static <V> List<V> list(List<V> list, String name) {
    requireNonNull(list, name).forEach(each -> requireNonNull(each, name));
    return List.copyOf(list);
  }

  static <V> @Nullable List<V> listOrNull(@Nullable List<V> list, String name) {
    return list == null ? null : list(list, name);
  }

  /** {@return a copy in the same order} */
  static <V> Map<String, V> map(Map<String, V> map, String name) {
    requireNonNull(map, name)
        .forEach(
            (key, value) -> {
              requireNonNull(key, name);
              requireNonNull(value, name);
            });
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
