package io.tokentally.value;

import static java.util.Objects.requireNonNull;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** What is read one after the other, as an iterator, which reads one element ahead. */
public abstract class ReadAhead<T> implements Iterator<T> {

  private @Nullable T ahead;
  private boolean ended;

  /** {@return the next element; null after the last, and then it is not asked again} */
  protected abstract @Nullable T read();

  @Override
  public final boolean hasNext() {
    if (ahead == null && !ended) {
      ahead = read();
      ended = ahead == null;
    }
    return ahead != null;
  }

  @Override
  public final T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    T next = requireNonNull(ahead);
    ahead = null;
    return next;
  }
}
