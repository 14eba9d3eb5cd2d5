package io.tokentally.testing;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/** Random JSON as plain values, in the forms that reading gives: what is equal reads back equal. */
public final class JsonArbitraries {

  private JsonArbitraries() {}

  /**
   * {@return short texts of what is hard for JSON and UTF-8: escapes, controls, pairs, lone halves}
   */
  public static Arbitrary<String> texts() {
    Arbitrary<String> hard =
        Arbitraries.strings()
            .withChars('a', 'B', ' ', '"', '\\', '/', '\0', '\n', '\r', '\u001f', '\u007f')
            .withChars('\u00e4', '\u0130', '\u2028', '\ufeff', '\uffff')
            .withChars('\ud800', '\ud83d', '\ude00', '\udfff')
            .ofMaxLength(6);
    return Arbitraries.oneOf(hard, Arbitraries.strings().ofMaxLength(4));
  }

  /** {@return integers of any size, and decimals that are written with a point or an exponent} */
  public static Arbitrary<Number> numbers() {
    Arbitrary<Number> longs = Arbitraries.longs().map(Number.class::cast);
    Arbitrary<Number> integers =
        Arbitraries.bigIntegers()
            .between(BigInteger.ONE.shiftLeft(63), BigInteger.ONE.shiftLeft(90))
            .map(Number.class::cast);
    Arbitrary<Number> negative =
        integers.map(each -> ((BigInteger) each).negate().subtract(BigInteger.TWO));
    Arbitrary<BigInteger> digits =
        Arbitraries.bigIntegers().between(BigInteger.TWO.pow(80).negate(), BigInteger.TWO.pow(80));
    Arbitrary<Integer> scales = Arbitraries.integers().between(-400, 400).filter(each -> each != 0);
    Arbitrary<Number> decimals = Combinators.combine(digits, scales).as(BigDecimal::new);
    return Arbitraries.oneOf(longs, integers, negative, decimals);
  }

  /** {@return any JSON value, up to four levels deep} */
  public static Arbitrary<@Nullable Object> values() {
    return values(4);
  }

  /** {@return JSON objects, up to three levels deep} */
  public static Arbitrary<Map<String, @Nullable Object>> objects() {
    return objects(values(2));
  }

  private static Arbitrary<@Nullable Object> values(int levels) {
    Arbitrary<@Nullable Object> scalars =
        Arbitraries.<@Nullable Object>oneOf(Arbitraries.of(true, false), numbers(), texts())
            .injectNull(0.15);
    if (levels == 1) {
      return scalars;
    }
    Arbitrary<@Nullable Object> deeper = values(levels - 1);
    // What is lazy is not hashed again for every value.
    Arbitrary<@Nullable Object> inner = Arbitraries.lazy(() -> deeper);
    Arbitrary<List<@Nullable Object>> lists = inner.list().ofMaxSize(3);
    return Arbitraries.oneOf(scalars, lists, objects(inner));
  }

  private static Arbitrary<Map<String, @Nullable Object>> objects(
      Arbitrary<@Nullable Object> members) {
    Arbitrary<List<String>> keys =
        texts().filter(JsonArbitraries::isWhole).list().ofMaxSize(3).uniqueElements();
    return Combinators.combine(keys, members.list().ofSize(3)).as(JsonArbitraries::object);
  }

  /** Keys are without lone halves: the tests of reading have those. */
  private static boolean isWhole(String key) {
    return key.codePoints().noneMatch(each -> each >= 0xd800 && each <= 0xdfff);
  }

  private static Map<String, @Nullable Object> object(
      List<String> keys, List<@Nullable Object> values) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      object.put(keys.get(i), values.get(i));
    }
    return object;
  }
}
