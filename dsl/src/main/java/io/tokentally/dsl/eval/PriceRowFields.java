package io.tokentally.dsl.eval;

import io.tokentally.FieldPath;
import io.tokentally.dsl.Field;
import io.tokentally.dsl.FieldResolver;

/**
 * The fields of price rows, which the Weave server evaluates in its own way; all other records are
 * to it what calls are.
 *
 * @param columns finds the fields
 */
public record PriceRowFields<T>(FieldResolver<T> columns) implements FieldResolver<T> {

  @Override
  public Field<T> resolve(FieldPath path) {
    return columns.resolve(path);
  }
}
