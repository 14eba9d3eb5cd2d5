package io.tokentally.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tokentally.LLMAggregatedUsage;
import io.tokentally.ValidationException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests and answers in the hands of somebody's own Jackson mapper, whatever its settings. */
class OwnMapperTest {

  private static final String CREATE =
      "{\"project_id\":\"p\",\"costs\":{\"m\":{\"prompt_token_cost\":0.1000000000000000000001,"
          + "\"completion_token_cost\":10,\"effective_date\":\"2024-01-01T00:00:00Z\"}}}";

  private static final String PRICES =
      "{\"results\":[{\"id\":\"r\",\"llm_id\":null,\"prompt_token_cost\":0.00000000000000000000012,"
          + "\"completion_token_cost\":100,\"cache_read_input_token_cost\":null,"
          + "\"cache_creation_input_token_cost\":null,\"prompt_token_cost_unit\":null,"
          + "\"completion_token_cost_unit\":null,\"effective_date\":null,\"provider_id\":null}]}";

  record Mail(String to, CostCreateReq request, List<CostQueryRes> answers) {}

  static Stream<ObjectMapper> mappers() {
    return Stream.of(
        new ObjectMapper(),
        JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
            .defaultPropertyInclusion(
                JsonInclude.Value.construct(
                    JsonInclude.Include.NON_EMPTY, JsonInclude.Include.NON_EMPTY))
            .build());
  }

  @ParameterizedTest
  @MethodSource("mappers")
  void areReadExactly(ObjectMapper mapper) throws Exception {
    assertThat(mapper.readValue(CREATE, CostCreateReq.class))
        .isEqualTo(CostCreateReq.parse(CREATE))
        .satisfies(
            request ->
                assertThat(request.costs().get("m").promptTokenCost())
                    .isEqualTo("0.1000000000000000000001"));
    assertThat(mapper.readValue("[" + PRICES + "]", new TypeReference<List<CostQueryRes>>() {}))
        .containsExactly(CostQueryRes.parse(PRICES));
  }

  @ParameterizedTest
  @MethodSource("mappers")
  void areWrittenExactlyAndInTheContractsNames(ObjectMapper mapper) throws Exception {
    assertThat(mapper.writeValueAsString(CostCreateReq.parse(CREATE))).isEqualTo(CREATE);
    assertThat(mapper.writeValueAsString(CostQueryRes.parse(PRICES))).isEqualTo(PRICES);
  }

  @ParameterizedTest
  @MethodSource("mappers")
  void areMembersOfOtherValues(ObjectMapper mapper) throws Exception {
    Mail mail = new Mail("x", CostCreateReq.parse(CREATE), List.of(CostQueryRes.parse(PRICES)));
    assertThat(mapper.readValue(mapper.writeValueAsString(mail), Mail.class)).isEqualTo(mail);
  }

  @ParameterizedTest
  @MethodSource("mappers")
  void usageIsWrittenExactly(ObjectMapper mapper) throws Exception {
    LLMAggregatedUsage usage =
        LLMAggregatedUsage.builder()
            .promptTokens(3)
            .promptTokensTotalCost(new BigDecimal("0.0000000000000000000003"))
            .build();
    UsageRes answer = new UsageRes(Map.of("a", Map.of("m", usage)), List.of());
    assertThat(mapper.readValue(mapper.writeValueAsString(answer), UsageRes.class))
        .isEqualTo(answer);
  }

  @ParameterizedTest
  @MethodSource("mappers")
  void areRejectedWithEveryError(ObjectMapper mapper) {
    String json = "{\"project_id\":7,\"costs\":{\"m\":{\"prompt_token_cost\":-1}},\"x\":1}";
    assertThatThrownBy(() -> mapper.readValue(json, CostCreateReq.class))
        .isInstanceOf(JsonMappingException.class)
        .cause()
        .isInstanceOfSatisfying(
            ValidationException.class,
            e ->
                assertThat(e.errors())
                    .extracting(error -> error.loc().get(error.loc().size() - 1))
                    .containsExactlyInAnyOrder(
                        "project_id", "prompt_token_cost", "completion_token_cost", "x"));
  }
}
