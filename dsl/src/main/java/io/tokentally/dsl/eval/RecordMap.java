package io.tokentally.dsl.eval;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A record as an object: its components by name. They are read when they are asked for. */
final class RecordMap extends AbstractMap<String, @Nullable Object> {

  private static final ClassValue<Map<String, Method>> ACCESSORS =
      new ClassValue<>() {
        @Override
        protected Map<String, Method> computeValue(Class<?> type) {
          Map<String, Method> accessors = new LinkedHashMap<>();
          for (RecordComponent component : type.getRecordComponents()) {
            Method accessor = component.getAccessor();
            accessor.trySetAccessible();
            accessors.put(component.getName(), accessor);
          }
          return accessors;
        }
      };

  private final Record fields;
  private final Map<String, Method> accessors;

  RecordMap(Record fields) {
    this.fields = fields;
    this.accessors = ACCESSORS.get(fields.getClass());
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    Method accessor = accessors.get(key);
    return accessor == null ? null : read(accessor);
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return accessors.containsKey(key);
  }

  @Override
  public Set<Entry<String, @Nullable Object>> entrySet() {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    accessors.forEach((name, accessor) -> all.put(name, read(accessor)));
    return Collections.unmodifiableSet(all.entrySet());
  }

  private @Nullable Object read(Method accessor) {
    try {
      return accessor.invoke(fields);
    } catch (IllegalAccessException e) {
      Class<?> type = fields.getClass();
      String msg =
          "expected a record that can be read, found %s, whose package %s is not open to %s"
              .formatted(type.getName(), type.getPackageName(), getClass().getModule());
      throw new IllegalArgumentException(msg, e);
    } catch (InvocationTargetException e) {
      String msg = "expected %s to give a value, found that it throws".formatted(accessor);
      throw new IllegalArgumentException(msg, e.getCause());
    }
  }
}
