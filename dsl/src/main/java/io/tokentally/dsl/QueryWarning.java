package io.tokentally.dsl;

import java.util.List;

/**
 * A condition that no record can meet, although nothing about it is an error: docs/semantics.md
 * rule 61.
 *
 * @param loc the path to the condition in the JSON of the query: keys and list positions
 * @param msg why nothing meets it, and what may be meant, for people
 */
public record QueryWarning(List<Object> loc, String msg) {

  /** Copies the path. */
  public QueryWarning {
    loc = List.copyOf(loc);
  }

  /** {@return the path and the message, in one line} */
  @Override
  public String toString() {
    StringBuilder path = new StringBuilder();
    for (Object step : loc) {
      path.append(path.isEmpty() || step instanceof Integer ? "" : ".");
      path.append(step instanceof Integer ? "[" + step + "]" : step);
    }
    return path + ": " + msg;
  }
}
