package io.tokentally.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.aggregation.Refusals;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages are the same wherever a service runs. */
class MessagesInAnyLocaleTest {

  private final Locale before = Locale.getDefault();

  @AfterEach
  void restore() {
    Locale.setDefault(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en-US", "de-DE", "fr-FR", "tr-TR", "ar-EG", "hi-IN-u-nu-deva"})
  void areWrittenInOneWay(String locale) {
    Locale.setDefault(Locale.forLanguageTag(locale));
    assertThat(refusals())
        .containsExactly(
            "[\"body\",\"filter\",\"call_ids\"] limit: expected at most 1000 entries, found 1001",
            "[\"body\",\"costs\",\"m\",\"prompt_token_cost\"] value: expected a rate with at most"
                + " 1000 digits before and after the point",
            "[\"body\",\"limit\"] limit: expected at most 1 calls, found 2",
            "[\"body\",\"limit\"] limit: expected a number of at most 10000 characters, found"
                + " 10001",
            "[\"body\",\"project_id\"] missing: required, but not there");
  }

  private static List<String> refusals() {
    Operations operations = Fixed.over("{\"id\":\"a\"}\n{\"id\":\"b\",\"parent_id\":\"a\"}", "");
    CallsFilter filter = CallsFilter.NONE.withCallIds(Collections.nCopies(1_001, "x"));
    TraceUsageReq many = TraceUsageReq.of("p/one").withFilter(filter);
    TraceUsageReq few = TraceUsageReq.of("p/one").withLimit(1);
    String digits = "{\"project_id\":\"p\",\"limit\":" + "1".repeat(10_001) + "}";
    String rate =
        """
        {"project_id":"p","costs":{"m":{"prompt_token_cost":1e-1001,"completion_token_cost":1}}}\
        """;
    return List.of(
        Refusals.of(() -> operations.traceUsage(many)).get(0),
        Refusals.of(() -> CostCreateReq.parse(rate)).get(0),
        Refusals.of(() -> operations.traceUsage(few)).get(0),
        Refusals.of(() -> CostQueryReq.parse(digits)).get(0),
        Refusals.of(() -> CostQueryReq.parse("{}")).get(0));
  }
}
