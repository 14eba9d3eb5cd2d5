package io.tokentally.dsl.weave;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokentally.FieldPath;
import io.tokentally.dsl.Field;
import io.tokentally.dsl.Operand.Convert;
import io.tokentally.dsl.UnknownFieldException;
import io.tokentally.dsl.eval.Expression;
import io.tokentally.dsl.eval.Plain;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON column, which is always text on the server, and casts it: docs/weave.md sections 4
 * and 5.
 *
 * @param cast the inferred cast; {@link Convert.Type#STRING} for none
 */
record JsonField<T>(Field<T> field, Convert.Type cast) implements Expression<T> {

  private static final Pattern NEGATIVE = Pattern.compile("-0*[1-9][0-9]*");

  /** {@return the field; a negative index of a list is rejected: docs/weave.md section 9} */
  static <T> JsonField<T> of(FieldPath path, Field<T> field, Convert.Type cast) {
    for (String key : field.below()) {
      if (NEGATIVE.matcher(key).matches()) {
        throw new UnknownFieldException(
            "expected no negative index of a list, found " + key + " in \"" + path + "\"");
      }
    }
    return new JsonField<>(field, cast);
  }

  /** {@return the same field with another cast} */
  JsonField<T> as(Convert.Type other) {
    return new JsonField<>(field, other);
  }

  @Override
  public @Nullable Object value(T record) {
    return Casts.cast(PythonText.of(read(record)), cast);
  }

  /** {@return what lies at the path as a plain value; null if nothing does} */
  @Nullable Object read(T record) {
    Object value = field.column().apply(record);
    for (String key : field.below()) {
      value = step(value, key);
    }
    return Plain.of(value);
  }

  private static @Nullable Object step(@Nullable Object value, String key) {
    if (value instanceof Map<?, ?> map) {
      return map.get(key);
    }
    if (value instanceof JsonNode node) {
      return node.isArray() ? node.get(index(key)) : node.get(key);
    }
    int index = index(key);
    return value instanceof List<?> list && index >= 0 && index < list.size()
        ? list.get(index)
        : null;
  }

  /** {@return the index that the key writes, with leading zeros or a plus sign, too; else -1} */
  private static int index(String key) {
    boolean plain = !key.startsWith("-") && key.equals(Casts.trim(key));
    return plain
            && Casts.cast(key, Convert.Type.INT) instanceof Long index
            && index <= Integer.MAX_VALUE
        ? index.intValue()
        : -1;
  }
}
