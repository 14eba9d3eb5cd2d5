package io.tokentally.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonReader;
import io.tokentally.json.Loc;
import java.math.BigDecimal;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Numbers in a query keep their digits: docs/semantics.md rule 6. */
class NumberSpellingTest {

  private static String query(String number) {
    return "{\"$expr\":{\"$eq\":[{\"$getField\":\"a\"},{\"$literal\":[{\"$literal\":"
        + number
        + "}]}]}}";
  }

  private static String written(String number) {
    String json = Query.parse(query(number)).toJson();
    String around = query("");
    int from = around.indexOf("[{\"$literal\":") + "[{\"$literal\":".length();
    return json.substring(from, json.length() - (around.length() - from));
  }

  @Property(tries = 2_000)
  void plainNumbersAreWrittenAsTheyWereRead(@ForAll("plain") String number) {
    assertThat(written(number)).isEqualTo(number);
  }

  @Property(tries = 2_000)
  void digitsValueAndKindStay(@ForAll("numbers") String number) {
    String written = written(number);
    Object before = JsonReader.read(number, Loc.ROOT, new ErrorCollector());
    Object after = JsonReader.read(written, Loc.ROOT, new ErrorCollector());

    assertThat(after).hasSameClassAs(before);
    if (before instanceof BigDecimal decimal && decimal.scale() != 0) {
      assertThat(after).isEqualTo(before); // the scale is the number of digits after the point
    }
    assertThat(written(written)).isEqualTo(written);
    assertThat(Query.parse(query(written)))
        .isEqualTo(Query.parse(query(number)))
        .hasSameHashCodeAs(Query.parse(query(number)));
  }

  @Property(tries = 1_000)
  void trailingZerosMakeNoOtherQuery(
      @ForAll("plain") String number, @ForAll("zeros") String zeros) {
    String decimal = number.contains(".") ? number : number + ".0";
    Query one = Query.parse(query(decimal));
    Query other = Query.parse(query(decimal + zeros));

    assertThat(other).isEqualTo(one).hasSameHashCodeAs(one);
    assertThat(other.toJson()).contains(decimal + zeros);
  }

  @Provide
  Arbitrary<String> zeros() {
    return Arbitraries.strings().withChars('0').ofMaxLength(5);
  }

  /** {@return numbers without an exponent, but for -0, which loses its sign} */
  @Provide
  Arbitrary<String> plain() {
    Arbitrary<String> whole =
        Arbitraries.oneOf(
            Arbitraries.just("0"), Arbitraries.longs().between(1, 1L << 60).map(String::valueOf));
    Arbitrary<String> fraction =
        Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(6).map(digits -> "." + digits);
    return Combinators.combine(
            Arbitraries.of("", "-"), whole, Arbitraries.oneOf(Arbitraries.just(""), fraction))
        .as((sign, digits, rest) -> sign + digits + rest)
        .filter(number -> new BigDecimal(number).signum() != 0 || !number.startsWith("-"));
  }

  @Provide
  Arbitrary<String> numbers() {
    return Combinators.combine(
            plain(),
            Arbitraries.of("e", "E"),
            Arbitraries.of("", "+", "-"),
            Arbitraries.integers().between(0, 400),
            Arbitraries.of(true, false))
        .as((number, e, sign, exponent, bare) -> bare ? number : number + e + sign + exponent);
  }
}
