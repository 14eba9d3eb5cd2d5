package io.tokentally.aggregation.usage;

import io.tokentally.aggregation.Anomaly.Reason;
import io.tokentally.aggregation.MalformedCount;
import io.tokentally.aggregation.rules.TallyRules;
import io.tokentally.dsl.Dialect;
import io.tokentally.json.Loc;
import io.tokentally.value.JsonValues;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the counts of an object, and reports the ones that are malformed: docs/semantics.md rules
 * 26 and 27.
 */
public final class Counts {

  /** Stands for a field that is not there, or null. */
  public static final long ABSENT = Long.MIN_VALUE;

  private final Map<?, ?> object;
  private final Loc at;
  private final CountReader reader;

  /** Counts by the rules of {@link Dialect#STANDARD}: a negative count is none. */
  public Counts(Map<?, ?> object, Consumer<MalformedCount> malformed) {
    this(object, Loc.ROOT, new CountReader(malformed));
  }

  public Counts(Map<?, ?> object, TallyRules rules, Consumer<MalformedCount> malformed) {
    this(object, Loc.ROOT, new CountReader(rules, malformed));
  }

  private Counts(Map<?, ?> object, Loc at, CountReader reader) {
    this.object = JsonValues.withTextKeys(object);
    this.at = at;
    this.reader = reader;
  }

  /** {@return the counts of an object that is a member of this one; of an empty one without it} */
  public Counts in(String field) {
    Object value = object.get(field);
    if (value != null && !(value instanceof Map<?, ?>)) {
      malformed(field, value);
    }
    Map<?, ?> members = value instanceof Map<?, ?> map ? map : Map.of();
    return new Counts(members, at.key(field), reader);
  }

  /** {@return the counts of the objects in a list that is a member of this one} */
  public List<Counts> each(String field) {
    Object value = object.get(field);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> list)) {
      malformed(field, value);
      return List.of();
    }
    List<Counts> elements = new ArrayList<>(list.size());
    for (int i = 0; i < list.size(); i++) {
      Object element = list.get(i);
      if (element instanceof Map<?, ?> members) {
        elements.add(new Counts(members, at.key(field).index(i), reader));
      } else if (element != null) {
        reader.malformed(at.key(field).index(i), Reason.ENTRY_NOT_OBJECT, element);
      }
    }
    return elements;
  }

  /** {@return the names of the members} */
  public Set<String> fields() {
    Set<String> names = new LinkedHashSet<>();
    object.keySet().forEach(name -> names.add(String.valueOf(name)));
    return names;
  }

  /** {@return a member that is text, null if it is not} */
  public @Nullable String text(String field) {
    return object.get(field) instanceof String text ? text : null;
  }

  /** {@return whether there is a member of the name that is not null} */
  public boolean has(String field) {
    return object.get(field) != null;
  }

  /**
   * {@return the count, or 0 if the field is absent}
   *
   * @throws CountOverflowException if it exceeds 64 bits
   */
  public long orZero(String field) {
    long count = read(field);
    return count == ABSENT ? 0 : count;
  }

  /**
   * {@return the count, or {@link #ABSENT}}
   *
   * @throws CountOverflowException if it exceeds 64 bits
   */
  public long read(String field) {
    Object value = object.get(field);
    if (value == null) {
      return ABSENT;
    }
    return reader.read(value, at, field);
  }

  /** {@return a place in words: its steps joined by dots} */
  public static String dotted(Loc place) {
    return place.steps().stream().map(String::valueOf).collect(Collectors.joining("."));
  }

  private void malformed(String field, Object value) {
    reader.malformed(at.key(field), Reason.ENTRY_NOT_OBJECT, value);
  }
}
