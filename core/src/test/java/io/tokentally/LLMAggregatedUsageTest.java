package io.tokentally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LLMAggregatedUsageTest {

  private static final JsonMapper MAPPER = TokentallyMapper.create();

  private static LLMAggregatedUsage.Builder full() {
    return LLMAggregatedUsage.builder()
        .requests(1)
        .promptTokens(20)
        .completionTokens(300)
        .totalTokens(4000)
        .cacheReadInputTokens(50_000)
        .cacheCreationInputTokens(600_000)
        .promptTokensTotalCost(new BigDecimal("0.7"))
        .completionTokensTotalCost(new BigDecimal("80"))
        .cacheReadInputTokensTotalCost(new BigDecimal("0.009"))
        .cacheCreationInputTokensTotalCost(new BigDecimal("0"));
  }

  private static final String FULL_JSON =
      "{\"requests\":1,\"prompt_tokens\":20,\"completion_tokens\":300,\"total_tokens\":4000,"
          + "\"cache_read_input_tokens\":50000,\"cache_creation_input_tokens\":600000,"
          + "\"prompt_tokens_total_cost\":0.7,\"completion_tokens_total_cost\":80,"
          + "\"cache_read_input_tokens_total_cost\":0.009,"
          + "\"cache_creation_input_tokens_total_cost\":0}";

  @Test
  void allTenMembersAreWrittenAndReadBack() throws Exception {
    assertThat(MAPPER.writeValueAsString(full().build())).isEqualTo(FULL_JSON);
    assertThat(MAPPER.readValue(FULL_JSON, LLMAggregatedUsage.class)).isEqualTo(full().build());
  }

  @Test
  void countsAreZeroAndCostsNullUnlessSet() throws Exception {
    LLMAggregatedUsage none = LLMAggregatedUsage.builder().build();

    assertThat(MAPPER.writeValueAsString(none))
        .isEqualTo(
            "{\"requests\":0,\"prompt_tokens\":0,\"completion_tokens\":0,\"total_tokens\":0,"
                + "\"cache_read_input_tokens\":0,\"cache_creation_input_tokens\":0,"
                + "\"prompt_tokens_total_cost\":null,\"completion_tokens_total_cost\":null,"
                + "\"cache_read_input_tokens_total_cost\":null,"
                + "\"cache_creation_input_tokens_total_cost\":null}");
    assertThat(MAPPER.readValue("{}", LLMAggregatedUsage.class)).isEqualTo(none);
  }

  @ParameterizedTest
  @CsvSource({
    "0.00, 0",
    "0e9, 0",
    "1.500, 1.5",
    "1e3, 1000",
    "1.5e2, 150",
    "100, 100",
    "1e-10, 0.0000000001",
    "12345678901234567890.10, 12345678901234567890.1",
  })
  void costsHaveNoExponentAndNoTrailingZeros(BigDecimal cost, String written) throws Exception {
    LLMAggregatedUsage usage = full().promptTokensTotalCost(cost).build();

    assertThat(usage.promptTokensTotalCost()).isEqualTo(new BigDecimal(written));
    assertThat(MAPPER.writeValueAsString(usage))
        .contains("\"prompt_tokens_total_cost\":" + written + ",");
  }

  @Property(tries = 200)
  void equalCostsAreEqualWhateverTheirScale(
      @ForAll @BigRange(min = "0", max = "1000") @Scale(9) BigDecimal cost,
      @ForAll @IntRange(max = 20) int zeros)
      throws Exception {
    BigDecimal padded = cost.setScale(cost.scale() + zeros);
    LLMAggregatedUsage one = full().cacheReadInputTokensTotalCost(cost).build();
    LLMAggregatedUsage other = full().cacheReadInputTokensTotalCost(padded).build();

    assertThat(other).isEqualTo(one).hasSameHashCodeAs(one);
    assertThat(MAPPER.writeValueAsString(other)).isEqualTo(MAPPER.writeValueAsString(one));
    assertThat(MAPPER.readValue(MAPPER.writeValueAsString(one), LLMAggregatedUsage.class))
        .isEqualTo(one);
  }

  @Test
  void totalCostIsTheExactSum() {
    assertThat(full().build().totalCost()).isEqualTo(new BigDecimal("80.709"));
    assertThat(full().promptTokensTotalCost(new BigDecimal("0.991")).build().totalCost())
        .isEqualTo(new BigDecimal("81"));
  }

  static Stream<Arguments> unpriced() {
    return Stream.of(
        arguments(full().promptTokensTotalCost(null)),
        arguments(full().completionTokensTotalCost(null)),
        arguments(full().cacheReadInputTokensTotalCost(null)),
        arguments(full().cacheCreationInputTokensTotalCost(null)));
  }

  @ParameterizedTest
  @MethodSource("unpriced")
  void totalCostIsNullWhereAnyPartIs(LLMAggregatedUsage.Builder usage) {
    assertThat(usage.build().totalCost()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"requests\":\"1\"}|requests",
        "{\"requests\":1.5}|requests",
        "{\"requests\":true}|requests",
        "{\"requests\":null}|requests",
        "{\"requests\":9223372036854775808}|requests",
        "{\"prompt_tokens_total_cost\":\"1\"}|prompt_tokens_total_cost",
        "{\"totalCost\":1}|totalCost",
      })
  void otherValuesAreRefused(String json, String member) {
    assertThatThrownBy(() -> MAPPER.readValue(json, LLMAggregatedUsage.class))
        .isInstanceOf(JsonProcessingException.class)
        .hasMessageContaining("[\"" + member + "\"]");
  }
}
