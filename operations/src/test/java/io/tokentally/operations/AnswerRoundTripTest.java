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
import net.jqwik.api.Combinators;
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
        new CostCreateRes(ids.stream().map(id -> new CreatedCost(id, model)).toList());
    assertThat(CostCreateRes.parse(answer.toJson())).isEqualTo(answer);
  }

  @Property
  void costQuery(@ForAll("rows") List<CostQueryOutput> rows) {
    CostQueryRes answer = new CostQueryRes(rows);
    CostQueryRes read = CostQueryRes.parse(answer.toJson());
    assertThat(read.toJson()).isEqualTo(answer.toJson());
    assertThat(read).isEqualTo(answer);
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
    UsageRes answer = new UsageRes(usage, ids);
    assertThat(UsageRes.parse(answer.toJson())).isEqualTo(answer);
  }

  @Provide
  Arbitrary<List<CostQueryOutput>> rows() {
    Arbitrary<List<BigDecimal>> rates = RATE_OR_NULL.list().ofSize(4);
    Arbitrary<List<String>> texts = TEXT_OR_NULL.list().ofSize(5);
    return Combinators.combine(rates, texts, MOMENT_OR_NULL)
        .as(
            (rate, text, date) ->
                new CostQueryOutput(
                    text.get(0),
                    text.get(1),
                    rate.get(0),
                    rate.get(1),
                    rate.get(2),
                    rate.get(3),
                    text.get(2),
                    text.get(3),
                    date,
                    text.get(4)))
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
