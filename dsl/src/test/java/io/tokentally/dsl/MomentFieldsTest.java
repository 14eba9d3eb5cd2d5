package io.tokentally.dsl;

import static io.tokentally.dsl.Query.field;
import static io.tokentally.dsl.Query.where;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Date columns beside other fields: docs/semantics.md section 4, rule 17. */
class MomentFieldsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"2024-06-15T12:00:00+02:00\"|true",
        "\"2024-06-15\"|false",
        "\"text\"|false",
        "1718445600.0|true",
        "1718445601|false",
        "true|false",
        "[1718445600]|false",
        "null|false",
      })
  void momentsEqualWhatStandsForThemInOtherFields(String value, boolean expected) {
    Call call =
        Call.parse(
            "{\"id\":\"a\",\"started_at\":\"2024-06-15T10:00:00Z\",\"inputs\":{\"v\":%s}}"
                .formatted(value));
    Operand start = field("started_at");
    Operand other = field("inputs.v");

    assertThat(where(start.eq(other)).forCalls().test(call)).isEqualTo(expected);
    assertThat(where(other.eq(start)).forCalls().test(call)).isEqualTo(expected);
    assertThat(where(start.in(other)).forCalls().test(call)).isEqualTo(expected);
    assertThat(where(start.gte(other)).forCalls().test(call))
        .isEqualTo(expected || value.equals("\"2024-06-15\""));
    assertThat(where(other.lt(start)).forCalls().test(call))
        .isEqualTo(value.equals("\"2024-06-15\""));
  }

  @Test
  void momentsOfOneCallAreComparedWithEachOther() {
    Call call =
        Call.parse(
            "{\"id\":\"a\",\"started_at\":1718445600,\"ended_at\":1718445601,"
                + "\"deleted_at\":1718445600}");

    assertThat(where(field("started_at").eq(field("deleted_at"))).forCalls().test(call)).isTrue();
    assertThat(where(field("started_at").eq(field("ended_at"))).forCalls().test(call)).isFalse();
    assertThat(where(field("started_at").lt(field("ended_at"))).forCalls().test(call)).isTrue();
    assertThat(where(field("ended_at").lt(field("started_at"))).forCalls().test(call)).isFalse();
  }
}
