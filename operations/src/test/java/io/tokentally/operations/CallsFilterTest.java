package io.tokentally.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tokentally.TokentallyMapper;
import io.tokentally.ValidationError;
import io.tokentally.ValidationError.Type;
import io.tokentally.ValidationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallsFilterTest {

  private static final String KNOWN =
      "op_names, input_refs, output_refs, parent_ids, trace_ids, call_ids, thread_ids, turn_ids,"
          + " trace_roots_only, wb_user_ids, wb_run_ids";

  private static final String FULL_JSON =
      "{\"op_names\":[\"op:*\",\"op2\"],\"input_refs\":[\"in\"],\"output_refs\":[\"out\"],"
          + "\"parent_ids\":[\"parent\"],\"trace_ids\":[\"trace\"],\"call_ids\":[\"call\"],"
          + "\"thread_ids\":[],\"turn_ids\":[\"turn\"],\"trace_roots_only\":true,"
          + "\"wb_user_ids\":[\"user\"],\"wb_run_ids\":[\"run\"]}";

  private static final CallsFilter FULL =
      CallsFilter.NONE
          .withOpNames(List.of("op:*", "op2"))
          .withInputRefs(List.of("in"))
          .withOutputRefs(List.of("out"))
          .withParentIds(List.of("parent"))
          .withTraceIds(List.of("trace"))
          .withCallIds(List.of("call"))
          .withThreadIds(List.of())
          .withTurnIds(List.of("turn"))
          .withTraceRootsOnly()
          .withWbUserIds(List.of("user"))
          .withWbRunIds(List.of("run"));

  private static List<ValidationError> faults(String json) {
    return catchThrowableOfType(ValidationException.class, () -> CallsFilter.parse(json)).errors();
  }

  @Test
  void everyConditionIsReadAndWritten() throws Exception {
    JsonMapper mapper = TokentallyMapper.create();

    assertThat(CallsFilter.parse(FULL_JSON)).isEqualTo(FULL);
    assertThat(FULL.toJson()).isEqualTo(FULL_JSON);
    assertThat(mapper.readValue(FULL_JSON, CallsFilter.class)).isEqualTo(FULL);
    assertThat(mapper.writeValueAsString(FULL)).isEqualTo(FULL_JSON);
  }

  @Test
  void conditionsThatAreAbsentAreNullAndNotWritten() {
    CallsFilter filter = CallsFilter.parse("{}");

    assertThat(filter).isEqualTo(CallsFilter.NONE);
    assertThat(filter.opNames()).isNull();
    assertThat(filter.traceRootsOnly()).isNull();
    assertThat(filter.toJson()).isEqualTo("{}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "op_names",
        "input_refs",
        "output_refs",
        "parent_ids",
        "trace_ids",
        "call_ids",
        "thread_ids",
        "turn_ids",
        "wb_user_ids",
        "wb_run_ids"
      })
  void eachListMayBeNullAndHoldsTextsOnly(String name) {
    assertThat(CallsFilter.parse("{\"" + name + "\":null}")).isEqualTo(CallsFilter.parse("{}"));
    assertThat(CallsFilter.parse("{\"" + name + "\":[]}")).isNotEqualTo(CallsFilter.parse("{}"));
    assertThat(CallsFilter.parse("{\"" + name + "\":[\"a\"]}").toJson())
        .isEqualTo("{\"" + name + "\":[\"a\"]}");
    assertThat(faults("{\"" + name + "\":\"a\"}"))
        .containsExactly(
            new ValidationError(List.of(name), "expected a list, found string \"a\"", Type.TYPE));
    assertThat(faults("{\"" + name + "\":[\"a\",null,5]}"))
        .containsExactly(
            new ValidationError(List.of(name, 1), "expected a string, found null", Type.TYPE),
            new ValidationError(List.of(name, 2), "expected a string, found 5", Type.TYPE));
  }

  @Test
  void rootsOnlyIsABoolean() {
    assertThat(CallsFilter.parse("{\"trace_roots_only\":false}").toJson())
        .isEqualTo("{\"trace_roots_only\":false}");
    assertThat(CallsFilter.parse("{\"trace_roots_only\":null}").toJson()).isEqualTo("{}");
    assertThat(faults("{\"trace_roots_only\":\"true\"}"))
        .containsExactly(
            new ValidationError(
                List.of("trace_roots_only"),
                "expected true or false, found string \"true\"",
                Type.TYPE));
  }

  @Test
  void allFaultsAreToldAtOnceInDocumentOrder() {
    assertThat(faults("{\"zzz\":1,\"call_ids\":{},\"op_names\":[7],\"Op_names\":[]}"))
        .containsExactly(
            new ValidationError(
                List.of("zzz"), "unknown member; known: " + KNOWN, Type.EXTRA_FORBIDDEN),
            new ValidationError(
                List.of("call_ids"), "expected a list, found an empty object", Type.TYPE),
            new ValidationError(List.of("op_names", 0), "expected a string, found 7", Type.TYPE),
            new ValidationError(
                List.of("Op_names"), "unknown member; known: " + KNOWN, Type.EXTRA_FORBIDDEN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "null", "5", "\"a\""})
  void filterIsAnObject(String json) {
    assertThat(faults(json))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.loc()).isEmpty();
              assertThat(fault.type()).isEqualTo(Type.TYPE);
              assertThat(fault.msg()).startsWith("expected an object, found ");
            });
  }

  @Test
  void keysWrittenTwiceAndBrokenTextAreRefused() {
    assertThat(faults("{\"call_ids\":[],\"call_ids\":[]}"))
        .containsExactly(
            new ValidationError(
                List.of("call_ids"), "key written twice in one object: \"call_ids\"", Type.JSON));
    assertThat(faults("{\"call_ids\":["))
        .singleElement()
        .satisfies(fault -> assertThat(fault.msg()).startsWith("not JSON: "));
  }

  @Test
  void jacksonRefusesOtherMembers() {
    assertThatThrownBy(() -> TokentallyMapper.create().readValue("{\"zzz\":1}", CallsFilter.class))
        .isInstanceOf(JsonProcessingException.class)
        .hasMessageContaining("zzz: unknown member; known: " + KNOWN);
  }

  @Test
  void listsAreCopiedAndCannotBeChanged() {
    List<String> ids = new ArrayList<>(List.of("a"));
    CallsFilter filter = CallsFilter.NONE.withCallIds(ids);
    ids.add("b");

    assertThat(filter.callIds()).containsExactly("a");
    assertThatThrownBy(() -> filter.callIds().add("c"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> CallsFilter.NONE.withCallIds(Arrays.asList("a", null)))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("callIds");
  }

  @Test
  void loneSurrogatesAreEscaped() {
    assertThat(CallsFilter.NONE.withCallIds(List.of("\ud800")).toJson())
        .isEqualTo("{\"call_ids\":[\"\\uD800\"]}");
  }
}
