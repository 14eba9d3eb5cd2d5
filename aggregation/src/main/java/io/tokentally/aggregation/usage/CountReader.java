package io.tokentally.aggregation.usage;

import io.tokentally.aggregation.Anomaly.Reason;
import io.tokentally.aggregation.MalformedCount;
import io.tokentally.aggregation.rules.TallyRules;
import io.tokentally.dsl.Dialect;
import io.tokentally.json.Loc;
import io.tokentally.value.JsonValues;
import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.Consumer;

/**
 * Reads single counts, and reports the ones that are malformed: docs/semantics.md rules 26 and 27.
 */
public final class CountReader {

  private static final BigDecimal TOO_MANY = BigDecimal.valueOf(Long.MAX_VALUE).add(BigDecimal.ONE);

  private final TallyRules rules;
  private final Consumer<MalformedCount> malformed;

  /** Reads by the rules of {@link Dialect#STANDARD}: a negative count is none. */
  public CountReader(Consumer<MalformedCount> malformed) {
    this(TallyRules.of(Dialect.STANDARD), malformed);
  }

  public CountReader(TallyRules rules, Consumer<MalformedCount> malformed) {
    this.rules = rules;
    this.malformed = malformed;
  }

  /**
   * {@return the count that a value stands for}
   *
   * @param at where its object stands
   * @param field its name there
   * @throws CountOverflowException if it exceeds 64 bits
   */
  public long read(Object value, Loc at, String field) {
    if (value instanceof Long count && count >= 0) {
      return count;
    }
    if (value instanceof Integer count && count >= 0) {
      return count;
    }
    if (value instanceof Number number) {
      Number exact = Numbers.exact(number);
      return exact == null
          ? malformed(at, field, Reason.NOT_A_NUMBER, value, 0)
          : number(at, field, exact, value);
    }
    if (value instanceof String text) {
      String trimmed = trimAscii(text);
      return isInteger(trimmed)
          ? number(at, field, integer(trimmed), value)
          : malformed(at, field, Reason.TEXT_NOT_INTEGER, value, 0);
    }
    return malformed(at, field, Reason.NOT_A_NUMBER, value, Boolean.TRUE.equals(value) ? 1 : 0);
  }

  private long number(Loc at, String field, Number exact, Object value) {
    BigDecimal decimal = Numbers.decimal(exact);
    if (decimal.signum() < 0 && !rules.keepsNegativeAmounts()) {
      return malformed(at, field, Reason.NEGATIVE, value, 0);
    }
    if (decimal.abs().compareTo(TOO_MANY) >= 0) {
      throw new CountOverflowException(at.key(field));
    }
    long whole = truncate(decimal);
    if (whole < 0) {
      return malformed(at, field, Reason.NEGATIVE_KEPT, value, whole);
    }
    return decimal.compareTo(BigDecimal.valueOf(whole)) == 0
        ? whole
        : malformed(at, field, Reason.FRACTIONAL, value, whole);
  }

  /** {@return the whole part of a decimal within 64 bits, however long its fraction} */
  private static long truncate(BigDecimal decimal) {
    // Below one nothing is left, and a tiny exponent must not be written out.
    return decimal.abs().compareTo(BigDecimal.ONE) < 0 ? 0 : decimal.longValue();
  }

  private long malformed(Loc at, String field, Reason reason, Object value, long counted) {
    malformed(at.key(field), reason, value);
    return counted;
  }

  /** Reports a value that is no count. */
  public void malformed(Loc place, Reason reason, Object value) {
    String found = JsonValues.describe(value instanceof Number number ? plain(number) : value);
    malformed.accept(new MalformedCount(Counts.dotted(place), reason, found));
  }

  /** {@return a number in the one spelling that equal numbers share} */
  private static Number plain(Number number) {
    Number exact = Numbers.exact(number);
    return exact == null ? number : Numbers.plain(Numbers.decimal(exact));
  }

  private static String trimAscii(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isAsciiSpace(text.charAt(from))) {
      from++;
    }
    while (to > from && isAsciiSpace(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isAsciiSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  private static boolean isInteger(String text) {
    int digits = text.startsWith("+") || text.startsWith("-") ? 1 : 0;
    return text.length() > digits && text.chars().skip(digits).allMatch(c -> c >= '0' && c <= '9');
  }

  /** {@return the integer; what is longer than any count is as good as one above 64 bits} */
  private static Number integer(String text) {
    boolean negative = text.startsWith("-");
    String digits = text.replaceFirst("^[+-]?0*", "");
    if (digits.length() > 20) {
      return new BigDecimal(negative ? BigInteger.TEN.pow(20).negate() : BigInteger.TEN.pow(20));
    }
    BigInteger value = digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits);
    return Numbers.compact(negative ? value.negate() : value);
  }
}
