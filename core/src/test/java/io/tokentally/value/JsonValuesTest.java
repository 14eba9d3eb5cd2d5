package io.tokentally.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokentally.testing.JsonArbitraries;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonValuesTest {

  @Test
  void frozenValueIsACopyAllTheWayDown() {
    List<Object> inner = new ArrayList<>(List.of("one"));
    Map<String, Object> outer = new LinkedHashMap<>(Map.of("list", inner));

    Object frozen = JsonValues.freeze(outer);
    inner.add("two");
    outer.put("more", true);

    assertThat(frozen).isEqualTo(Map.of("list", List.of("one")));
  }

  @Test
  @SuppressWarnings("unchecked") // it is a map of lists
  void frozenValueRefusesEveryChange() {
    Map<String, Object> map =
        (Map<String, Object>) JsonValues.freeze(Map.of("list", List.of(1, 2)));
    List<Object> list = (List<Object>) map.get("list");
    Map.Entry<String, Object> entry = map.entrySet().iterator().next();

    assertRefused(() -> map.put("a", 1));
    assertRefused(() -> map.remove("list"));
    assertRefused(map::clear);
    assertRefused(() -> map.keySet().clear());
    assertRefused(() -> map.values().clear());
    assertRefused(() -> entry.setValue(3));
    assertRefused(() -> list.add(3));
    assertRefused(() -> list.set(0, 3));
    assertRefused(() -> list.remove(0));
    assertRefused(list::clear);
    assertRefused(() -> list.sort(null));
    assertThat(map).isEqualTo(Map.of("list", List.of(1L, 2L)));
  }

  private static void assertRefused(ThrowingCallable change) {
    assertThatThrownBy(change).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void scalarsTakeOneForm() {
    assertThat(JsonValues.freeze(Arrays.asList(null, true, 5, 2.5, 'x' + "", Instant.EPOCH)))
        .isEqualTo(
            Arrays.asList(null, true, 5L, new BigDecimal("2.5"), "x", "1970-01-01T00:00:00Z"));
  }

  @Test
  void keysKeepTheirOrder() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("z", 1);
    map.put("a", 2);
    map.put("m", null);

    assertThat(JsonValues.freeze(map)).hasToString("{z=1, a=2, m=null}");
  }

  static Stream<Arguments> noJson() {
    Map<Object, Object> numberAsKey = new HashMap<>(Map.of(7, "seven"));
    Map<Object, Object> nullAsKey = new HashMap<>();
    nullAsKey.put(null, "nothing");
    String expected = "expected null, a boolean, number, string, list or map, found ";
    return Stream.of(
        Arguments.of(Set.of(1), expected + Set.of(1).getClass().getName()),
        Arguments.of(URI.create("a:b"), expected + "java.net.URI"),
        Arguments.of('x', expected + "java.lang.Character"),
        Arguments.of(new int[] {1}, expected + "[I"),
        Arguments.of(
            List.<Object>of((Object) new String[] {"a"}), expected + "[Ljava.lang.String;"),
        Arguments.of(Map.of("a", Double.NaN), expected + "NaN"),
        Arguments.of(Float.POSITIVE_INFINITY, expected + "Infinity"),
        Arguments.of(numberAsKey, "expected a string as a key, found 7"),
        Arguments.of(nullAsKey, "expected a string as a key, found null"));
  }

  @ParameterizedTest
  @MethodSource("noJson")
  void whatIsNoJsonIsRefused(Object value, String message) {
    assertThatThrownBy(() -> JsonValues.freeze(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void valuesThatHoldThemselvesAreRefused() {
    List<Object> list = new ArrayList<>();
    list.add(list);

    assertThatThrownBy(() -> JsonValues.freeze(list))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("nested deeper than ");
  }

  @Test
  void freezingInLayersIsBoundedToo() {
    assertThatThrownBy(
            () -> {
              Object value = 1;
              for (int i = 0; i < 2_000; i++) {
                value = JsonValues.freeze(List.of(value));
              }
            })
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("nested deeper than ");
  }

  static Stream<Arguments> described() {
    return Stream.of(
        Arguments.of(null, "null"),
        Arguments.of("a\"b", "string \"a\"b\""),
        Arguments.of("x".repeat(61), "string \"" + "x".repeat(60) + "…\""),
        Arguments.of(false, "false"),
        Arguments.of(new BigDecimal("1e9"), "1E+9"),
        Arguments.of(new BigDecimal("9".repeat(70)), "9".repeat(60) + "…"),
        Arguments.of(List.of(4, 5), "a list of 2"),
        Arguments.of(Map.of(), "an empty object"),
        Arguments.of(Map.of("a", 1), "an object"),
        Arguments.of(URI.create("a:b"), "java.net.URI"));
  }

  @ParameterizedTest
  @MethodSource("described")
  void valuesAreDescribedInWords(Object value, String words) {
    assertThat(JsonValues.describe(value)).isEqualTo(words);
  }

  @Property(tries = 300)
  void frozenValueIsEqualAndFreezingItAgainCostsNothing(@ForAll("values") Object value) {
    Object frozen = JsonValues.freeze(value);

    assertThat(frozen).isEqualTo(value);
    assertThat(JsonValues.freeze(frozen)).isSameAs(frozen);
  }

  @Provide
  Arbitrary<Object> values() {
    return JsonArbitraries.values();
  }
}
