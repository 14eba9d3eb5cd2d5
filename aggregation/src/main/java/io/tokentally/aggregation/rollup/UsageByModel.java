package io.tokentally.aggregation.rollup;

import io.tokentally.LLMAggregatedUsage;
import io.tokentally.value.CodePoints;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Usage by model, sorted by model, in two arrays. Immutable. */
final class UsageByModel extends AbstractMap<String, LLMAggregatedUsage> {

  static final Map<String, LLMAggregatedUsage> NOTHING =
      Collections.unmodifiableMap(new UsageByModel(new String[0], new LLMAggregatedUsage[0]));

  private final String[] models;
  private final LLMAggregatedUsage[] usages;

  private UsageByModel(String[] models, LLMAggregatedUsage[] usages) {
    this.models = models;
    this.usages = usages;
  }

  /** {@return the usage as a map that cannot be changed; it takes over both arrays} */
  static Map<String, LLMAggregatedUsage> of(String[] models, LLMAggregatedUsage[] usages) {
    return models.length == 0
        ? NOTHING
        : Collections.unmodifiableMap(new UsageByModel(models, usages));
  }

  @Override
  public @Nullable LLMAggregatedUsage get(@Nullable Object key) {
    int at = key instanceof String model ? place(model) : -1;
    return at < 0 ? null : usages[at];
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return key instanceof String model && place(model) >= 0;
  }

  private int place(String model) {
    return Arrays.binarySearch(models, model, CodePoints::compare);
  }

  @Override
  public Collection<LLMAggregatedUsage> values() {
    return Arrays.asList(usages);
  }

  private final class Entries implements Iterator<Map.Entry<String, LLMAggregatedUsage>> {

    private int next;

    @Override
    public boolean hasNext() {
      return next < models.length;
    }

    @Override
    public Map.Entry<String, LLMAggregatedUsage> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return Map.entry(models[next], usages[next++]);
    }
  }

  @Override
  public Set<Map.Entry<String, LLMAggregatedUsage>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Map.Entry<String, LLMAggregatedUsage>> iterator() {
        return new Entries();
      }

      @Override
      public int size() {
        return models.length;
      }
    };
  }
}
