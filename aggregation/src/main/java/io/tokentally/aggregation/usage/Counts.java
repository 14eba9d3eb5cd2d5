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

  private static final BigDecimal TOO_MANY = BigDecimal.valueOf(Long.MAX_VALUE).add(BigDecimal.ONE);

  private final Map<?, ?> object;
  private final Loc at;
  private final TallyRules rules;
  private final Consumer<MalformedCount> malformed;

  /** Counts by the rules of {@link Dialect#STANDARD}: a negative count is none. */
  public Counts(Map<?, ?> object, Consumer<MalformedCount> malformed) {
    this(object, TallyRules.of(Dialect.STANDARD), malformed);
  }

  public Counts(Map<?, ?> object, TallyRules rules, Consumer<MalformedCount> malformed) {
    this(object, Loc.ROOT, rules, malformed);
  }

  private Counts(Map<?, ?> object, Loc at, TallyRules rules, Consumer<MalformedCount> malformed) {
    this.object = JsonValues.withTextKeys(object);
    this.at = at;
    this.rules = rules;
    this.malformed = malformed;
  }

  /** {@return the counts of an object that is a member of this one; of an empty one without it} */
  public Counts in(String field) {
    Object value = object.get(field);
    if (value != null && !(value instanceof Map<?, ?>)) {
      malformed(field, Reason.ENTRY_NOT_OBJECT, value, 0);
    }
    Map<?, ?> members = value instanceof Map<?, ?> map ? map : Map.of();
    return new Counts(members, at.key(field), rules, malformed);
  }

  /** {@return the counts of the objects in a list that is a member of this one} */
  public List<Counts> each(String field) {
    Object value = object.get(field);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> list)) {
      malformed(field, Reason.ENTRY_NOT_OBJECT, value, 0);
      return List.of();
    }
    List<Counts> elements = new ArrayList<>(list.size());
    for (int i = 0; i < list.size(); i++) {
      Object element = list.get(i);
      if (element instanceof Map<?, ?> members) {
        elements.add(new Counts(members, at.key(field).index(i), rules, malformed));
      } else if (element != null) {
        malformed(at.key(field).index(i), Reason.ENTRY_NOT_OBJECT, element);
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
    if (value instanceof Long count && count >= 0) {
      return count;
    }
    if (value instanceof Integer count && count >= 0) {
      return count;
    }
    if (value instanceof Number number) {
      Number exact = Numbers.exact(number);
      return exact == null
          ? malformed(field, Reason.NOT_A_NUMBER, value, 0)
          : number(field, exact, value);
    }
    if (value instanceof String text) {
      String trimmed = trimAscii(text);
      return isInteger(trimmed)
          ? number(field, integer(trimmed), value)
          : malformed(field, Reason.TEXT_NOT_INTEGER, value, 0);
    }
    return malformed(field, Reason.NOT_A_NUMBER, value, Boolean.TRUE.equals(value) ? 1 : 0);
  }

  private long number(String field, Number exact, Object value) {
    BigDecimal decimal = Numbers.decimal(exact);
    if (decimal.signum() < 0 && !rules.keepsNegativeAmounts()) {
      return malformed(field, Reason.NEGATIVE, value, 0);
    }
    if (decimal.abs().compareTo(TOO_MANY) >= 0) {
      throw new CountOverflowException(at.key(field));
    }
    long whole = truncate(decimal);
    if (whole < 0) {
      return malformed(field, Reason.NEGATIVE_KEPT, value, whole);
    }
    return decimal.compareTo(BigDecimal.valueOf(whole)) == 0
        ? whole
        : malformed(field, Reason.FRACTIONAL, value, whole);
  }

  /** {@return the whole part of a decimal within 64 bits, however long its fraction} */
  private static long truncate(BigDecimal decimal) {
    // Below one nothing is left, and a tiny exponent must not be written out.
    return decimal.abs().compareTo(BigDecimal.ONE) < 0 ? 0 : decimal.longValue();
  }

  private long malformed(String field, Reason reason, Object value, long counted) {
    malformed(at.key(field), reason, value);
    return counted;
  }

  private void malformed(Loc place, Reason reason, Object value) {
    String found = JsonValues.describe(value instanceof Number number ? plain(number) : value);
    malformed.accept(new MalformedCount(dotted(place), reason, found));
  }

  static String dotted(Loc place) {
    return place.steps().stream().map(String::valueOf).collect(Collectors.joining("."));
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
