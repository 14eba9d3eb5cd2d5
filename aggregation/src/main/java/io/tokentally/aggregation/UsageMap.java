package io.tokentally.aggregation;

import static java.util.Objects.requireNonNull;

import io.tokentally.value.Frozen;
import io.tokentally.value.JsonValues;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@link RecordedUsage} as JSON values, which are made when somebody first looks at them: most
 * usage is only ever read back. Immutable and thread-safe.
 */
final class UsageMap extends AbstractMap<String, Object> implements Frozen {

  /** This one, {@code other_models}, a model, its {@code notes}, and a note. */
  private static final int MOST_LEVELS = 5;

  private final RecordedUsage usage;

  /** Threads may make it more than once: each is equal, and cannot change. */
  private @Nullable Map<String, Object> written;

  UsageMap(RecordedUsage usage) {
    this.usage = usage;
  }

  @Override
  public RecordedUsage madeOf() {
    return usage;
  }

  @SuppressWarnings("unchecked") // nothing in it is null
  private static Map<String, Object> written(RecordedUsage usage) {
    return (Map<String, Object>) requireNonNull(JsonValues.freeze(WrittenUsage.of(usage)));
  }

  private Map<String, Object> written() {
    Map<String, Object> known = written;
    if (known == null) {
      known = written(usage);
      written = known;
    }
    return known;
  }

  @Override
  public int levels() {
    return MOST_LEVELS;
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    return written().get(key);
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return written().containsKey(key);
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    return written().entrySet();
  }
}
