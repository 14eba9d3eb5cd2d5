package io.tokentally.dsl;

import static java.util.Objects.requireNonNull;

import io.tokentally.dsl.Operation.Comparison.Operator;
import io.tokentally.dsl.json.QueryText;
import io.tokentally.value.JsonValues;
import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node of a query: a value, or an {@link Operation} on values. Immutable and thread-safe; two
 * nodes are equal when their structure and values are. {@code equals} and {@code hashCode} go down
 * by recursion: a tree that is built in Java many thousand levels deep overflows the stack there.
 * All else rejects a tree above the limits; {@code toString} writes a part of it.
 *
 * <p>The methods here build bigger nodes from this one. Where they take an {@link Object}, that is
 * another operand, or a plain value to be wrapped as {@link Query#literal}.
 */
public sealed interface Operand
    permits Operand.Literal, Operand.GetField, Operand.Convert, Operation {

  /** {@return what the visitor answers for this node} */
  <R> R accept(Visitor<R> visitor);

  /** {@return {@code $eq}: whether this equals the other} */
  default Operation eq(@Nullable Object other) {
    return new Operation.Comparison(Operator.EQ, this, of(other));
  }

  /** {@return {@code $gt}: whether this is greater than the other} */
  default Operation gt(@Nullable Object other) {
    return new Operation.Comparison(Operator.GT, this, of(other));
  }

  /** {@return {@code $gte}: whether this is greater than the other or as great} */
  default Operation gte(@Nullable Object other) {
    return new Operation.Comparison(Operator.GTE, this, of(other));
  }

  /** {@return {@code $lt}: whether this is less than the other} */
  default Operation lt(@Nullable Object other) {
    return new Operation.Comparison(Operator.LT, this, of(other));
  }

  /** {@return {@code $lte}: whether this is less than the other or as little} */
  default Operation lte(@Nullable Object other) {
    return new Operation.Comparison(Operator.LTE, this, of(other));
  }

  /**
   * {@return {@code $in}: whether this equals one of the elements} Each argument is one element, a
   * list among several, too. A single collection is taken for the elements themselves; for a list
   * as the only element, give {@code List.of(list)}.
   */
  default Operation in(@Nullable Object... elements) {
    return in(Arrays.asList(elements));
  }

  /** {@return {@code $in}: whether this equals one of the elements} */
  default Operation in(Collection<? extends @Nullable Object> elements) {
    return new Operation.In(this, elements.stream().map(Operand::of).toList());
  }

  /**
   * {@return {@code $contains}: whether this text holds the other, or this list an equal element}
   */
  default Operation contains(@Nullable Object substr) {
    return new Operation.Contains(this, of(substr), false);
  }

  /** {@return {@code $contains} with {@code case_insensitive}: the same, whatever the case} */
  default Operation containsIgnoringCase(@Nullable Object substr) {
    return new Operation.Contains(this, of(substr), true);
  }

  /** {@return {@code $convert}: this as another type, null where it has no such form} */
  default Convert convert(Convert.Type to) {
    return new Convert(this, to);
  }

  /** {@return {@code $convert} to {@code exists}: whether this is not null} */
  default Convert exists() {
    return convert(Convert.Type.EXISTS);
  }

  private static Operand of(@Nullable Object value) {
    return value instanceof Operand operand ? operand : new Literal(value);
  }

  /**
   * {@code $literal}: a constant.
   *
   * @param value null, a {@link Boolean}, {@link String} or number, or a {@link List} or {@link
   *     Map} of such values; an {@link java.time.Instant} becomes ISO-8601 text. Whole numbers are
   *     kept as {@link Long} or {@link java.math.BigInteger}, all others as {@link BigDecimal}, so
   *     that {@code 5} and {@code 5.0} stay apart.
   */
  record Literal(@Nullable Object value) implements Operand {
    /**
     * Checks and copies the value.
     *
     * @throws IllegalArgumentException if the value, or something in it, is no JSON value
     */
    public Literal {
      value = canonical(JsonValues.freeze(value));
    }

    private static @Nullable Object canonical(@Nullable Object frozen) {
      if (frozen instanceof BigDecimal decimal) {
        BigDecimal shortest = Numbers.stripped(decimal);
        return shortest.scale() == 0 ? shortest.setScale(1) : shortest;
      }
      if (frozen instanceof List<?> list) {
        List<@Nullable Object> elements = new ArrayList<>(list.size());
        list.forEach(element -> elements.add(canonical(element)));
        return JsonValues.frozen(elements);
      }
      if (frozen instanceof Map<?, ?> map) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        map.forEach((key, member) -> members.put((String) key, canonical(member)));
        return JsonValues.frozen(members);
      }
      return frozen;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.literal(this);
    }

    @Override
    public String toString() {
      return QueryText.of(this);
    }
  }

  /**
   * {@code $getField}: a field of the record.
   *
   * @param path the path as {@link io.tokentally.FieldPath} reads it
   */
  record GetField(String path) implements Operand {
    public GetField {
      requireNonNull(path, "path");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.getField(this);
    }

    @Override
    public String toString() {
      return QueryText.of(this);
    }
  }

  /**
   * {@code $convert}: an operand as another type (docs/semantics.md section 4).
   *
   * @param input what to convert
   * @param to the type
   */
  record Convert(Operand input, Type to) implements Operand {
    public Convert {
      requireNonNull(input, "input");
      requireNonNull(to, "to");
    }

    /** What an operand can be converted to. */
    public enum Type {
      /** A number. */
      DOUBLE("double"),
      /** Text. */
      STRING("string"),
      /** An integer: a fraction is cut off. */
      INT("int"),
      /** True or false. */
      BOOL("bool"),
      /** Whether the operand is not null. */
      EXISTS("exists");

      private final String wireName;

      Type(String wireName) {
        this.wireName = wireName;
      }

      /** {@return the name on the wire} */
      public String wireName() {
        return wireName;
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.convert(this);
    }

    @Override
    public String toString() {
      return QueryText.of(this);
    }
  }

  /**
   * One method a node, none with a default: a new node must break every visitor at compile time.
   *
   * @param <R> what a visit answers
   */
  interface Visitor<R> {

    /** {@return the answer for a {@code $literal}} */
    R literal(Literal node);

    /** {@return the answer for a {@code $getField}} */
    R getField(GetField node);

    /** {@return the answer for a {@code $convert}} */
    R convert(Convert node);

    /** {@return the answer for an {@code $and}} */
    R and(Operation.And node);

    /** {@return the answer for an {@code $or}} */
    R or(Operation.Or node);

    /** {@return the answer for a {@code $not}} */
    R not(Operation.Not node);

    /** {@return the answer for a comparison} */
    R comparison(Operation.Comparison node);

    /** {@return the answer for an {@code $in}} */
    R in(Operation.In node);

    /** {@return the answer for a {@code $contains}} */
    R contains(Operation.Contains node);
  }
}
