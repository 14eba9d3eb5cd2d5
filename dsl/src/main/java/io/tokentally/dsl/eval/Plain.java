package io.tokentally.dsl.eval;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokentally.value.Numbers;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a record gives, as one of the values of SEMANTICS.md section 2: null, Boolean, exact number,
 * String, Instant, List or Map. What lies inside a list or map is made plain when it is looked at.
 */
public final class Plain {

  private Plain() {}

  /** {@return the plain value; null for what is none} */
  public static @Nullable Object of(@Nullable Object value) {
    if (value == null
        || value instanceof String
        || value instanceof Long
        || value instanceof Boolean
        || value instanceof Instant
        || value instanceof Map
        || value instanceof List) {
      return value;
    }
    if (value instanceof JsonNode node) {
      return of(node);
    }
    if (value instanceof Number number) {
      return Numbers.exact(number);
    }
    return ofOther(value);
  }

  /** {@return what a map has for the key; null if it can have none such} */
  static @Nullable Object member(Map<?, ?> map, @Nullable Object key) {
    try {
      return map.get(key);
    } catch (ClassCastException | NullPointerException e) {
      return null; // maps of other keys, and those without null, may refuse to look
    }
  }

  private static @Nullable Object of(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> node.textValue();
      case NUMBER -> Numbers.exact(node.numberValue());
      case BOOLEAN -> node.booleanValue();
      case ARRAY -> {
        List<JsonNode> elements = new ArrayList<>(node.size());
        node.forEach(elements::add);
        yield elements;
      }
      case OBJECT -> {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        node.properties().forEach(each -> members.put(each.getKey(), each.getValue()));
        yield members;
      }
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
}
