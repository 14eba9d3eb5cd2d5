package io.tokentally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tokentally.ValidationError.Type;
import io.tokentally.json.ContractJson;
import io.tokentally.json.ContractTypes;
import io.tokentally.json.Loc;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SortByTest {

  private static final JsonMapper MAPPER = TokentallyMapper.create();

  private static SortBy read(String json) {
    Loc place = Loc.ROOT.key("sort_by");
    return ContractJson.read(json, place, ContractTypes.SORT_BY);
  }

  @Test
  void isWrittenAndReadWithItsDirection() throws Exception {
    String up = "{\"field\":\"a.b\",\"direction\":\"asc\"}";
    String down = "{\"field\":\"c\",\"direction\":\"desc\"}";

    assertThat(MAPPER.writeValueAsString(SortBy.asc("a.b"))).isEqualTo(up);
    assertThat(MAPPER.writeValueAsString(SortBy.desc("c"))).isEqualTo(down);
    assertThat(read(up)).isEqualTo(SortBy.asc("a.b"));
    assertThat(read(down)).isEqualTo(SortBy.desc("c"));
    assertThat(MAPPER.readValue(down, SortBy.class)).isEqualTo(SortBy.desc("c"));
  }

  static Stream<Arguments> faults() {
    String missing = "required, but not there";
    String extra = "unknown member; known: field, direction";
    return Stream.of(
        arguments("{\"direction\":\"asc\"}", List.of("field"), Type.MISSING, missing),
        arguments("{\"field\":\"a\"}", List.of("direction"), Type.MISSING, missing),
        arguments(
            "{\"field\":null,\"direction\":\"asc\"}",
            List.of("field"),
            Type.TYPE,
            "expected a string, found null"),
        arguments(
            "{\"field\":5,\"direction\":\"asc\"}",
            List.of("field"),
            Type.TYPE,
            "expected a string, found 5"),
        arguments(
            "{\"field\":\"a\",\"direction\":null}",
            List.of("direction"),
            Type.TYPE,
            "expected a string, found null"),
        arguments(
            "{\"field\":\"a\",\"direction\":\"ASC\"}",
            List.of("direction"),
            Type.VALUE,
            "expected asc or desc, found string \"ASC\""),
        arguments(
            "{\"field\":\"a\",\"direction\":\"asc\",\"nulls\":1}",
            List.of("nulls"),
            Type.EXTRA_FORBIDDEN,
            extra),
        arguments("[]", List.of(), Type.TYPE, "expected an object, found a list of 0"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void everyFaultIsTold(String json, List<Object> below, Type type, String msg) {
    List<Object> loc = Stream.concat(Stream.of("sort_by"), below.stream()).toList();

    assertThat(catchThrowableOfType(ValidationException.class, () -> read(json)).errors())
        .containsExactly(new ValidationError(loc, msg, type));
  }

  @Test
  void otherWordsAreRefusedByJacksonToo() {
    assertThatThrownBy(
            () -> MAPPER.readValue("{\"field\":\"a\",\"direction\":\"up\"}", SortBy.class))
        .isInstanceOf(JsonProcessingException.class)
        .hasMessageContaining("expected asc or desc, found up");
  }

  @Test
  void fieldAndDirectionAreNeeded() {
    assertThatThrownBy(() -> SortBy.asc(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("field");
    assertThatThrownBy(() -> new SortBy("a", null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("direction");
  }
}
