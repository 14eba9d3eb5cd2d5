package io.tokentally.dsl.json;

import io.tokentally.json.Loc;
import io.tokentally.json.TooDeepException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * JSON that is nested too deep inside a query is an error of that query: docs/semantics.md rule 5.
 */
public final class QueryNesting {

  /**
   * Reads a document that is a query or holds one.
   *
   * @param <T> what is read
   * @param <E> what reading may throw
   */
  @FunctionalInterface
  public interface Reading<T extends @Nullable Object, E extends Exception> {
    T read() throws E;
  }

  private QueryNesting() {}

  /** {@return what is read} */
  public static <T extends @Nullable Object, E extends Exception> T read(Reading<T, E> reading)
      throws E {
    try {
      return reading.read();
    } catch (TooDeepException e) {
      throw e.of(place(e));
    }
  }

  /** {@return the place of the query that is too deep, of the document if none is} */
  private static Loc place(TooDeepException tooDeep) {
    List<Object> steps = tooDeep.at().steps();
    int expr = steps.indexOf("$expr");
    Loc place = tooDeep.base();
    for (int i = place.steps().size(); i <= expr; i++) {
      if (!(steps.get(i) instanceof String key)) {
        return tooDeep.base(); // no query lies in a list
      }
      place = place.key(key);
    }
    return place;
  }
}
