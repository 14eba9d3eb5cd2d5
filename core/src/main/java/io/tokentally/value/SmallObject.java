package io.tokentally.value;

import static java.util.Objects.requireNonNull;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A frozen object of few members, in the order in which they were written. A subclass may read them
 * when somebody first asks for them. Thread-safe.
 */
public class SmallObject extends AbstractMap<String, @Nullable Object> implements Frozen {

  private static final VarHandle CONTENT = content();

  /** The keys of the values; null as long as these are not there. */
  private @Nullable Shape shape;

  /**
   * The values, an array; or the JSON that they are read from; or the object that was read, where
   * it has many members. Threads may read it at once: what each makes is equal, and cannot change.
   */
  private Object content;

  private final int levels;

  SmallObject(Shape shape, @Nullable Object[] values) {
    this.shape = shape;
    this.content = values;
    this.levels = Frozen.levels(values);
    VarHandle.releaseFence(); // whoever sees the object sees this, as if it were final
  }

  /**
   * An object that is read later.
   *
   * @param json taken over
   * @param levels how many containers are in one another
   */
  protected SmallObject(byte[] json, int levels) {
    this.content = json;
    this.levels = levels;
    VarHandle.releaseFence();
  }

  private static VarHandle content() {
    try {
      return MethodHandles.lookup().findVarHandle(SmallObject.class, "content", Object.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** {@return the object of the JSON that the constructor was given} */
  protected AbstractMap<String, @Nullable Object> read(byte[] json) {
    throw new IllegalStateException("made without JSON");
  }

  /** {@return another object of the same members, where the content is no array of values} */
  private AbstractMap<String, @Nullable Object> other(Object now) {
    return now instanceof byte[] json ? readNow(json) : cast(now);
  }

  @SuppressWarnings("unchecked") // nothing else is put there
  private static AbstractMap<String, @Nullable Object> cast(Object object) {
    return (AbstractMap<String, @Nullable Object>) object;
  }

  private AbstractMap<String, @Nullable Object> readNow(byte[] json) {
    AbstractMap<String, @Nullable Object> object = read(json);
    if (object instanceof SmallObject small) {
      shape = small.shape;
      CONTENT.setRelease(this, small.content);
    } else {
      CONTENT.setRelease(this, object);
    }
    return object;
  }

  private Shape shape() {
    return requireNonNull(shape);
  }

  @Override
  public int levels() {
    return levels;
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    Object now = CONTENT.getAcquire(this);
    @Nullable Object @Nullable [] values = values(now);
    if (values != null) {
      int index = shape().indexOf(key);
      return index < 0 ? null : values[index];
    }
    return other(now).get(key);
  }

  /** {@return the values, once they are made} */
  private static @Nullable Object @Nullable [] values(Object content) {
    return content instanceof @Nullable Object[] values ? values : null;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    Object now = CONTENT.getAcquire(this);
    return now instanceof Object[] ? shape().indexOf(key) >= 0 : other(now).containsKey(key);
  }

  @Override
  public int size() {
    Object now = CONTENT.getAcquire(this);
    return now instanceof Object[] values ? values.length : other(now).size();
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super @Nullable Object> action) {
    Object now = CONTENT.getAcquire(this);
    @Nullable Object @Nullable [] values = values(now);
    if (values != null) {
      for (int i = 0; i < values.length; i++) {
        action.accept(shape().key(i), values[i]);
      }
    } else {
      other(now).forEach(action);
    }
  }

  @Override
  public Set<Entry<String, @Nullable Object>> entrySet() {
    Object now = CONTENT.getAcquire(this);
    @Nullable Object @Nullable [] values = values(now);
    return values == null ? other(now).entrySet() : new Entries(shape(), values);
  }

  private static final class Entries extends AbstractSet<Entry<String, @Nullable Object>> {

    private final Shape shape;
    private final @Nullable Object[] values;

    Entries(Shape shape, @Nullable Object[] values) {
      this.shape = shape;
      this.values = values;
    }

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
