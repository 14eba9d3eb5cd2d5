package io.tokentally.dsl.eval;

import io.tokentally.dsl.Operand.Convert;
import org.jspecify.annotations.Nullable;

/** A compiled {@code $convert}, but for {@link Convert.Type#EXISTS}, which is a condition. */
record Converted<T>(Expression<T> input, Convert.Type to) implements Expression<T> {

  @Override
  public @Nullable Object value(T record) {
    return Conversion.convert(input.value(record), to);
  }
}
