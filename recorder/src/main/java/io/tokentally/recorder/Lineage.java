package io.tokentally.recorder;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a call has in common with those below it, which share the object. Immutable. */
final class Lineage {

  private final @Nullable String project;
  final String traceId;
  final String rootId;

  /** The caller's. */
  final Map<String, String> keys;

  /** Made when it is first asked for; threads may make it more than once. */
  private @Nullable BudgetScope scope;

  private Lineage(
      @Nullable String project, String traceId, String rootId, Map<String, String> keys) {
    this.project = project;
    this.traceId = traceId;
    this.rootId = rootId;
    this.keys = keys;
  }

  static Lineage of(@Nullable String project, String traceId, String rootId) {
    return new Lineage(project, traceId, rootId, Map.of());
  }

  /**
   * {@return the same with another key, or without it}
   *
   * @param value null for none
   */
  Lineage with(String key, @Nullable String value) {
    Map<String, String> more = new LinkedHashMap<>(keys);
    if (value == null) {
      more.remove(key);
    } else {
      more.put(key, value);
    }
    return new Lineage(project, traceId, rootId, Collections.unmodifiableMap(more));
  }

  BudgetScope scope() {
    BudgetScope known = scope;
    if (known == null) {
      BudgetScope.Builder made = BudgetScope.builder();
      keys.forEach(made::key);
      known = made.trace(traceId).root(rootId).project(project).build();
      scope = known;
    }
    return known;
  }
}
