package io.tokentally.dsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tokentally.ValidationError;
import io.tokentally.ValidationError.Type;
import io.tokentally.ValidationException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON made to break the reader of queries. */
class HostileQueryTest {

  private static List<ValidationError> faults(String json) {
    return catchThrowableOfType(ValidationException.class, () -> Query.parse(json)).errors();
  }

  private static Stream<List<Object>> places(String json) {
    return faults(json).stream().map(ValidationError::loc);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[",
        "{\"a\":",
        "{\"$not\":[",
        "{\"$literal\":[",
        "{\"$literal\":{\"a\":",
        "{\"$contains\":{\"input\":",
        "{\"$in\":[{\"$literal\":1},[",
        "{\"$expr\":",
        "[{\"$expr\":"
      })
  void nestingInsideTheQueryIsOneFaultOfTheQuery(String open) {
    assertThat(faults("{\"$expr\":" + open.repeat(100_000)))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.loc()).containsExactly("$expr");
              assertThat(fault.type()).isEqualTo(Type.LIMIT);
              assertThat(fault.msg()).isEqualTo("nested deeper than 1500 levels of JSON");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[",
        "{\"a\":",
        "{\"limit\":[[",
        "{\"$expr\":{\"$and\":[]},\"x\":[",
        "[{\"$expr\":[",
      })
  void nestingOutsideTheQueryIsAFaultOfTheDocument(String open) {
    assertThat(faults(open + "[".repeat(100_000)))
        .containsExactly(
            new ValidationError(List.of(), "nested deeper than 1500 levels of JSON", Type.LIMIT));
  }

  static Stream<Arguments> wraps() {
    return Stream.of(
        arguments("{\"$not\":[", "]}"),
        arguments("{\"$eq\":[{\"$literal\":1},", "]}"),
        arguments("{\"$in\":[{\"$literal\":1},[", "]]}"),
        arguments("{\"$contains\":{\"substr\":{\"$literal\":1},\"input\":", "}}"),
        arguments("{\"$convert\":{\"to\":\"int\",\"input\":", "}}"),
        arguments("{\"$literal\":[", "]}"),
        arguments("{\"$literal\":{\"a\":", "}}"));
  }

  @ParameterizedTest
  @MethodSource("wraps")
  void queryMayBeTwoHundredLevelsDeep(String open, String close) {
    String json =
        "{\"$expr\":{\"$not\":["
            + open.repeat(198)
            + "{\"$literal\":1}"
            + close.repeat(198)
            + "]}}";
    Query deepest = Query.parse(json);

    assertThat(Query.parse(deepest.toJson())).isEqualTo(deepest);
    assertThat(deepest.toString()).isNotEmpty();
    assertThat(deepest.forMaps()).isNotNull();
    assertThat(
            faults(
                "{\"$expr\":{\"$not\":["
                    + open.repeat(199)
                    + "{\"$literal\":1}"
                    + close.repeat(199)
                    + "]}}"))
        .containsExactly(
            new ValidationError(
                List.of("$expr"), "expected a query at most 200 levels deep", Type.LIMIT));
  }

  @ParameterizedTest
  @CsvSource({"{\"$literal\":1}, 9999", "{\"$not\":[{\"$literal\":1}]}, 4999"})
  void queryMayHaveTenThousandNodes(String operand, int most) {
    String one = operand.contains("$not") ? "{\"$literal\":2}," : "";
    String json =
        "{\"$expr\":{\"$or\":[" + one + (operand + ",").repeat(most - 1) + operand + "]}}";
    Query biggest = Query.parse(json);

    assertThat(Query.parse(biggest.toJson())).isEqualTo(biggest);
    assertThat(biggest.forMaps().test(Map.of())).isTrue();
    assertThat(faults(json.replace("\"$or\":[", "\"$or\":[{\"$literal\":3},")))
        .containsExactly(
            new ValidationError(
                List.of("$expr"), "expected a query of at most 10000 nodes", Type.LIMIT));
  }

  @Test
  void membersOfLiteralsAreNodes() {
    String members = "{\"$literal\":1},".repeat(9_998);

    assertThat(Query.parse("{\"$expr\":{\"$not\":[{\"$literal\":[" + chop(members) + "]}]}}"))
        .isNotNull();
    assertThat(faults("{\"$expr\":{\"$not\":[{\"$literal\":[" + members + "{}]}]}}"))
        .containsExactly(
            new ValidationError(
                List.of("$expr"), "expected a query of at most 10000 nodes", Type.LIMIT));
  }

  private static String chop(String list) {
    return list.substring(0, list.length() - 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"zzz\":1,\"$expr\":DEEP}",
        "{\"$expr\":{\"$and\":[5,{},DEEP,6]}}",
        "{\"$expr\":{\"$and\":[{\"$literal\":1,\"$literal\":2},DEEP]}}",
        "{\"$expr\":{\"$and\":[{\"$literal\":1e99999999999},DEEP]}}"
      })
  void limitIsTheOnlyFault(String json) {
    String deep = "{\"$not\":[".repeat(200) + "{\"$literal\":1}" + "]}".repeat(200);

    assertThat(places(json.replace("DEEP", deep))).containsExactly(List.of("$expr"));
  }

  @Test
  void operandsThatAreNotReadDoNotCount() {
    String deep = "{\"$not\":[".repeat(300) + "{\"$literal\":1}" + "]}".repeat(300);

    assertThat(places("{\"$expr\":{\"$nor\":[" + deep + "]}}"))
        .containsExactly(List.of("$expr", "$nor"));
    assertThat(places("{\"$expr\":{\"$not\":[{\"$literal\":1}," + deep + "]}}"))
        .containsExactly(List.of("$expr", "$not"));
  }
}
