package io.tokentally.dsl.eval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tokentally.value.Numbers;
import java.time.Instant;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a record gives, as one of the values of docs/semantics.md section 2: null, Boolean, exact
 * number, String, Instant, List or Map. What lies inside a list or map is made plain when it is
 * looked at.
 */
public final class Plain {

  private static final Set<String> NO_NUMBERS = Set.of("NaN", "Infinity", "-Infinity");

  private Plain() {}

  /**
   * {@return the plain value; null for null, and for numbers that are none}
   *
   * @throws UnreadableValueException if it is of a type that has none
   */
  public static @Nullable Object of(@Nullable Object value) {
    // Classes before interfaces: that an object is none of those takes the JVM long to see.
    if (value == null || value instanceof String) {
      return value;
    }
    if (value instanceof JsonNode node) {
      return of(node);
    }
    if (value instanceof Number number) {
      return of(number);
    }
    if (value instanceof Boolean
        || value instanceof Instant
        || value instanceof Map
        || value instanceof List) {
      return value;
    }
    return OtherValues.of(value);
  }

  /** {@return the plain value if it is text, else null} */
  static @Nullable String text(@Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof TextNode node) {
      return node.textValue();
    }
    boolean none =
        value == null
            || value instanceof Number
            || (value instanceof JsonNode
                && !(value instanceof BinaryNode || value instanceof POJONode));
    return !none && of(value) instanceof String text ? text : null;
  }

  /** {@return whether the plain value is null} */
  static boolean isNull(@Nullable Object value) {
    if (value instanceof NumericNode number) {
      return number.isNaN();
    }
    if (value instanceof Double number) {
      return !Double.isFinite(number);
    }
    return of(value) == null;
  }

  /** {@return what a map has for the key; null if it can have none such} */
  static @Nullable Object member(Map<?, ?> map, @Nullable Object key) {
    try {
      return map.get(key);
    } catch (ClassCastException | NullPointerException e) {
      return null; // maps of other keys, and those without null, may throw when asked
    }
  }

  private static @Nullable Number of(Number number) {
    Number exact = Numbers.exact(number);
    if (exact == null && !NO_NUMBERS.contains(number.toString())) {
      throw new UnreadableValueException(number); // a kind of number that does not write itself
    }
    return exact;
  }

  private static @Nullable Object of(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> node.textValue();
      case NUMBER -> Numbers.exact(node.numberValue());
      case BOOLEAN -> node.booleanValue();
      case ARRAY -> new NodeList((ArrayNode) node);
      case OBJECT -> new NodeMap((ObjectNode) node);
      case BINARY -> node.asText(); // as it would be written
      case POJO -> of(((POJONode) node).getPojo());
      case MISSING, NULL -> null;
    };
  }

  /** The elements of an array, without a copy. */
  private static final class NodeList extends AbstractList<JsonNode> {

    private final ArrayNode array;

    NodeList(ArrayNode array) {
      this.array = array;
    }

    @Override
    public JsonNode get(int index) {
      return array.get(index);
    }

    @Override
    public int size() {
      return array.size();
    }
  }

  /** The members of an object, without a copy. */
  private static final class NodeMap extends AbstractMap<String, JsonNode> {

    private final ObjectNode object;

    NodeMap(ObjectNode object) {
      this.object = object;
    }

    @Override
    public @Nullable JsonNode get(@Nullable Object key) {
      return key instanceof String name ? object.get(name) : null;
    }

    @Override
    public Set<Entry<String, JsonNode>> entrySet() {
      return Collections.unmodifiableSet(object.properties());
    }
  }
}
