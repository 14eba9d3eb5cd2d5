package io.tokentally.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.Refusals;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code /cost/create}: which rows a request makes. */
class CostCreateTest {

  private final PriceStore prices = PriceStore.inMemory();
  private final Operations operations = Fixed.over(prices).build();

  @Test
  void makesARowOfEachPrice() {
    String answer =
        create(
            """
            {"project_id":"p/one","wb_user_id":"user-1","costs":{\
            "m2":{"prompt_token_cost":0.010,"completion_token_cost":2e-2,\
            "cache_read_input_token_cost":0.03,"cache_creation_input_token_cost":0,\
            "prompt_token_cost_unit":"EUR","completion_token_cost_unit":"CHF",\
            "effective_date":"2024-05-06T07:08:09+02:00","provider_id":"openai"},\
            "m1":{"prompt_token_cost":3,"completion_token_cost":4}}}\
            """);
    assertThat(answer).isEqualTo("{\"ids\":[[\"id-1\",\"m2\"],[\"id-2\",\"m1\"]]}");
    assertThat(prices.rows()).hasSize(2);
    PriceRow row = prices.rows().get(0);
    assertThat(row.id()).isEqualTo("id-1");
    assertThat(row.pricingLevel()).isEqualTo("project");
    assertThat(row.pricingLevelId()).isEqualTo("p/one");
    assertThat(row.llmId()).isEqualTo("m2");
    assertThat(row.providerId()).isEqualTo("openai");
    assertThat(row.promptTokenCost()).isEqualByComparingTo("0.01");
    assertThat(row.completionTokenCost()).isEqualByComparingTo("0.02");
    assertThat(row.cacheReadInputTokenCost()).isEqualByComparingTo("0.03");
    assertThat(row.cacheCreationInputTokenCost()).isEqualByComparingTo("0");
    assertThat(row.promptTokenCostUnit()).isEqualTo("EUR");
    assertThat(row.completionTokenCostUnit()).isEqualTo("CHF");
    assertThat(row.effectiveDate()).isEqualTo("2024-05-06T05:08:09Z");
    assertThat(row.createdBy()).isEqualTo("user-1");
    assertThat(row.createdAt()).isEqualTo(Fixed.NOW);
    assertThat(row.cacheReadCostUnwritten()).isFalse();
    assertThat(row.cacheCreationCostUnwritten()).isFalse();
  }

  @Test
  void fillsInWhatIsNotWritten() {
    create(
        """
        {"project_id":"p/one","costs":{"m":{"prompt_token_cost":3,"completion_token_cost":4}}}\
        """);
    PriceRow row = prices.rows().get(0);
    assertThat(row.providerId()).isEqualTo("default");
    assertThat(row.promptTokenCostUnit()).isEqualTo("USD");
    assertThat(row.completionTokenCostUnit()).isEqualTo("USD");
    assertThat(row.effectiveDate()).isEqualTo(Fixed.NOW);
    assertThat(row.createdBy()).isNull();
    assertThat(row.createdAt()).isEqualTo(Fixed.NOW);
    assertThat(row.cacheReadInputTokenCost()).isZero();
    assertThat(row.cacheReadCostUnwritten()).isTrue();
    assertThat(row.cacheCreationInputTokenCost()).isZero();
    assertThat(row.cacheCreationCostUnwritten()).isTrue();
  }

  @Test
  void marksEachCacheRateByItself() {
    create(
        """
        {"project_id":"p","costs":{\
        "a":{"prompt_token_cost":3,"completion_token_cost":4,"cache_read_input_token_cost":0},\
        "b":{"prompt_token_cost":3,"completion_token_cost":4,"cache_creation_input_token_cost":0}\
        }}\
        """);
    assertThat(prices.rows())
        .extracting(PriceRow::cacheReadCostUnwritten)
        .containsExactly(false, true);
    assertThat(prices.rows())
        .extracting(PriceRow::cacheCreationCostUnwritten)
        .containsExactly(true, false);
  }

