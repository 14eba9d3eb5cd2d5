package io.tokentally.dsl.eval;

import org.jspecify.annotations.Nullable;

/**
 * A compiled literal.
 *
 * @param constant its value
 */
public record Constant<T>(@Nullable Object constant) implements Expression<T> {

  @Override
  public @Nullable Object value(T record) {
    return constant;
  }
}
