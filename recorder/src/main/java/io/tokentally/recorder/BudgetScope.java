package io.tokentally.recorder;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whose money a call spends: its trace, root, user and project, and further keys of the caller's.
 * Immutable and thread-safe.
 *
 * @param keys from names such as {@value #TRACE} to whose it is; what is not in it is one scope for
 *     all that lack it
 */
public record BudgetScope(Map<String, String> keys) {

  /** The key for all calls of a trace. */
  public static final String TRACE = "trace";

  /** The key for a call without another above it, with everything below it. */
  public static final String ROOT = "root";

  /** The key for all calls of a user. */
  public static final String USER = "user";

  /** The key for all calls of a project. */
  public static final String PROJECT = "project";

  /** For all calls of the process; no scope needs a key of that name. */
  public static final String PROCESS = "process";

  public BudgetScope {
    keys = Collections.unmodifiableMap(new TreeMap<>(keys));
  }

  /** {@return the value of a key; null if the scope does not have it} */
  public @Nullable String get(String key) {
    return keys.get(requireNonNull(key, "key"));
  }

  /** {@return the scope without a key} */
  public BudgetScope without(String key) {
    Map<String, String> others = new TreeMap<>(keys);
    others.remove(key);
    return new BudgetScope(others);
  }

  /** {@return a builder; nothing is required} */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link BudgetScope}. Null stands for none. Not thread-safe. */
  public static final class Builder {
    private final Map<String, String> keys = new TreeMap<>();

    private Builder() {}

    /** {@return this builder; the trace} */
    public Builder trace(@Nullable String traceId) {
      return key(TRACE, traceId);
    }

    /** {@return this builder; the id of the call that has no other above it} */
    public Builder root(@Nullable String callId) {
      return key(ROOT, callId);
    }

    /** {@return this builder; the user} */
    public Builder user(@Nullable String userId) {
      return key(USER, userId);
    }

    /** {@return this builder; the project} */
    public Builder project(@Nullable String projectId) {
      return key(PROJECT, projectId);
    }

    /** {@return this builder; a key of the caller's, such as {@code team}} */
    public Builder key(String key, @Nullable String value) {
      requireNonNull(key, "key");
      if (value == null) {
        keys.remove(key);
      } else {
        keys.put(key, value);
      }
      return this;
    }

    /** {@return the scope} */
    public BudgetScope build() {
      return new BudgetScope(keys);
    }
  }
}
