package io.tokentally.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokentally.ValidationException;
import io.tokentally.aggregation.Refusals;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are no JSON, or no sound JSON: the same for all five requests. */
class RequestBodiesTest {

  enum Request {
    COST_CREATE(CostCreateReq::parse, "\"costs\":{}"),
    COST_QUERY(CostQueryReq::parse, "\"limit\":1"),
    COST_PURGE(CostPurgeReq::parse, "\"query\":{\"$expr\":{\"$not\":[{\"$literal\":1}]}}"),
    CALLS_USAGE(CallsUsageReq::parse, "\"call_ids\":[]"),
    TRACE_USAGE(TraceUsageReq::parse, "\"limit\":1");

    @SuppressWarnings("ImmutableEnumChecker") // method references hold nothing
    private final Function<String, Object> parse;

    private final String members;

    Request(Function<String, Object> parse, String members) {
      this.parse = parse;
      this.members = members;
    }

    List<String> refusal(String body) {
      return Refusals.of(() -> parse.apply(body));
    }
  }

  static Stream<Arguments> malformed() {
    List<String> bodies =
        List.of(
            "",
            " ",
            "{",
            "{\"project_id\":\"p\"",
            "{'a':1}",
            "nul",
            "{} {}",
            "[1,]",
            "{\"project_id\":NaN}",
            "{\"limit\":01}",
            "// none\n{}",
            "{\"a\" 1}");
    return Arrays.stream(Request.values())
        .flatMap(request -> bodies.stream().map(body -> Arguments.of(request, body)));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void textThatIsNoJsonIsRefusedAsAWhole(Request request, String body) {
    assertThat(request.refusal(body))
        .singleElement()
        .asString()
        .startsWith("[\"body\"] json: not JSON: ");
  }

  @ParameterizedTest
  @EnumSource
  void saysWhereTheTextStopsBeingJson(Request request) {
    assertThatThrownBy(() -> request.parse.apply("{\"project_id\":\"p\",\n  \"x\" 5}"))
        .isInstanceOf(ValidationException.class)
        .hasMessageStartingWith("body: not JSON: ")
        .hasMessageEndingWith("at line 2, column 7");
    assertThat(request.refusal(""))
        .containsExactly("[\"body\"] json: not JSON: expected a value, found nothing");
  }

  @ParameterizedTest
  @EnumSource
  void keysWrittenTwiceAreFaultsBesideOthers(Request request) {
    String body =
        "{\"project_id\":\"p\",%s,\"x\":{\"y\":1,\"y\":2},\"project_id\":\"q\"}"
            .formatted(request.members);
    assertThat(request.refusal(body))
        .hasSize(3)
        .contains(
            "[\"body\",\"x\",\"y\"] json: key written twice in one object: \"y\"",
            "[\"body\",\"project_id\"] json: key written twice in one object: \"project_id\"")
        .anyMatch(fault -> fault.startsWith("[\"body\",\"x\"] extra_forbidden: unknown member"));
  }

  @ParameterizedTest
  @EnumSource
  void numbersBeyondTheLimitsAreFaults(Request request) {
    assertThat(request.refusal("{\"project_id\":\"p\",\"limit\":1e99999999999}"))
        .contains(
            "[\"body\",\"limit\"] limit: the exponent of the number is out of range:"
                + " 1e99999999999");
    String digits = "{\"project_id\":\"p\",\"limit\":" + "1".repeat(10_001) + "}";
    assertThat(request.refusal(digits))
        .contains(
            "[\"body\",\"limit\"] limit: expected a number of at most 10000 characters, found"
                + " 10001");
  }

  @ParameterizedTest
  @EnumSource
  void jsonThatIsNestedTooDeepIsRefusedNotOverflowed(Request request) {
    String deep = "[".repeat(5_000) + "]".repeat(5_000);
    assertThat(request.refusal("{\"project_id\":" + deep + "}"))
        .containsExactly("[\"body\"] limit: nested deeper than 1500 levels of JSON");
    assertThat(request.refusal(deep))
        .containsExactly("[\"body\"] limit: nested deeper than 1500 levels of JSON");
  }

  @ParameterizedTest
  @EnumSource
  void jsonThatIsNestedTooDeepInAListIsRefusedWhateverTheKeys(Request request) {
    String deep = "[".repeat(5_000) + "]".repeat(5_000);
    assertThat(request.refusal("{\"sort_by\":[{\"$expr\":" + deep + "}]}"))
        .singleElement()
        .asString()
        .startsWith("[\"body\"")
        .endsWith(" limit: nested deeper than 1500 levels of JSON");
  }

  @ParameterizedTest
  @EnumSource(names = {"COST_QUERY", "COST_PURGE", "TRACE_USAGE"})
  void aQueryNestedTooDeepIsOneFaultOfTheQuery(Request request) {
    for (int levels : new int[] {201, 400, 5_000}) {
      String body = "{\"project_id\":\"p\",\"query\":{\"$expr\":" + not(levels) + "}}";
      assertThat(request.refusal(body))
          .singleElement()
          .asString()
          .startsWith("[\"body\",\"query\",\"$expr\"] limit: ");
    }
    assertThat(request.refusal("{\"project_id\":7,\"query\":{\"$expr\":" + not(201) + "}}"))
        .containsExactlyInAnyOrder(
            "[\"body\",\"project_id\"] type: expected a string, found 7",
            "[\"body\",\"query\",\"$expr\"] limit: expected a query at most 200 levels deep");
  }

  @ParameterizedTest
  @EnumSource(names = {"COST_QUERY", "COST_PURGE", "TRACE_USAGE"})
  void aQueryWithTooManyNodesIsOneFaultOfTheQuery(Request request) {
    String many = "{\"$or\":[" + "{\"$literal\":0},".repeat(9_999) + "5]}";
    assertThat(request.refusal("{\"project_id\":\"p\",\"query\":{\"$expr\":" + many + "}}"))
        .containsExactly(
            "[\"body\",\"query\",\"$expr\"] limit: expected a query of at most 10000 nodes");
  }

  @Test
  void aQueryAsDeepAsAllowedIsRead() {
    String body = "{\"project_id\":\"p\",\"query\":{\"$expr\":" + not(200) + "}}";
    CostPurgeReq request = CostPurgeReq.parse(body);
    assertThat(request.toJson()).isEqualTo(body);
    assertThat(TraceUsageReq.parse(body).query()).isEqualTo(request.query());
    assertThat(CostQueryReq.parse(body).query()).isEqualTo(request.query());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\ud800", "\\u0000", "\\ud83d\\ude00", "\\\"", "\\\\"})
  void anyTextIsAProject(String written) {
    String body = "{\"project_id\":\"" + written + "\"}";
    CostQueryReq request = CostQueryReq.parse(body);
    assertThat(CostQueryReq.parse(request.toJson())).isEqualTo(request);
  }

  private static String not(int levels) {
    return "{\"$not\":[".repeat(levels - 1) + "{\"$literal\":1}" + "]}".repeat(levels - 1);
  }
}
