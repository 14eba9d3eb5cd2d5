package io.tokentally.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.aggregation.Refusals;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a body of {@code /calls/usage} may hold: the contract's CallsUsageReq. */
class CallsUsageRequestTest {

  @Test
  void readsEveryProperty() {
    CallsUsageReq request =
        CallsUsageReq.parse(
            """
            {"project_id":"p/one","call_ids":["b","a","b",""],"include_costs":true,"limit":7}\
            """);
    assertThat(request.projectId()).isEqualTo("p/one");
    assertThat(request.callIds()).containsExactly("b", "a", "b", "");
    assertThat(request.includeCosts()).isTrue();
    assertThat(request.limit()).isEqualTo(7);
  }

  @Test
  void hasTheDefaultsOfTheContract() {
    CallsUsageReq request = CallsUsageReq.parse("{\"project_id\":\"p\",\"call_ids\":[]}");
    assertThat(request.callIds()).isEmpty();
    assertThat(request.includeCosts()).isFalse();
    assertThat(request.limit()).isEqualTo(10_000);
    assertThat(CallsUsageReq.of("p", List.of())).isEqualTo(request);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          "call_ids":[]                      | ["body","project_id"] missing: required, but not there
          "project_id":"p"                   | ["body","call_ids"] missing: required, but not there
          "project_id":null,"call_ids":[]    | ["body","project_id"] type: expected a string, found null
          "project_id":true,"call_ids":[]    | ["body","project_id"] type: expected a string, found true
          "project_id":"p","call_ids":null   | ["body","call_ids"] type: expected a list, found null
          "project_id":"p","call_ids":"a"    | ["body","call_ids"] type: expected a list, found string "a"
          "project_id":"p","call_ids":{}     | ["body","call_ids"] type: expected a list, found an empty object
          "project_id":"p","call_ids":["a",1]    | ["body","call_ids",1] type: expected a string, found 1
          "project_id":"p","call_ids":[null]     | ["body","call_ids",0] type: expected a string, found null
          "project_id":"p","call_ids":[["a"]]    | ["body","call_ids",0] type: expected a string, found a list of 1
          "project_id":"p","call_ids":[],"include_costs":null   | ["body","include_costs"] type: expected true or false, found null
          "project_id":"p","call_ids":[],"include_costs":"true" | ["body","include_costs"] type: expected true or false, found string "true"
          "project_id":"p","call_ids":[],"include_costs":1      | ["body","include_costs"] type: expected true or false, found 1
          "project_id":"p","call_ids":[],"limit":null  | ["body","limit"] type: expected an integer, found null
          "project_id":"p","call_ids":[],"limit":"9"   | ["body","limit"] type: expected an integer, found string "9"
          "project_id":"p","call_ids":[],"limit":2.5   | ["body","limit"] type: expected an integer, found 2.5
          "project_id":"p","call_ids":[],"limit":1e19  | ["body","limit"] value: expected an integer of at most 64 bits
          "project_id":"p","call_ids":[],"query":null  | ["body","query"] extra_forbidden: unknown member; known: project_id, call_ids, include_costs, limit
          """)
  void refusesWhatTheContractDoesNotAllow(String members, String fault) {
    assertThat(Refusals.of(() -> CallsUsageReq.parse("{" + members + "}"))).containsExactly(fault);
  }

  @Test
  void tellsAllFaultsAtOnce() {
    String body = "{\"call_ids\":[1,\"a\",false],\"include_costs\":0,\"limit\":[],\"x\":null}";
    assertThat(Refusals.of(() -> CallsUsageReq.parse(body)))
        .containsExactlyInAnyOrder(
            "[\"body\",\"project_id\"] missing: required, but not there",
            "[\"body\",\"call_ids\",0] type: expected a string, found 1",
            "[\"body\",\"call_ids\",2] type: expected a string, found false",
            "[\"body\",\"include_costs\"] type: expected true or false, found 0",
            "[\"body\",\"limit\"] type: expected an integer, found a list of 0",
            "[\"body\",\"x\"] extra_forbidden: unknown member; known: project_id, call_ids,"
                + " include_costs, limit");
  }
}
