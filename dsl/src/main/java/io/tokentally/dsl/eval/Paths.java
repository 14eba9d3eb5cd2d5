package io.tokentally.dsl.eval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokentally.value.SmallObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One step of a path into a document: docs/semantics.md section 3, rule 9. */
final class Paths {

  /** One key of a path, also read as a list index where it is one. */
  record Step(String key, int index) {

    static Step of(String key) {
      // Jackson interns the names of members: so they are found by identity.
      return new Step(key.intern(), index(key));
    }

    /** {@return the index that the key writes: digits without a leading zero; else -1} */
    private static int index(String key) {
      boolean digits = !key.isEmpty() && key.chars().allMatch(c -> c >= '0' && c <= '9');
      boolean leadingZero = key.length() > 1 && key.charAt(0) == '0';
      if (!digits || leadingZero || key.length() > 10) {
        return -1;
      }
      long index = Long.parseLong(key);
      return index <= Integer.MAX_VALUE ? (int) index : -1;
    }

    /** {@return what lies at this step of a value; null if nothing does} */
    @Nullable Object from(Object value) {
      // Classes before interfaces, as in Plain; what is rare apart, so that the JVM inlines the
      // rest.
      if (value instanceof SmallObject object) {
        return object.get(key);
      }
      return value instanceof ObjectNode object ? object.get(key) : fromOther(value);
    }

    private @Nullable Object fromOther(Object value) {
      if (value instanceof JsonNode node) {
        return node.get(index); // null of what is no array
      }
      if (value instanceof Map<?, ?> map) {
        return Plain.member(map, key);
      }
      Object plain = Plain.of(value); // sets and arrays are lists, records are maps
      if (plain instanceof Map<?, ?> map) {
        return Plain.member(map, key);
      }
      if (plain instanceof List<?> list) {
        return index >= 0 && index < list.size() ? list.get(index) : null;
      }
      return null;
    }
  }

  private Paths() {}

  static Step[] steps(List<String> keys) {
    return keys.stream().map(Step::of).toArray(Step[]::new);
  }
}
