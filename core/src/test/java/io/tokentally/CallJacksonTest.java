package io.tokentally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Calls as the library's mapper reads and writes them: as {@link Call} itself does. */
class CallJacksonTest {

  record Batch(List<Call> calls) {}

  private static final Call CALL =
      Call.parse(
          """
          {"id":"a","parent_id":"","started_at":1767607201.5,"wb_run_step":5,"input_refs":["r"],
           "inputs":{"n":9007199254740993,"d":5.0,"none":null,"half":"\\ud83d"},"output":[1,1.50],
           "summary":{"usage":{"m":{"prompt_tokens":12}}},"beyond":{"x":1e400}}
          """);

  private final JsonMapper mapper = TokentallyMapper.create();

  @Test
  void readBackEqual() throws Exception {
    assertThat(mapper.readValue(mapper.writeValueAsString(CALL), Call.class)).isEqualTo(CALL);
    assertThat(mapper.readValue(mapper.writeValueAsBytes(CALL), Call.class)).isEqualTo(CALL);
    assertThat(mapper.readValue(CALL.toJson(), Call.class)).isEqualTo(CALL);
    assertThat(Call.parse(mapper.writeValueAsString(CALL))).isEqualTo(CALL);
    assertThat(mapper.convertValue(mapper.valueToTree(CALL), Call.class)).isEqualTo(CALL);
  }

  @Test
  void mayBePartOfSomething() throws Exception {
    Batch batch = new Batch(List.of(CALL, Call.builder().id("b").build()));
    Map<String, Call> byId = Map.of("a", CALL);

    assertThat(mapper.readValue(mapper.writeValueAsString(batch), Batch.class)).isEqualTo(batch);
    assertThat(
            mapper.readValue(
                mapper.writeValueAsString(byId), new TypeReference<Map<String, Call>>() {}))
        .isEqualTo(byId);
  }

  @Test
  void areRefusedWithEveryFault() {
    String json = "{\"calls\":[{\"trace_id\":5,\"started_at\":\"soon\"}]}";

    assertThatThrownBy(() -> mapper.readValue(json, Batch.class))
        .isInstanceOf(JsonMappingException.class)
        .hasMessageContaining("id: required, but not there")
        .hasCauseInstanceOf(ValidationException.class)
        .cause()
        .satisfies(cause -> assertThat(((ValidationException) cause).errors()).hasSize(3));
    assertThatThrownBy(() -> mapper.readValue("{\"id\":\"a\"", Call.class))
        .isInstanceOf(JsonProcessingException.class);
  }
}
