package io.tokentally.value;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A list or map that nobody can change, down to its leaves, and that knows how deep it is. */
interface Frozen {

  int levels();

  /** {@return the levels of a container with these children} */
  static int levels(Collection<? extends @Nullable Object> children) {
    int most = 0;
    for (Object child : children) {
      most = child instanceof Frozen container ? Math.max(most, container.levels()) : most;
    }
    return most + 1;
  }
}
