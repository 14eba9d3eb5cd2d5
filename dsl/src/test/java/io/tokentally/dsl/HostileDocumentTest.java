package io.tokentally.dsl;

import static io.tokentally.dsl.Query.and;
import static io.tokentally.dsl.Query.field;
import static io.tokentally.dsl.Query.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tokentally.dsl.Operand.Convert.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Evaluation never throws, on whatever a map may hold. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HostileDocumentTest {

  private static Named<Object> named(String name, Object value) {
    return Named.of(name, value);
  }

  private static Object deep(int levels, boolean maps) {
    return deep("x", levels, maps);
  }

  private static Object deep(Object innermost, int levels, boolean maps) {
    Object value = innermost;
    for (int i = 0; i < levels; i++) {
      value = maps ? Map.of("k", value) : List.of(value);
    }
    return value;
  }

  private static Stream<Named<Object>> values() {
    List<Object> itself = new ArrayList<>();
    itself.add(itself);
    Map<Object, Object> oddKeys = new HashMap<>();
    oddKeys.put(null, 1);
    oddKeys.put(5, 2);
    oddKeys.put("k", 3);
    return Stream.of(
        named("deep lists", deep(100_000, false)),
        named("deep maps", deep(100_000, true)),
        named("a list that holds itself", itself),
        named("a map with odd keys", oddKeys),
        named("a sorted map of numbers", new TreeMap<>(Map.of(1, 2))),
        named("an immutable map", Map.of("k", 3)),
        named("a list of one", Collections.singletonList(null)),
        named("a long list", Collections.nCopies(100_000, "x")),
        named("a huge number", new BigDecimal("1e2147483640")),
        named("a tiny number", new BigDecimal("-1e-2147483640")),
        named("the largest exponent", BigDecimal.valueOf(10, Integer.MIN_VALUE)),
        named("the smallest exponent", BigDecimal.valueOf(10, Integer.MAX_VALUE)));
  }

  static Stream<Arguments> pairs() {
    List<Named<Object>> values = values().toList();
    return Stream.concat(
        values.stream().map(each -> arguments(each, each)),
        values.stream()
            .flatMap(
                each -> Stream.of(arguments(each, values.get(3)), arguments(values.get(5), each))));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void everyOperationAnswers(Object a, Object b) {
    Operand x = field("a");
    Operand y = field("b");
    Map<String, Object> document = new HashMap<>();
    document.put("a", a);
    document.put("b", b);
    List<Operation> operations = new ArrayList<>();
    operations.add(and(x, y));
    operations.add(x.eq(y));
    operations.add(x.gt(y));
    operations.add(x.lte(y));
    operations.add(x.in(y, x));
    operations.add(x.in("p", "2024-06-15"));
    operations.add(x.in(1, "p"));
    operations.add(x.eq("p"));
    operations.add(x.eq(Map.of("k", 1)));
    operations.add(x.contains(y));
    operations.add(x.contains("x"));
    operations.add(x.containsIgnoringCase("x"));
    operations.add(field("a.k").eq(field("a.0.k")));
    for (Type type : Type.values()) {
      operations.add(x.convert(type).eq(y.convert(type)));
    }

    for (Operation operation : operations) {
      assertThatCode(() -> where(operation).forMaps().test(document))
          .as("%s", operation)
          .doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 100, 1_400})
  void nestedValuesAreComparedToTheirEnd(int levels) {
    Map<String, Object> same = Map.of("a", deep(levels, true), "b", deep(levels, true));
    Map<String, Object> other = Map.of("a", deep(levels, false), "b", deep(levels + 1, false));

    assertThat(where(field("a").eq(field("b"))).forMaps().test(same)).isTrue();
    assertThat(where(field("a").eq(field("b"))).forMaps().test(other)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void valuesNestedBeyondReasonAreUnequalAndHaveNoText(boolean maps) {
    assertThat(equal(deep(2_000, maps), deep(2_000, maps))).isTrue();
    assertThat(equal(deep(2_001, maps), deep(2_001, maps))).isFalse();
    assertThat(equal(deep("y", 2_000, maps), deep(2_000, maps))).isFalse();
    assertThat(hasText(deep(1_999, maps))).isTrue();
    assertThat(hasText(deep(2_000, maps))).isFalse();
  }

  private static boolean equal(Object a, Object b) {
    return where(field("a").eq(field("b"))).forMaps().test(Map.of("a", a, "b", b));
  }

  private static boolean hasText(Object value) {
    return where(and(field("a").convert(Type.STRING).exists())).forMaps().test(Map.of("a", value));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theWeaveDialectAnswersOnDeepValuesToo(boolean maps) {
    Map<String, ?> document = Map.of("output", deep(100_000, maps));
    for (Operation operation :
        new Operation[] {
          field("output").contains("x"),
          and(field("output")),
          field("output").convert(Type.INT).eq(field("output")),
        }) {
      assertThatCode(
              () -> where(operation).compile(FieldResolver.maps(), Dialect.WEAVE).test(document))
          .as("%s", operation)
          .doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999", "-1e999", "1e-1000", "1e1000", "1e-1001", "1e999999999"})
  void numbersAreWrittenOutUpToAThousandDigits(BigDecimal number) {
    boolean shortEnough = Math.abs(number.scale()) <= 1_000 && number.scale() != -1_000;
    Map<String, Object> document = Map.of("a", number, "b", List.of(number));

    assertThat(where(and(field("a").convert(Type.STRING).exists())).forMaps().test(document))
        .isEqualTo(shortEnough);
    assertThat(where(and(field("a").convert(Type.INT).exists())).forMaps().test(document))
        .isEqualTo(shortEnough);
    assertThat(where(and(field("b").convert(Type.STRING).exists())).forMaps().test(document))
        .isEqualTo(shortEnough);
    assertThat(where(field("a").convert(Type.DOUBLE).eq(number)).forMaps().test(document)).isTrue();
    assertThat(where(and(field("a").convert(Type.BOOL))).forMaps().test(document)).isTrue();
  }
}
