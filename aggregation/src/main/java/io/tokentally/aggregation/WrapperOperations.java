package io.tokentally.aggregation;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Operations that only run others: agents, workflows, steps. What such a call says of usage repeats
 * what the calls below it say. Immutable and thread-safe.
 */
public final class WrapperOperations {

  /**
   * One operation.
   *
   * @param name what {@link io.tokentally.TracedCall#operation} says, or its first word; a {@code
   *     *} stands for any text
   * @param kit whose name it is
   * @param source where that is written; null if it is the user's own
   */
  public record Entry(String name, String kit, @Nullable String source) {
    public Entry {
      requireNonNull(name, "name");
      requireNonNull(kit, "kit");
    }
  }

  /** No operations. */
  public static final WrapperOperations NONE = new WrapperOperations(List.of());

  /** The operations of OpenTelemetry's conventions, and of kits that have names of their own. */
  public static final WrapperOperations KNOWN = new WrapperOperations(KnownWrappers.ENTRIES);

  /** A name with a place for any text in it. */
  private record Pattern(String prefix, String suffix) {
    boolean matches(String operation) {
      return operation.length() >= prefix.length() + suffix.length()
          && operation.startsWith(prefix)
          && operation.endsWith(suffix);
    }
  }

  private final List<Entry> entries;
  private final Set<String> names = new HashSet<>();
  private final List<Pattern> patterns = new ArrayList<>();

  private WrapperOperations(List<Entry> entries) {
    this.entries = entries;
    for (Entry entry : entries) {
      int any = entry.name().indexOf('*');
      if (any < 0) {
        names.add(entry.name());
      } else {
        String name = entry.name();
        patterns.add(new Pattern(name.substring(0, any), name.substring(any + 1)));
      }
    }
  }

  /** {@return all of them} */
  public List<Entry> entries() {
    return entries;
  }

  /**
   * {@return these and more}
   *
   * @param more names, as in {@link Entry#name}
   */
  public WrapperOperations and(Collection<String> more) {
    List<Entry> all = new ArrayList<>(entries);
    more.forEach(name -> all.add(new Entry(name, "yours", null)));
    return new WrapperOperations(List.copyOf(all));
  }

  /** {@return whether an operation is known to only run others; false for null} */
  public boolean contains(@Nullable String operation) {
    if (operation == null) {
      return false;
    }
    if (names.contains(operation)) {
      return true;
    }
    int space = operation.indexOf(' ');
    if (space > 0 && names.contains(operation.substring(0, space))) {
      return true;
    }
    for (Pattern pattern : patterns) {
      if (pattern.matches(operation)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof WrapperOperations that && entries.equals(that.entries);
  }

  @Override
  public int hashCode() {
    return Objects.hash(entries);
  }

  @Override
  public String toString() {
    return entries.stream().map(Entry::name).toList().toString();
  }
}
