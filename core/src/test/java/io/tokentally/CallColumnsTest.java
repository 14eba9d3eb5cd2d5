package io.tokentally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tokentally.ValidationError.Type;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused in the columns of a call, and with which paths. */
class CallColumnsTest {

  private static final String DATE = "expected a date such as 2024-06-15T10:00:00Z, found ";

  private static List<ValidationError> faults(String json) {
    return catchThrowableOfType(ValidationException.class, () -> Call.parse(json)).errors();
  }

  static Stream<Arguments> wrongTypes() {
    String texts =
        "project_id trace_id parent_id thread_id turn_id op_name display_name exception"
            + " wb_user_id wb_run_id";
    Stream<Arguments> text =
        Stream.of(texts.split(" ")).map(name -> wrong(name, "5", "expected a string, found 5"));
    Stream<Arguments> dates =
        Stream.of("started_at", "ended_at", "deleted_at", "expire_at")
            .map(name -> wrong(name, "true", DATE + "true"));
    Stream<Arguments> integers =
        Stream.of("wb_run_step", "wb_run_step_end")
            .map(name -> wrong(name, "\"7\"", "expected an integer, found string \"7\""));
    Stream<Arguments> refs =
        Stream.of("input_refs", "output_refs")
            .map(name -> wrong(name, "\"a\"", "expected a list, found string \"a\""));
    return Stream.of(text, dates, integers, refs).flatMap(each -> each);
  }

  private static Arguments wrong(String name, String value, String msg) {
    return arguments(name, value, msg);
  }

  @ParameterizedTest
  @MethodSource("wrongTypes")
  void columnsOfTheWrongTypeAreToldWithTheirName(String name, String value, String msg) {
    assertThat(faults("{\"id\":\"a\",\"" + name + "\":" + value + "}"))
        .containsExactly(new ValidationError(List.of(name), msg, Type.TYPE));
  }

  @Test
  void allFaultsAreToldAtOnce() {
    assertThat(
            faults(
                "{\"output_refs\":[\"a\",8],\"ended_at\":\"later\",\"wb_run_step\":1.5,"
                    + "\"op_name\":[],\"started_at\":{},\"project_id\":false}"))
        .containsExactlyInAnyOrder(
            new ValidationError(List.of("output_refs", 1), "expected a string, found 8", Type.TYPE),
            new ValidationError(List.of("ended_at"), DATE + "string \"later\"", Type.VALUE),
            new ValidationError(
                List.of("wb_run_step"), "expected an integer, found 1.5", Type.TYPE),
            new ValidationError(
                List.of("op_name"), "expected a string, found a list of 0", Type.TYPE),
            new ValidationError(List.of("started_at"), DATE + "an empty object", Type.TYPE),
            new ValidationError(List.of("project_id"), "expected a string, found false", Type.TYPE),
            new ValidationError(List.of("id"), "required, but not there", Type.MISSING));
  }

  @ParameterizedTest
  @CsvSource({"null, found null", "7, found 7", "[], found a list of 0"})
  void idIsAText(String id, String found) {
    assertThat(faults("{\"id\":" + id + "}"))
        .containsExactly(
            new ValidationError(List.of("id"), "expected a string, " + found, Type.TYPE));
  }

  @ParameterizedTest
  @CsvSource({"[], a list of 0", "null, null", "5, 5", "\"a\", string \"a\""})
  void callIsAnObject(String json, String found) {
    assertThat(faults(json))
        .containsExactly(
            new ValidationError(
                List.of(), "expected a call, a JSON object, found " + found, Type.TYPE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1e30", "-1e999999999"})
  void numbersBeforeEveryMomentAreNoDates(String json) {
    assertThat(faults("{\"id\":\"a\",\"ended_at\":" + json + "}"))
        .containsExactly(
            new ValidationError(List.of("ended_at"), DATE + new BigDecimal(json), Type.VALUE));
  }

  @Test
  void integersThatFitNoLongAreRefused() {
    assertThat(faults("{\"id\":\"a\",\"wb_run_step_end\":9223372036854775808}"))
        .containsExactly(
            new ValidationError(
                List.of("wb_run_step_end"), "expected an integer of at most 64 bits", Type.VALUE));
  }

  @Test
  void keysWrittenTwiceAreToldTogetherWithOtherFaults() {
    assertThat(faults("{\"id\":\"a\",\"inputs\":{\"b\":1,\"b\":2},\"id\":5}"))
        .containsExactlyInAnyOrder(
            new ValidationError(
                List.of("inputs", "b"), "key written twice in one object: \"b\"", Type.JSON),
            new ValidationError(
                List.of("id"), "key written twice in one object: \"id\"", Type.JSON),
            new ValidationError(List.of("id"), "expected a string, found 5", Type.TYPE));
  }
}
