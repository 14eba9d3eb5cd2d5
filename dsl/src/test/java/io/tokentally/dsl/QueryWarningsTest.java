package io.tokentally.dsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokentally.Call;
import io.tokentally.ValidationException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryWarningsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"$gte": [{"$getField": "started_at"}, {"$literal": 1788256800000}]} | $expr.$gte: started_at is a date, and numbers are seconds since 1970: 1788256800000 is after the year 9999, which no date is; in milliseconds it is 2026-09-01T10:00:00Z, which is 1788256800.000
          {"$lt": [{"$literal": "soon"}, {"$getField": "ended_at"}]} | $expr.$lt: ended_at is a date, and never meets the string "soon"; expected a date such as 2024-06-15T10:00:00Z
          {"$eq": [{"$getField": "wb_run_step"}, {"$literal": "3"}]} | $expr.$eq: wb_run_step is a number, and never meets the string "3"
          {"$in": [{"$getField": "op_name"}, []]} | $expr.$in: nothing is in an empty list
          {"$not": [{"$in": [{"$getField": "started_at"}, [{"$literal": "x"}]]}]} | $expr.$not[0].$in[1][0]: started_at is a date, and never meets the string "x"; expected a date such as 2024-06-15T10:00:00Z
          {"$gt": [{"$getField": "summary.usage.gpt-4.1.prompt_tokens"}, {"$literal": 5}]} | $expr.$gt[0].$getField: no usage has a member "1"; of the model gpt-4.1 it is summary.usage.gpt-4\\.1.prompt_tokens, a backslash before each dot of the name
          """)
  void saysWhatNoCallCanMeet(String expression, String warning) {
    Query query = Query.parse("{\"$expr\":" + expression + "}");

    assertThat(query.warnings()).singleElement().hasToString(warning);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"$gte\": [{\"$getField\": \"started_at\"}, {\"$literal\": 1788256800}]}",
        "{\"$gte\": [{\"$getField\": \"started_at\"}, {\"$literal\": \"2026-09-01\"}]}",
        "{\"$eq\": [{\"$getField\": \"ended_at\"}, {\"$literal\": null}]}",
        "{\"$eq\": [{\"$getField\": \"wb_run_step\"}, {\"$literal\": 3}]}",
        "{\"$eq\": [{\"$getField\": \"attributes.x\"}, {\"$literal\": \"3\"}]}",
        "{\"$gt\": [{\"$getField\": \"summary.usage.gpt-4o.prompt_tokens\"}, {\"$literal\": 5}]}",
        "{\"$gt\": [{\"$getField\": \"summary.usage.gpt-4\\\\.1.prompt_tokens\"}, {\"$literal\": 5}]}",
        "{\"$gt\": [{\"$getField\": \"summary.usage.m.prompt_tokens_details.cached_tokens\"}, {\"$literal\": 5}]}"
      })
  void saysNothingOfWhatACallCanMeet(String expression) {
    assertThat(Query.parse("{\"$expr\":" + expression + "}").warnings()).isEmpty();
  }

  @Test
  void whatIsWarnedOfIsNeverMet() {
    Call call =
        Call.builder()
            .id("a")
            .startedAt(Instant.parse("2026-09-01T10:00:00Z"))
            .wbRunStep(3L)
            .summary(Map.of("usage", Map.of("gpt-4.1", Map.of("prompt_tokens", 9L))))
            .build();
    for (String expression :
        new String[] {
          "{\"$gte\": [{\"$getField\": \"started_at\"}, {\"$literal\": 1788256800000}]}",
          "{\"$eq\": [{\"$getField\": \"started_at\"}, {\"$literal\": \"soon\"}]}",
          "{\"$eq\": [{\"$getField\": \"wb_run_step\"}, {\"$literal\": \"3\"}]}",
          "{\"$gt\": [{\"$getField\": \"summary.usage.gpt-4.1.prompt_tokens\"}, {\"$literal\": 5}]}"
        }) {
      Query query = Query.parse("{\"$expr\":" + expression + "}");
      assertThat(query.warnings()).isNotEmpty();
      assertThat(query.forCalls().test(call)).as(expression).isFalse();
    }
  }

  @Test
  void anErrorIsNoWarning() {
    Query query = Query.where(Query.field("no_column").eq(1));

    assertThatThrownBy(query::warnings).isInstanceOf(ValidationException.class);
  }
}
