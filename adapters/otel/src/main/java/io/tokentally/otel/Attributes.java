package io.tokentally.otel;

import io.tokentally.ValidationError.Type;
import io.tokentally.json.Check;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import io.tokentally.value.Numbers;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes plain values of attributes: lists of keys with values that name their own type. */
final class Attributes {

  private static final List<String> TYPES =
      List.of(
          "stringValue",
          "intValue",
          "doubleValue",
          "boolValue",
          "arrayValue",
          "kvlistValue",
          "bytesValue");

  private final ErrorCollector faults;

  Attributes(ErrorCollector faults) {
    this.faults = faults;
  }

  /** {@return the values by key} */
  Map<String, @Nullable Object> list(@Nullable Object value, Loc at) {
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    List<?> elements = elements(value, at);
    for (int i = 0; i < elements.size(); i++) {
      attribute(elements.get(i), at.index(i), attributes);
    }
    return attributes;
  }

  private void attribute(@Nullable Object value, Loc at, Map<String, @Nullable Object> attributes) {
    if (!(value instanceof Map<?, ?> attribute)) {
      Check.wrongType("an object", value, at, faults);
    } else if (!(attribute.get("key") instanceof String key)) {
      Check.wrongType("a string", attribute.get("key"), at.key("key"), faults);
    } else {
      Object plain = value(attribute.get("value"), at.key("value"));
      if (attributes.containsKey(key) && !Objects.equals(attributes.get(key), plain)) {
        faults.add(at.key("key"), Type.VALUE, "key written twice in one list: \"" + key + "\"");
      }
      attributes.put(key, plain);
    }
  }

  /** {@return the plain value; null if there is none} */
  private @Nullable Object value(@Nullable Object value, Loc at) {
    if (value == null) {
      return null;
    }
    if (!(value instanceof Map<?, ?> typed)) {
      Check.wrongType("an object", value, at, faults);
      return null;
    }
    // Receivers ignore members that they do not know, and so types of values of later versions.
    List<String> types = TYPES.stream().filter(type -> typed.get(type) != null).toList();
    if (types.size() > 1) {
      faults.add(at, Type.VALUE, "expected a value of one type, found " + types.size());
    }
    return types.size() == 1 ? value(types.get(0), typed.get(types.get(0)), at) : null;
  }

  private @Nullable Object value(String type, @Nullable Object value, Loc at) {
    return switch (type) {
      case "intValue" -> integer(value);
      case "stringValue", "boolValue", "doubleValue", "bytesValue" -> value;
      case "arrayValue" -> array(value, at.key(type));
      default -> list(values(value, at.key(type)), at.key(type).key("values"));
    };
  }

  private List<@Nullable Object> array(@Nullable Object value, Loc at) {
    List<?> elements = elements(values(value, at), at.key("values"));
    List<@Nullable Object> plain = new ArrayList<>(elements.size());
    for (int i = 0; i < elements.size(); i++) {
      plain.add(value(elements.get(i), at.key("values").index(i)));
    }
    return plain;
  }

  private @Nullable Object values(@Nullable Object value, Loc at) {
    if (value == null || value instanceof Map<?, ?>) {
      return value instanceof Map<?, ?> members ? members.get("values") : null;
    }
    Check.wrongType("an object", value, at, faults);
    return null;
  }

  private List<?> elements(@Nullable Object value, Loc at) {
    if (value != null && !(value instanceof List<?>)) {
      Check.wrongType("a list", value, at, faults);
    }
    return value instanceof List<?> elements ? elements : List.of();
  }

  /** {@return the number that a string of 64 bits at most holds; else the value as it is} */
  private static @Nullable Object integer(@Nullable Object value) {
    return value instanceof String text && text.matches("-?[0-9]{1,19}")
        ? Numbers.compact(new BigInteger(text))
        : value;
  }
}
