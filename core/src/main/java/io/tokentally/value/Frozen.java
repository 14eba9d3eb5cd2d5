package io.tokentally.value;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A list or map that nobody can change, down to its leaves, and that knows how deep it is. */
public interface Frozen {

  /** {@return how many containers are in one another, this one included, at the most} */
  int levels();

  /**
   * {@return what these values were made of, which then need not be read from them; null if they
   * were not made of anything}
   */
  default @Nullable Object madeOf() {
    return null;
  }

  /** {@return the levels of a container with these children} */
  static int levels(Collection<? extends @Nullable Object> children) {
    int most = 0;
    for (Object child : children) {
      most = Math.max(most, levelsOf(child));
    }
    return most + 1;
  }

  /** {@return the levels of a container with these children} */
  static int levels(@Nullable Object[] children) {
    int most = 0;
    for (Object child : children) {
      most = Math.max(most, levelsOf(child));
    }
    return most + 1;
  }

  private static int levelsOf(@Nullable Object child) {
    // Whether a class lacks an interface takes the JVM long to see; most children are leaves.
    boolean isLeaf = child == null || child instanceof String || child instanceof Number;
    return !isLeaf && child instanceof Frozen container ? container.levels() : 0;
  }
}
