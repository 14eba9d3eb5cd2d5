package io.tokentally.dsl;

import static java.util.Objects.requireNonNull;

import io.tokentally.dsl.json.QueryText;
import java.util.List;

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

  /** The five comparisons of two operands. */
  sealed interface Comparison extends Operation permits Eq, Gt, Gte, Lt, Lte {

    /** {@return which of the five} */
    Operator operator();

    /** {@return the first operand} */
    Operand left();

    /** {@return the second operand} */
    Operand right();

    @Override
    default <R> R accept(Visitor<R> visitor) {
      return visitor.comparison(this);
    }

    /** The five comparisons. */
    enum Operator {
      /** Equal. */
      EQ("$eq"),
      /** Greater. */
      GT("$gt"),
      /** Greater or equal. */
      GTE("$gte"),
      /** Less. */
      LT("$lt"),
      /** Less or equal. */
      LTE("$lte");

      private final String wireName;

      Operator(String wireName) {
        this.wireName = wireName;
      }

      /** {@return the name on the wire} */
      public String wireName() {
        return wireName;
      }
    }
  }

  /**
   * {@code $eq}: of the same kind and equal.
   *
   * @param left the first operand
   * @param right the second operand
   */
  record Eq(Operand left, Operand right) implements Comparison {
    public Eq {
      requireNonNull(left, "left");
      requireNonNull(right, "right");
    }

    @Override
    public Operator operator() {
      return Operator.EQ;
    }

    @Override
    public String toString() {
      return QueryText.of(this);
    }
  }

  /**
   * {@code $gt}: the left is greater.
   *
   * @param left the first operand
   * @param right the second operand
   */
  record Gt(Operand left, Operand right) implements Comparison {
    public Gt {
      requireNonNull(left, "left");
      requireNonNull(right, "right");
    }

    @Override
    public Operator operator() {
      return Operator.GT;
    }

    @Override
    public String toString() {
      return QueryText.of(this);
    }
  }

  /**
   * {@code $gte}: the left is greater or equal.
   *
   * @param left the first operand
   * @param right the second operand
   */
  record Gte(Operand left, Operand right) implements Comparison {
    public Gte {
      requireNonNull(left, "left");
      requireNonNull(right, "right");
    }

    @Override
    public Operator operator() {
      return Operator.GTE;
    }

    @Override
    public String toString() {
      return QueryText.of(this);
    }
  }

  /**
   * {@code $lt}: the left is less.
   *
   * @param left the first operand
   * @param right the second operand
   */
  record Lt(Operand left, Operand right) implements Comparison {
    public Lt {
      requireNonNull(left, "left");
      requireNonNull(right, "right");
    }

    @Override
    public Operator operator() {
      return Operator.LT;
    }

    @Override
    public String toString() {
      return QueryText.of(this);
    }
  }

  /**
   * {@code $lte}: the left is less or equal.
   *
   * @param left the first operand
   * @param right the second operand
   */
  record Lte(Operand left, Operand right) implements Comparison {
    public Lte {
      requireNonNull(left, "left");
      requireNonNull(right, "right");
    }

    @Override
    public Operator operator() {
      return Operator.LTE;
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
   * {@code $contains}: a string contains another, or a list an equal element.
   *
   * @param input where to look
   * @param substr what to look for
   * @param caseInsensitive whether case counts
   */
  record Contains(Operand input, Operand substr, CaseInsensitive caseInsensitive)
      implements Operation {
    public Contains {
      requireNonNull(input, "input");
      requireNonNull(substr, "substr");
      requireNonNull(caseInsensitive, "caseInsensitive");
    }

    /** The flag as it was written; all but {@link #TRUE} mean that case counts. */
    public enum CaseInsensitive {
      /** Not written. */
      UNSET,
      /** Written as null. */
      NULL,
      /** Case counts. */
      FALSE,
      /** Case does not count. */
      TRUE
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.contains(this);
    }

    @Override
    public String toString() {
      return QueryText.of(this);
    }
  }
}
