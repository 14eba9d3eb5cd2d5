package io.tokentally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON of a call, in and out. */
class CallJsonTest {

  @Test
  void everyColumnIsReadAndWritten() {
    Call call = Calls.full();

    assertThat(call.toJson()).isEqualTo(Calls.FULL_JSON);
    assertThat(
            List.of(
                call.id(),
                call.projectId(),
                call.traceId(),
                call.parentId(),
                call.threadId(),
                call.turnId(),
                call.opName(),
                call.displayName(),
                call.startedAt(),
                call.endedAt(),
                call.deletedAt(),
                call.expireAt(),
                call.exception(),
                call.wbUserId(),
                call.wbRunId(),
                call.wbRunStep(),
                call.wbRunStepEnd(),
                call.inputRefs(),
                call.outputRefs()))
        .hasToString(
            "[call-1, project-2, trace-3, parent-4, thread-5, turn-6, op-7, name-8,"
                + " 2024-06-15T10:00:09Z, 2024-06-15T10:00:10.500Z, 2024-06-15T10:00:11.000001Z,"
                + " 2024-06-15T10:00:12.000000001Z, error-13, user-14, run-15, 16, 17,"
                + " [ref-18, ref-19], [ref-20]]");
    assertThat(call.inputs()).hasToString("{a=21, b=null}");
    assertThat(call.output()).isEqualTo(List.of(new BigDecimal("22.0")));
    assertThat(call.attributes()).isEqualTo("text-23");
    assertThat(call.otherMembers()).hasToString("{zone={b=[25, null]}, aim=26}");
  }

  @Test
  void nullsAreAsGoodAsAbsent() {
    String names =
        "project_id trace_id parent_id thread_id turn_id op_name display_name started_at ended_at"
            + " deleted_at expire_at exception wb_user_id wb_run_id wb_run_step wb_run_step_end"
            + " input_refs output_refs inputs output attributes summary unknown";
    String nulls = "\"" + names.replace(" ", "\":null,\"") + "\":null";
    Call call = Call.parse("{" + nulls + ",\"id\":\"a\"}");

    assertThat(call).isEqualTo(Call.builder().id("a").build());
    assertThat(call.toJson()).isEqualTo("{\"id\":\"a\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "\"2024-06-15\", 2024-06-15T00:00:00Z",
    "\"2024-06-15 12:00:00+02:00\", 2024-06-15T10:00:00Z",
    "1718445600, 2024-06-15T10:00:00Z",
    "1718445600.25, 2024-06-15T10:00:00.250Z",
    "1.7184456e9, 2024-06-15T10:00:00Z",
    "-1, 1969-12-31T23:59:59Z",
  })
  void datesAreTextOrSecondsSince1970(String json, Instant expected) {
    assertThat(Call.parse("{\"id\":\"a\",\"started_at\":" + json + "}").startedAt())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1718445600000", "253402300800"})
  void numbersBeyondTheYear9999AreNoDates(String number) {
    assertThatThrownBy(() -> Call.parse("{\"id\":\"a\",\"started_at\":" + number + "}"))
        .isInstanceOf(ValidationException.class)
        .hasMessage(
            "started_at: expected a date such as 2024-06-15T10:00:00Z, found "
                + number
                + ", which is after the year 9999 as seconds since 1970; milliseconds are not"
                + " read, divide them by 1000");
    assertThat(Call.parse("{\"id\":\"a\",\"started_at\":253402300799}").startedAt())
        .isEqualTo(Instant.parse("9999-12-31T23:59:59Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-62135596801", "-62135596802"})
  void datesOutsideTheYearsOfTextAreWrittenSoThatTheyReadBack(String seconds) {
    Call call = Call.parse("{\"id\":\"a\",\"started_at\":" + seconds + "}");

    assertThat(call.startedAt()).isEqualTo(Instant.ofEpochSecond(Long.parseLong(seconds)));
    assertThat(Call.parse(call.toJson())).isEqualTo(call);
  }

  @ParameterizedTest
  @CsvSource({"7.0, 7", "1e3, 1000", "-9223372036854775808, -9223372036854775808"})
  void integersAreIntegersHoweverWritten(String json, long expected) {
    assertThat(Call.parse("{\"id\":\"a\",\"wb_run_step\":" + json + "}").wbRunStep())
        .isEqualTo(expected);
  }

  @Test
  void numbersOfJsonColumnsKeepTheirSpelling() {
    String json =
        "{\"id\":\"a\",\"output\":[5,5.0,5.00,9007199254740993,0.1,123456789012345678901]}";

    assertThat(Call.parse(json).toJson()).isEqualTo(json);
  }

  @Test
  void nulAndLoneSurrogatesSurviveUtf8() {
    String json = "{\"id\":\"\\u0000\\uD800x\",\"inputs\":{\"k\":\"\\uDFFF\",\"\\u0000\":1}}";
    Call call = Call.parse(json);

    assertThat(call.id()).isEqualTo("\0\ud800x");
    assertThat(call.inputs()).isEqualTo(Map.of("k", "\udfff", "\0", 1L));
    assertThat(call.toJson()).isEqualTo(json);
  }

  @Property(tries = 300)
  void whatIsWrittenReadsBackEqual(@ForAll("calls") Call call) {
    byte[] utf8 = call.toJson().getBytes(StandardCharsets.UTF_8);
    Call back = Call.parse(new String(utf8, StandardCharsets.UTF_8));

    assertThat(back).isEqualTo(call);
    assertThat(back.toJson()).isEqualTo(call.toJson()).doesNotContain("\n");
  }

  @Provide
  Arbitrary<Call> calls() {
    return Calls.random();
  }
}
