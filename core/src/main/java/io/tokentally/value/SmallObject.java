package io.tokentally.value;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A frozen object of few members, in the order in which they were written. */
public final class SmallObject extends AbstractMap<String, @Nullable Object> implements Frozen {

  private final Shape shape;
  private final @Nullable Object[] values;
  private final int levels;

  SmallObject(Shape shape, @Nullable Object[] values) {
    this.shape = shape;
    this.values = values;
    this.levels = Frozen.levels(values);
  }

  @Override
  public int levels() {
    return levels;
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    int index = shape.indexOf(key);
    return index < 0 ? null : values[index];
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return shape.indexOf(key) >= 0;
  }

  @Override
  public int size() {
    return values.length;
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super @Nullable Object> action) {
    for (int i = 0; i < values.length; i++) {
      action.accept(shape.key(i), values[i]);
    }
  }

  @Override
  public Set<Entry<String, @Nullable Object>> entrySet() {
    return new Entries();
  }

  private final class Entries extends AbstractSet<Entry<String, @Nullable Object>> {

    @Override
    public int size() {
      return values.length;
    }

    @Override
    public Iterator<Entry<String, @Nullable Object>> iterator() {
      return new Iterator<>() {
        private int next;

        @Override
        public boolean hasNext() {
          return next < values.length;
        }

        @Override
        public Entry<String, @Nullable Object> next() {
          if (next == values.length) {
            throw new NoSuchElementException();
          }
          int index = next++;
          return new SimpleImmutableEntry<>(shape.key(index), values[index]);
        }
      };
    }
  }
}
