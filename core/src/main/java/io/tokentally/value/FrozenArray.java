package io.tokentally.value;

import java.util.AbstractList;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A frozen array. */
final class FrozenArray extends AbstractList<@Nullable Object> implements Frozen {

  private final @Nullable Object[] elements;
  private final int levels;

  FrozenArray(@Nullable Object[] elements) {
    this.elements = elements;
    this.levels = Frozen.levels(Arrays.asList(elements));
  }

  @Override
  public int levels() {
    return levels;
  }

  @Override
  public @Nullable Object get(int index) {
    return elements[index];
  }

  @Override
  public int size() {
    return elements.length;
  }
}