  @Test
  void keepsAnEmptyUserAndAnEmptyUnitButNoEmptyProvider() {
    create(
        """
        {"project_id":"p","wb_user_id":"","costs":{"m":{"prompt_token_cost":1,\
        "completion_token_cost":2,"prompt_token_cost_unit":"","completion_token_cost_unit":"",\
        "provider_id":""}}}\
        """);
    PriceRow row = prices.rows().get(0);
    assertThat(row.createdBy()).isEmpty();
    assertThat(row.promptTokenCostUnit()).isEmpty();
    assertThat(row.completionTokenCostUnit()).isEmpty();
    assertThat(row.providerId()).isEqualTo("default");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "2024-03-01, 2024-03-01T00:00:00Z",
    "2024-03-01T10:20, 2024-03-01T10:20:00Z",
    "2024-03-01t10:20:30z, 2024-03-01T10:20:30Z",
    "2024-03-01 10:20:30.000000001, 2024-03-01T10:20:30.000000001Z",
    "2024-03-01T10:20:30-05:30, 2024-03-01T15:50:30Z",
    "2024-03-01T10:20:30+0200, 2024-03-01T08:20:30Z",
    "2024-03-01+18, 2024-02-29T06:00:00Z",
    "0001-01-01, 0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z, 9999-12-31T23:59:59Z"
  })
  void takesDatesInTheFormsOfIso8601(String written, Instant moment) {
    create(
        """
        {"project_id":"p","costs":{"m":{"prompt_token_cost":1,"completion_token_cost":2,\
        "effective_date":"%s"}}}\
        """
            .formatted(written));
    assertThat(prices.rows().get(0).effectiveDate()).isEqualTo(moment);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "0,0",
    "0.0,0",
    "-0.0,0",
    "7,7",
    "1e-6,0.000001",
    "1.50,1.5",
    "2E3,2000",
    "1e-1000,1e-1000"
  })
  void takesRatesExactly(String written, BigDecimal rate) {
    create(
        """
        {"project_id":"p","costs":{"m":{"prompt_token_cost":%s,"completion_token_cost":2}}}\
        """
            .formatted(written));
    assertThat(prices.rows().get(0).promptTokenCost()).isEqualByComparingTo(rate);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"1e-1001", "1e-999999999", "1e1000", "1e999999999", "-1e999999999"})
  void refusesRatesThatNoCostCanBeWrittenWith(String written) {
    String body =
        """
        {"project_id":"p","costs":{"m":{"prompt_token_cost":1,"completion_token_cost":%s}}}\
        """
            .formatted(written);
    assertThat(Refusals.of(() -> create(body)))
        .containsExactly(
            "[\"body\",\"costs\",\"m\",\"completion_token_cost\"] value: expected a rate with at"
                + " most 1000 digits before and after the point");
  }

  @Test
  void makesNothingOfNoCosts() {
    assertThat(create("{\"project_id\":\"p\",\"costs\":{}}")).isEqualTo("{\"ids\":[]}");
    assertThat(prices.rows()).isEmpty();
  }

  @Test
  void makesASecondRowOfTheSamePrice() {
    String body =
        """
        {"project_id":"p","costs":{"m":{"prompt_token_cost":1,"completion_token_cost":2,\
        "effective_date":"2024-01-01"}}}\
        """;
    create(body);
    assertThat(create(body)).isEqualTo("{\"ids\":[[\"id-2\",\"m\"]]}");
    assertThat(prices.rows()).extracting(PriceRow::id).containsExactly("id-1", "id-2");
  }

  @Test
  void oneBadRateRefusesTheWholeRequest() {
    CostCreateReq request =
        new CostCreateReq(
            "p",
            null,
            new TreeMap<>(
                Map.of(
                    "a", input("1", "2"),
                    "b", input("-0.5", "-7"),
                    "c", input("1", "1e-9999"))));
    assertThat(Refusals.of(() -> operations.costCreate(request)))
        .containsExactly(
            "[\"body\",\"costs\",\"b\",\"prompt_token_cost\"] value: expected a rate of 0 or more,"
                + " found -0.5",
            "[\"body\",\"costs\",\"b\",\"completion_token_cost\"] value: expected a rate of 0 or"
                + " more, found -7",
            "[\"body\",\"costs\",\"c\",\"completion_token_cost\"] value: expected a rate with at"
                + " most 1000 digits before and after the point");
    assertThat(prices.rows()).isEmpty();
  }

  private static CostCreateInput input(String promptRate, String completionRate) {
    return CostCreateInput.of(new BigDecimal(promptRate), new BigDecimal(completionRate));
  }

  private String create(String body) {
    return operations.costCreate(CostCreateReq.parse(body)).toJson();
  }
}
