package io.tokentally.dsl.eval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tokentally.value.Numbers;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
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

  private Plain() {}

  /** {@return the plain value; null for what is none} */
  public static @Nullable Object of(@Nullable Object value) {
    // Classes before interfaces: that an object is none of those takes the JVM long to see.
    if (value == null || value instanceof String) {
      return value;
    }
    if (value instanceof JsonNode node) {
      return of(node);
    }
    if (value instanceof Number number) {
      return Numbers.exact(number);
    }
    if (value instanceof Boolean
        || value instanceof Instant
        || value instanceof Map
        || value instanceof List) {
      return value;
    }
    return ofOther(value);
  }

  /** {@return the plain value if it is text, else null} */
  static @Nullable String text(@Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof TextNode node) {
      return node.textValue();
    }
    boolean none = value == null || value instanceof Number || value instanceof JsonNode;
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

  private static @Nullable Object of(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> node.textValue();
      case NUMBER -> Numbers.exact(node.numberValue());
      case BOOLEAN -> node.booleanValue();
      case ARRAY -> new NodeList((ArrayNode) node);
      case OBJECT -> new NodeMap((ObjectNode) node);
      case BINARY, MISSING, NULL, POJO -> null;
    };
  }

  @SuppressWarnings("JavaUtilDate") // records still hold them
  private static @Nullable Object ofOther(Object value) {
    if (value instanceof Collection<?> collection) {
      return new ArrayList<>(collection);
    }
    if (value instanceof Object[] array) {
      return Arrays.asList(array);
    }
    if (value instanceof CharSequence || value instanceof Character || value instanceof Enum<?>) {
      return value.toString();
    }
    if (value instanceof OffsetDateTime time) {
      return time.toInstant();
    }
    if (value instanceof ZonedDateTime time) {
      return time.toInstant();
    }
    return value instanceof Date date ? Instant.ofEpochMilli(date.getTime()) : null;
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
