package io.tokentally.value;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A frozen object of many members, in the order in which they were written. */
final class LargeObject extends AbstractMap<String, @Nullable Object> implements Frozen {

  /** Of a class, not an interface: it is looked into for every field of every query. */
  private final LinkedHashMap<String, @Nullable Object> members;

  private final int levels;

  @SuppressWarnings("NonApiType") // it is taken over, in its order
  LargeObject(LinkedHashMap<String, @Nullable Object> members) {
    this.members = members;
    this.levels = Frozen.levels(members.values());
  }

  @Override
  public int levels() {
    return levels;
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    return members.get(key);
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return members.containsKey(key);
  }

  @Override
  public int size() {
    return members.size();
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super @Nullable Object> action) {
    members.forEach(action);
  }

  @Override
  public Set<Entry<String, @Nullable Object>> entrySet() {
    return Collections.<String, @Nullable Object>unmodifiableMap(members).entrySet();
  }
}
