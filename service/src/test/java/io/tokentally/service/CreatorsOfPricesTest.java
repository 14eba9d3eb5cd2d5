package io.tokentally.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.dsl.Dialect;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who creates prices: clients of the Weave service leave that to the service. */
class CreatorsOfPricesTest {

  @ParameterizedTest(name = "{0}, configured: {1}, in the request: {2}")
  @CsvSource({
    "WEAVE, ops, , ops",
    "WEAVE, ops, null, ops",
    "WEAVE, ops, '\"mine\"', mine",
    "WEAVE, , '\"mine\"', mine",
    "STANDARD, ops, , ops",
    "STANDARD, , '\"mine\"', mine"
  })
  void isTheOneOfTheRequestOrTheOneConfigured(
      Dialect dialect, @Nullable String user, @Nullable String asked, String creator)
      throws IOException {
    try (RunningService service = RunningService.of(options(dialect, user))) {
      assertThat(service.client().post("/cost/create", body(asked)).statusCode()).isEqualTo(200);
      assertThat(service.client().post("/cost/query", by(creator)).body())
          .contains("\"llm_id\":\"m\"");
    }
  }

  @ParameterizedTest
  @CsvSource({"WEAVE, 422", "STANDARD, 200"})
  void withoutAnyPricesAreMadeInStandardAlone(Dialect dialect, int status) throws IOException {
    try (RunningService service = RunningService.of(options(dialect, null))) {
      assertThat(service.client().post("/cost/create", body(null)).statusCode()).isEqualTo(status);
    }
  }

  private static String body(@Nullable String user) {
    return "{\"project_id\":\"p\","
        + (user == null ? "" : "\"wb_user_id\":" + user + ",")
        + "\"costs\":{\"m\":{\"prompt_token_cost\":1,\"completion_token_cost\":2}}}";
  }

  private static ServiceOptions options(Dialect dialect, @Nullable String user) {
    ServiceOptions defaults = ServiceOptions.DEFAULT;
    return new ServiceOptions(
        defaults.host(),
        0,
        defaults.maxBody(),
        defaults.authentication(),
        dialect,
        defaults.usageFormat(),
        defaults.usageScope(),
        user);
  }

  private static String by(String creator) {
    return "{\"project_id\":\"p\",\"query\":{\"$expr\":{\"$eq\":[{\"$getField\":\"created_by\"},"
        + "{\"$literal\":\"%s\"}]}}}".formatted(creator);
  }
}
