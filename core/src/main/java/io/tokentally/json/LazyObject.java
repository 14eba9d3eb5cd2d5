package io.tokentally.json;

import static java.util.Objects.requireNonNull;

import io.tokentally.value.SmallObject;
import java.util.AbstractMap;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * An object that is kept as its JSON until somebody asks for what is in it: most columns of most
 * calls are never looked at. The JSON is known to be right.
 */
final class LazyObject extends SmallObject {

  /** Readers that no thread uses. */
  private static final Queue<PlainJson> READERS = new ConcurrentLinkedQueue<>();

  /**
   * An object.
   *
   * @param json UTF-8, which {@link JsonReader} reads without an error; taken over
   * @param levels how many containers are in one another
   */
  LazyObject(byte[] json, int levels) {
    super(json, levels);
  }

  @Override
  @SuppressWarnings("unchecked") // it is an object, and keys are strings
  protected AbstractMap<String, @Nullable Object> read(byte[] json) {
    return (AbstractMap<String, @Nullable Object>) requireNonNull(value(json));
  }

  private static @Nullable Object value(byte[] json) {
    PlainJson free = READERS.poll();
    PlainJson reader = free == null ? new PlainJson() : free;
    int end = reader.read(new JsonBytes(json, json.length), 0);
    Object value = reader.value();
    reader.forget();
    READERS.add(reader);
    return end == json.length ? value : JsonReader.readUnusual(json);
  }
}
