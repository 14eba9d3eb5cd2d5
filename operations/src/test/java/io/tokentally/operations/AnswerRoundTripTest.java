package io.tokentally.operations;

import static io.tokentally.operations.AnyValue.COUNT;
import static io.tokentally.operations.AnyValue.MOMENT_OR_NULL;
import static io.tokentally.operations.AnyValue.RATE_OR_NULL;
import static io.tokentally.operations.AnyValue.TEXT;
import static io.tokentally.operations.AnyValue.TEXT_OR_NULL;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.LLMAggregatedUsage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Builders;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;

/** Answers read back what they write. */
@PropertyDefaults(tries = 150, edgeCases = EdgeCasesMode.NONE)
class AnswerRoundTripTest {

  @Property
  void costCreate(@ForAll List<String> ids, @ForAll String model) {
    CostCreateRes answer =
        CostCreateRes.builder()
            .ids(ids.stream().map(id -> new CreatedCost(id, model)).toList())
            .build();
    assertThat(CostCreateRes.parse(answer.toJson())).isEqualTo(answer);
  }

  @Property
  void costQuery(@ForAll("rows") List<CostQueryOutput> rows) {
    CostQueryRes answer = CostQueryRes.builder().results(rows).build();
    CostQueryRes read = CostQueryRes.parse(answer.toJson());
    assertThat(read.toJson()).isEqualTo(answer.toJson());
    assertThat(read)
        .usingRecursiveComparison()
        .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
        .isEqualTo(answer);
  }

  @Example
  void costPurge() {
    assertThat(new CostPurgeRes().toJson()).isEqualTo("{}");
    assertThat(CostPurgeRes.parse("{}")).isEqualTo(new CostPurgeRes());
  }

  @Property
  void usage(
      @ForAll("usages") Map<String, Map<String, LLMAggregatedUsage>> usage,
      @ForAll List<String> ids) {
    CallsUsageRes calls = CallsUsageRes.builder().callUsage(usage).unfinishedCallIds(ids).build();
    assertThat(CallsUsageRes.parse(calls.toJson())).isEqualTo(calls);
    TraceUsageRes traces = TraceUsageRes.builder().callUsage(usage).unfinishedCallIds(ids).build();
    assertThat(TraceUsageRes.parse(traces.toJson())).isEqualTo(traces);
    assertThat(traces.toJson()).isEqualTo(calls.toJson());
  }

  @Provide
  Arbitrary<List<CostQueryOutput>> rows() {
    return Builders.withBuilder(CostQueryOutput::builder)
        .use(TEXT_OR_NULL)
        .in(CostQueryOutput.Builder::id)
        .use(TEXT_OR_NULL)
        .in(CostQueryOutput.Builder::llmId)
        .use(RATE_OR_NULL)
        .in(CostQueryOutput.Builder::promptTokenCost)
        .use(RATE_OR_NULL)
        .in(CostQueryOutput.Builder::completionTokenCost)
        .use(RATE_OR_NULL)
        .in(CostQueryOutput.Builder::cacheReadInputTokenCost)
        .use(RATE_OR_NULL)
        .in(CostQueryOutput.Builder::cacheCreationInputTokenCost)
        .use(TEXT_OR_NULL)
        .in(CostQueryOutput.Builder::promptTokenCostUnit)
        .use(TEXT_OR_NULL)
        .in(CostQueryOutput.Builder::completionTokenCostUnit)
        .use(MOMENT_OR_NULL)
        .in(CostQueryOutput.Builder::effectiveDate)
        .use(TEXT_OR_NULL)
        .in(CostQueryOutput.Builder::providerId)
        .build(CostQueryOutput.Builder::build)
        .list()
        .ofMaxSize(3);
  }

  @Provide
  Arbitrary<Map<String, Map<String, LLMAggregatedUsage>>> usages() {
    Arbitrary<LLMAggregatedUsage> sums =
        Builders.withBuilder(LLMAggregatedUsage::builder)
            .use(COUNT)
            .in(LLMAggregatedUsage.Builder::requests)
            .use(COUNT)
            .in(LLMAggregatedUsage.Builder::promptTokens)
            .use(COUNT)
            .in(LLMAggregatedUsage.Builder::completionTokens)
            .use(COUNT)
            .in(LLMAggregatedUsage.Builder::totalTokens)
            .use(COUNT)
            .in(LLMAggregatedUsage.Builder::cacheReadInputTokens)
            .use(COUNT)
            .in(LLMAggregatedUsage.Builder::cacheCreationInputTokens)
            .use(RATE_OR_NULL)
            .in(LLMAggregatedUsage.Builder::promptTokensTotalCost)
            .use(RATE_OR_NULL)
            .in(LLMAggregatedUsage.Builder::completionTokensTotalCost)
            .use(RATE_OR_NULL)
            .in(LLMAggregatedUsage.Builder::cacheReadInputTokensTotalCost)
            .use(RATE_OR_NULL)
            .in(LLMAggregatedUsage.Builder::cacheCreationInputTokensTotalCost)
            .build(LLMAggregatedUsage.Builder::build);
    return Arbitraries.maps(TEXT, Arbitraries.maps(TEXT, sums).ofMaxSize(2)).ofMaxSize(2);
  }
}
