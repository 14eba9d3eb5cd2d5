package io.tokentally.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import io.tokentally.aggregation.OtherKind;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UsageFormat;
import io.tokentally.aggregation.UsageReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** What stands beside the usage in a response counts on Spark as it does in process. */
class ResponsePropertyTest {

  private static final UsageFormat FORMAT =
      (call, model, entry, convention) ->
          RecordedUsage.builder()
              .promptTokens(100)
              .addOtherKinds(
                  new OtherKind(
                      "service_tier_flex",
                      isFlex(call.response()) ? 1 : 0,
                      OtherKind.Within.EVERYTHING,
                      OtherKind.Rate.OF_ITS_OWN))
              .build();

  private static boolean isFlex(@Nullable Object response) {
    return response instanceof Map<?, ?> members && "flex".equals(members.get("service_tier"));
  }

  @Property(tries = 2, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void responsesAreReadAsInProcess(@ForAll("outputs") List<Object> outputs, @ForAll Random random) {
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      calls.add(call(i, outputs.get(i)));
    }
    Tally tally =
        Tally.with(
                PriceTable.parse(
                    "{\"m\": {\"prompt_token_cost\": 0.5, \"completion_token_cost\": 1}}"))
            .with(TallyOptions.builder().usageFormat(FORMAT).build());
    UsageReport expected = tally.report(calls);
    SparkTally spark = SparkTally.with(Tallies.source(tally));
    Dataset<Row> dataset = SparkTallyPropertyTest.dataset(calls, 3, random);
    try (SparkReport report = spark.report(dataset)) {
      assertThat(ReportLines.of(report)).containsExactlyElementsOf(ReportLines.of(expected));
    }
    boolean isPriced = expected.totals().get("m").totalCost() != null;
    Row total = spark.totals(dataset).collectAsList().get(0);
    assertThat(total.isNullAt(total.fieldIndex("total_cost"))).isNotEqualTo(isPriced);
  }

  private static Call call(int number, Object output) {
    Call.Builder call = Call.builder();
    call.id("c" + number).traceId("t" + number % 3);
    call.summary(Map.of("usage", Map.of("m", Map.of("any", 1))));
    return output.equals("") ? call.build() : call.output(output).build();
  }

  @Provide
  Arbitrary<List<Object>> outputs() {
    return Arbitraries.<Object>of(
            "",
            "text",
            "{\"service_tier\":\"flex\"}, \"more\": 1",
            List.of(Map.of("service_tier", "flex")),
            Map.of("service_tier", "flex", "text", "x".repeat(500)),
            Map.of("service_tier", "default"),
            Map.of("model", "m"),
            Map.of("answer", Map.of("service_tier", "flex")))
        .list()
        .ofMinSize(1)
        .ofMaxSize(30);
  }
}
