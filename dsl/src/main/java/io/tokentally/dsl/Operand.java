package io.tokentally.dsl;

import static java.util.Objects.requireNonNull;

import io.tokentally.dsl.Operation.Comparison.Operator;
import io.tokentally.value.JsonValues;
import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
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
    permits Operand.Literal, Operand.GetField, Operand.Convert, Operand.Size, Operation {

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

  /**
   * {@return {@code $size}: how many elements this list has, members this object, characters this
   * text; null for anything else}
   */
  default Size size() {
    return new Size(this);
  }

  private static Operand of(@Nullable Object value) {
    return value instanceof Operand operand ? operand : new Literal(value);
  }

  /**
   * {@code $literal}: a constant.
   *
   * <p>Two literals are equal when their values are: {@code 0.10} equals {@code 0.1}, and is still
   * written as it is.
   *
   * @param value null, a {@link Boolean}, {@link String} or number, or a {@link List} or {@link
   *     Map} of such values; an {@link java.time.Instant} becomes ISO-8601 text. Whole numbers are
   *     kept as {@link Long} or {@link java.math.BigInteger}, all others as {@link BigDecimal} with
   *     the digits that they came with, so that {@code 5} and {@code 5.0} stay apart.
   */
  record Literal(@Nullable Object value) implements Operand {
    /**
     * Checks and copies the value.
     *
     * @throws IllegalArgumentException if the value, or something in it, is no JSON value
     */
    public Literal {
      value = withDecimals(JsonValues.freeze(value), Literal::withPoint);
    }

    /** A decimal is written with a point or an exponent, or it would read as an integer. */
    private static BigDecimal withPoint(BigDecimal decimal) {
      return decimal.scale() == 0 ? decimal.setScale(1) : decimal;
    }

    /** {@return the value with every decimal in it in another form} */
    private static @Nullable Object withDecimals(
        @Nullable Object frozen, UnaryOperator<BigDecimal> decimals) {
      if (frozen instanceof BigDecimal decimal) {
        return decimals.apply(decimal);
      }
      if (frozen instanceof List<?> list) {
        List<@Nullable Object> elements = new ArrayList<>(list.size());
        list.forEach(element -> elements.add(withDecimals(element, decimals)));
        return JsonValues.frozen(elements);
      }
      if (frozen instanceof Map<?, ?> map) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        map.forEach((key, member) -> members.put((String) key, withDecimals(member, decimals)));
        return JsonValues.frozen(members);
      }
      return frozen;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.literal(this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Literal that && Objects.equals(comparable(), that.comparable());
    }

    @Override
    public int hashCode() {
      return Objects.hashCode(comparable());
    }

    private @Nullable Object comparable() {
      return withDecimals(value, Numbers::stripped);
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
   * {@code $size}: the number of elements of a list, of members of an object, of code points of a
   * string; in the WEAVE dialects a string has its length in bytes of UTF-8, and JSON fields are
   * text (docs/semantics.md rule 52, docs/weave.md section 1).
   *
   * @param input what to measure
   */
  record Size(Operand input) implements Operand {
    public Size {
      requireNonNull(input, "input");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.size(this);
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

    /** {@return the answer for a {@code $size}} */
    R size(Size node);

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
