package io.tokentally.json;

import com.fasterxml.jackson.core.JsonStreamContext;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in a JSON document: the steps from its root, kept as a chain so that a child is cheap.
 */
public final class Loc {

  /** The whole document. */
  public static final Loc ROOT = new Loc(null, "");

  private final @Nullable Loc parent;
  private final Object step;

  private Loc(@Nullable Loc parent, Object step) {
    this.parent = parent;
    this.step = step;
  }

  public Loc key(String key) {
    return new Loc(this, key);
  }

  public Loc index(int index) {
    return new Loc(this, index);
  }

  /** {@return the place at the end of these steps from the root} */
  static Loc of(List<Object> steps) {
    Loc at = ROOT;
    for (Object step : steps) {
      at = new Loc(at, step);
    }
    return at;
  }

  /** {@return the steps from the root: keys and list positions} */
  public List<Object> steps() {
    Deque<Object> steps = new ArrayDeque<>();
    for (Loc at = this; at.parent != null; at = at.parent) {
      steps.addFirst(at.step);
    }
    return List.copyOf(steps);
  }

  /**
   * {@return the place that a parser stands at, below this one}
   *
   * @param start what this place itself lies in
   */
  @SuppressWarnings("ReferenceEquality") // the very same context
  Loc below(JsonStreamContext context, @Nullable JsonStreamContext start) {
    JsonStreamContext outer = context.getParent();
    if (outer == null || context == start) {
      return this;
    }
    Loc at = below(outer, start);
    if (context.inArray()) {
      return context.hasCurrentIndex() ? at.index(context.getCurrentIndex()) : at;
    }
    return context.hasCurrentName() ? at.key(context.getCurrentName()) : at;
  }
}
