package io.tokentally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls built in Java: they hold JSON only, and nobody can change them. */
class CallTest {

  /** MLflow writes attributes as JSON. */
  @Test
  void theKindOfASpanIsItsOperation() {
    for (String value : List.of("AGENT", "\"AGENT\"")) {
      Call call = Call.builder().id("a").attributes(Map.of("mlflow.spanType", value)).build();
      assertThat(call.operation()).isEqualTo("mlflow.spanType=AGENT");
    }
    Call call = Call.builder().id("a").attributes(Map.of("mlflow.spanType", "\"")).build();
    assertThat(call.operation()).isEqualTo("mlflow.spanType=\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'id':'a'} | false",
        "{'id':'a','exception':''} | true",
        "{'id':'a','exception':'timeout'} | true",
        "{'id':'a','summary':{'weave':{'status':'error'}}} | true",
        "{'id':'a','summary':{'weave':{'status':'success'}}} | false",
        "{'id':'a','summary':{'weave':7,'status_counts':{'error':1}}} | false",
        "{'id':'a','summary':7} | false",
        "{'id':'a','attributes':{'error.type':'timeout'}} | true",
        "{'id':'a','attributes':{'error.type':''}} | false",
        "{'id':'a','attributes':{'otel':{'otel.status_code':'ERROR'}}} | true",
        "{'id':'a','attributes':{'otel.status_code':'OK'}} | false",
        "{'id':'a','attributes':{'langfuse.observation.level':'ERROR'}} | true",
        "{'id':'a','attributes':{'langfuse.observation.level':'WARNING'}} | false",
        "{'id':'a','attributes':['error']} | false"
      })
  void failedIfItSaysSo(String json, boolean failed) {
    assertThat(Call.parse(json.replace('\'', '"')).failed()).isEqualTo(failed);
  }

  @Test
  void onlyTheIdIsRequired() {
    Call call = Call.builder().id("call-1").build();

    assertThat(call.id()).isEqualTo("call-1");
    assertThat(call.startedAt()).isNull();
    assertThat(call.summary()).isNull();
    assertThat(call.inputRefs()).isEmpty();
    assertThat(call.otherMembers()).isEmpty();
    assertThat(call.toJson()).isEqualTo("{\"id\":\"call-1\"}");
    assertThatThrownBy(() -> Call.builder().build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("id");
  }

  static Stream<Arguments> jsonColumns() {
    return Stream.of(
        column("inputs", Call.Builder::inputs),
        column("output", Call.Builder::output),
        column("attributes", Call.Builder::attributes),
        column("summary", Call.Builder::summary),
        column("more", (call, value) -> call.putOtherMembers("more", value)));
  }

  private static Arguments column(String name, BiConsumer<Call.Builder, Object> setter) {
    BiFunction<Call.Builder, Object, Call> build =
        (call, value) -> {
          setter.accept(call, value);
          return call.build();
        };
    return arguments(Named.of(name, build), name);
  }

  @ParameterizedTest
  @MethodSource("jsonColumns")
  void changingTheGivenMapLaterChangesNothing(
      BiFunction<Call.Builder, Object, Call> build, String name) {
    List<Object> inner = new ArrayList<>(List.of(1));
    Map<String, Object> outer = new HashMap<>(Map.of("list", inner));
    Call call = build.apply(Call.builder().id("a"), outer);

    inner.add(2);
    outer.put("late", true);

    assertThat(call.toJson()).isEqualTo("{\"id\":\"a\",\"" + name + "\":{\"list\":[1]}}");
  }

  @ParameterizedTest
  @MethodSource("jsonColumns")
  void whatIsNoJsonIsRefused(BiFunction<Call.Builder, Object, Call> build, String name) {
    String expected = "expected null, a boolean, number, string, list or map, found ";
    assertRefused(build, URI.create("a:b"), expected + "java.net.URI");
    assertRefused(build, List.of(Map.of("a", 'c')), expected + "java.lang.Character");
    assertRefused(build, Map.of("a", Double.NaN), expected + "NaN");
    assertRefused(build, Set.of("a"), expected + Set.of("a").getClass().getName());
    assertRefused(build, Map.of(5, "five"), "expected a string as a key, found 5");
  }

  private static void assertRefused(
      BiFunction<Call.Builder, Object, Call> build, Object value, String message) {
    assertThatThrownBy(() -> build.apply(Call.builder().id("a"), value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @MethodSource("jsonColumns")
  void javaNumbersAndMomentsBecomeJson(BiFunction<Call.Builder, Object, Call> build, String name) {
    List<Object> values = List.of(1, (short) 2, 3L, 4.5f, 5.5, Instant.EPOCH, BigInteger.TEN);

    assertThat(build.apply(Call.builder().id("a"), values).toJson())
        .isEqualTo("{\"id\":\"a\",\"" + name + "\":[1,2,3,4.5,5.5,\"1970-01-01T00:00:00Z\",10]}");
  }

  @Test
  void everythingInsideIsUnmodifiable() {
    Call call = Calls.full();
    Map<?, ?> inputs = (Map<?, ?>) call.inputs();
    Map<?, ?> summary = (Map<?, ?>) call.summary();
    Map<?, ?> zone = (Map<?, ?>) call.otherMembers().get("zone");

    assertThatThrownBy(inputs::clear).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(((Map<?, ?>) summary.get("usage"))::clear)
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(((List<?>) call.output())::clear)
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(((List<?>) zone.get("b"))::clear)
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(call.otherMembers()::clear)
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(call.inputRefs()::clear).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void otherMembersCannotStandInForColumns() {
    assertThatThrownBy(() -> Call.builder().id("a").putOtherMembers("id", "b").build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("id");
  }

  @Test
  void builtIntegersAreEqualToReadOnes() {
    Call built = Call.builder().id("a").inputs(List.of(BigInteger.TWO, 3)).build();

    assertThat(Call.parse("{\"id\":\"a\",\"inputs\":[2,3]}")).isEqualTo(built);
  }

  @Test
  void whatCanBeBuiltCanBeReadBack() {
    Object deepest = 1L;
    int levels = 0;
    Call call = Call.builder().id("a").build();
    try {
      for (; levels < 2_000; levels++) {
        deepest = List.of(deepest);
        call = Call.builder().id("a").inputs(deepest).build();
      }
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageStartingWith("nested deeper than");
    }

    assertThat(levels).isGreaterThan(1_000);
    assertThat(Call.parse(call.toJson())).isEqualTo(call);
  }

  @Test
  void usageIsThatOfTheSummary() {
    Call call = Calls.full();

    assertThat(call.usage()).isEqualTo(Map.of("m", Map.of("requests", 24L)));
    assertThat(Call.builder().id("a").build().usage()).isNull();
    assertThat(Call.builder().id("a").summary(Map.of()).build().usage()).isNull();
    assertThat(Call.builder().id("a").summary(List.of(7)).build().usage()).isEqualTo(List.of(7L));
  }

  @Test
  void callsAreEqualByTheirValues() {
    assertThat(Calls.full())
        .isEqualTo(Calls.full())
        .hasSameHashCodeAs(Calls.full())
        .isNotEqualTo(Call.builder().from(Calls.full()).displayName("other").build());
  }

  @Test
  void builderStartsFromAnotherCall() {
    assertThat(Call.builder().from(Calls.full()).build()).isEqualTo(Calls.full());
  }
}
