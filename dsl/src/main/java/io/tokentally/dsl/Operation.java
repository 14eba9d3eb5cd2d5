package io.tokentally.dsl;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A node of a query that is true or false: the ten logical and comparing operations. Immutable and
 * thread-safe. What each means stands in docs/semantics.md section 4.
 */
public sealed interface Operation extends Operand
    permits Operation.And,
        Operation.Or,
        Operation.Not,
        Operation.Comparison,
        Operation.In,
        Operation.Contains {

  /**
   * {@code $and}: true when every operand is.
   *
   * @param operands the conditions; an empty list can be read and written, but not compiled
   */
  record And(List<Operand> operands) implements Operation {
    public And {
      operands = List.copyOf(operands);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.and(this);
    }

    @Override
    public String toString() {
      return QueryText.of(this);
    }
  }

  /**
   * {@code $or}: true when some operand is.
   *
   * @param operands the conditions; an empty list can be read and written, but not compiled
   */
  record Or(List<Operand> operands) implements Operation {
    public Or {
      operands = List.copyOf(operands);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.or(this);
    }

    @Override
    public String toString() {
      return QueryText.of(this);
    }
  }

  /**
   * {@code $not}: true when its operand is not.
   *
   * @param operand the condition
   */
  record Not(Operand operand) implements Operation {
    public Not {
      requireNonNull(operand, "operand");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.not(this);
    }

    @Override
    public String toString() {
      return QueryText.of(this);
    }
  }

  /**
   * {@code $eq}, {@code $gt}, {@code $gte}, {@code $lt} and {@code $lte}: two operands compared.
   *
   * @param operator which of the five
   * @param left the first operand
   * @param right the second operand
   */
  record Comparison(Operator operator, Operand left, Operand right) implements Operation {
    public Comparison {
      requireNonNull(operator, "operator");
      requireNonNull(left, "left");
      requireNonNull(right, "right");
    }

    /** The five comparisons. */
    public enum Operator {
      /** Of the same kind and equal. */
      EQ("$eq"),
      /** The left is greater. */
      GT("$gt"),
      /** The left is greater or equal. */
      GTE("$gte"),
      /** The left is less. */
      LT("$lt"),
      /** The left is less or equal. */
      LTE("$lte");

      private final String wireName;

      Operator(String wireName) {
        this.wireName = wireName;
      }

      /** {@return the name on the wire} */
      public String wireName() {
        return wireName;
      }

      /** {@return the operator that says the same with its operands exchanged} */
      public Operator mirrored() {
        return switch (this) {
          case EQ -> EQ;
          case GT -> LT;
          case GTE -> LTE;
          case LT -> GT;
          case LTE -> GTE;
        };
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.comparison(this);
    }

    @Override
    public String toString() {
      return QueryText.of(this);
    }
  }

  /**
   * {@code $in}: equal to one element at least.
   *
   * @param operand what to look for
   * @param elements where to look; may be empty
   */
  record In(Operand operand, List<Operand> elements) implements Operation {
    public In {
      requireNonNull(operand, "operand");
      elements = List.copyOf(elements);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.in(this);
    }

    @Override
    public String toString() {
      return QueryText.of(this);
    }
  }

  /**
   * {@code $contains}: a string contains another, or a list an equal element. No record: one that
   * was read keeps how its flag was written, for writing alone.
   */
  sealed class Contains implements Operation permits WrittenContains {

    private final Operand input;
    private final Operand substr;
    private final boolean caseInsensitive;

    /**
     * A search.
     *
     * @param input where to look
     * @param substr what to look for
     * @param caseInsensitive whether upper and lower case are the same
     */
    public Contains(Operand input, Operand substr, boolean caseInsensitive) {
      this.input = requireNonNull(input, "input");
      this.substr = requireNonNull(substr, "substr");
      this.caseInsensitive = caseInsensitive;
    }

    /** {@return where to look} */
    public Operand input() {
      return input;
    }

    /** {@return what to look for} */
    public Operand substr() {
      return substr;
    }

    /** {@return whether upper and lower case are the same} */
    public boolean caseInsensitive() {
      return caseInsensitive;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.contains(this);
    }

    @Override
    public final boolean equals(@Nullable Object other) {
      return other instanceof Contains that
          && caseInsensitive == that.caseInsensitive
          && input.equals(that.input)
          && substr.equals(that.substr);
    }

    @Override
    public final int hashCode() {
      return Objects.hash(input, substr, caseInsensitive);
    }

    @Override
    public final String toString() {
      return QueryText.of(this);
    }
  }
}
