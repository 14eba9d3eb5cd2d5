package io.tokentally.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.LLMAggregatedUsage;
import io.tokentally.TracedCall;
import io.tokentally.ValidationException;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.TokenOverflowException;
import io.tokentally.aggregation.UsageReport;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** What holds for any JSON in place of a usage object. */
class ProviderUsageLawsTest {

  private static final List<String> NAMES =
      List.of(
          "input_tokens",
          "output_tokens",
          "prompt_tokens",
          "completion_tokens",
          "total_tokens",
          "cache_read_input_tokens",
          "cache_creation_input_tokens",
          "cache_creation",
          "iterations",
          "ephemeral_1h_input_tokens",
          "ephemeral_5m_input_tokens",
          "server_tool_use",
          "model",
          "service_tier",
          "web_search_requests",
          "type",
          "prompt_tokens_details",
          "cached_tokens",
          "cache_write_tokens",
          "audio_tokens",
          "completion_tokens_details",
          "reasoning_tokens",
          "input_tokens_details",
          "input_token_details",
          "cached_tokens_details",
          "inputTokens",
          "outputTokens",
          "cacheReadInputTokens",
          "cacheWriteInputTokenCount",
          "cacheDetails",
          "ttl",
          "serverToolUsage",
          "promptTokenCount",
          "cachedContentTokenCount",
          "promptTokensDetails",
          "cacheTokensDetails",
          "modality",
          "tokenCount",
          "billed_units",
          "tokens",
          "requests");

  private static final Tally TALLY =
      Tally.with(
              PriceTable.of(
                  List.of(
                      PriceRow.builder()
                          .id("p")
                          .llmId("m")
                          .effectiveDate(Instant.EPOCH)
                          .promptTokenCost(BigDecimal.TEN)
                          .completionTokenCost(BigDecimal.ONE)
                          .build())))
          .with(TallyOptions.builder().usageFormat(ProviderUsage.format()).build());

  private static final List<String> WORDS =
      List.of("", "12", "x", "1h", "AUDIO", "IMAGE", "compaction", "advisor_message", "batch");

  @Property(tries = 500)
  void nothingButOverflowIsRefusedAndNoCountIsNegative(
      @ForAll("objects") Map<String, @Nullable Object> usage,
      @ForAll("providers") @Nullable Provider provider) {
    RecordedUsage read;
    try {
      read = provider == null ? ProviderUsage.read(usage) : ProviderUsage.read(provider, usage);
    } catch (ValidationException e) {
      assertThat(e).hasMessageContaining("at most 64 bits");
      return;
    }
    if (read != null) {
      checkCounts(read);
      read.otherModels().values().forEach(ProviderUsageLawsTest::checkCounts);
    }
  }

  @Property(tries = 500)
  void noCostInAReportIsNegative(@ForAll("objects") Map<String, @Nullable Object> usage) {
    UsageReport report;
    try {
      report = TALLY.report(List.of(new Recorded(usage)));
    } catch (TokenOverflowException e) {
      return;
    }
    for (LLMAggregatedUsage sum : report.usage("a").values()) {
      Stream.of(
              sum.promptTokensTotalCost(),
              sum.completionTokensTotalCost(),
              sum.cacheReadInputTokensTotalCost(),
              sum.cacheCreationInputTokensTotalCost())
          .filter(Objects::nonNull)
          .forEach(cost -> assertThat(cost).isNotNegative());
    }
  }

  /** A call that recorded some usage of a model. */
  private record Recorded(String id, @Nullable Object usage) implements TracedCall {

    Recorded(Map<String, @Nullable Object> entry) {
      this("a", Map.of("m", entry));
    }

    @Override
    public @Nullable String parentId() {
      return null;
    }

    @Override
    public @Nullable String traceId() {
      return null;
    }

    @Override
    public @Nullable String projectId() {
      return null;
    }

    @Override
    public Instant startedAt() {
      return Instant.EPOCH;
    }

    @Override
    public Instant endedAt() {
      return Instant.EPOCH;
    }
  }

  private static void checkCounts(RecordedUsage read) {
    assertThat(
            LongStream.of(
                read.requests(),
                read.promptTokens(),
                read.completionTokens(),
                read.totalTokens(),
                read.cacheReadInputTokens(),
                read.cacheCreationInputTokens(),
                read.cacheCreation1hInputTokens()))
        .allMatch(count -> count >= 0);
    assertThat(read.cacheCreation1hInputTokens())
        .isLessThanOrEqualTo(read.cacheCreationInputTokens());
    assertThat(read.otherKinds()).allMatch(kind -> kind.count() > 0);
  }

  @Property(tries = 300)
  void membersTellTheSameAsNamingTheProvider(
      @ForAll("counts") long prompt, @ForAll("counts") long cached, @ForAll("counts") long output) {
    Map<String, Object> anthropic =
        Map.of(
            "input_tokens", prompt,
            "cache_read_input_tokens", cached,
            "output_tokens", output,
            "service_tier", "standard");
    Map<String, Object> bedrock =
        Map.of("inputTokens", prompt, "cacheReadInputTokens", cached, "outputTokens", output);
    Map<String, Object> gemini =
        Map.of(
            "promptTokenCount", prompt + cached,
            "cachedContentTokenCount", cached,
            "candidatesTokenCount", output);
    Map<String, Object> cohere =
        Map.of("billed_units", Map.of("input_tokens", prompt, "output_tokens", output));
    Map<String, Object> groq =
        Map.of("prompt_tokens", prompt, "completion_tokens", output, "queue_time", BigDecimal.ONE);
    checkNaming(Provider.ANTHROPIC, anthropic, prompt + cached, output);
    checkNaming(Provider.BEDROCK, bedrock, prompt + cached, output);
    checkNaming(Provider.GEMINI, gemini, prompt + cached, output);
    checkNaming(Provider.COHERE, cohere, prompt, output);
    checkNaming(Provider.GROQ, groq, prompt, output);
  }

  private static void checkNaming(
      Provider provider, Map<String, Object> usage, long prompt, long completion) {
    RecordedUsage named = ProviderUsage.read(provider, usage);
    assertThat(ProviderUsage.read(usage)).isEqualTo(named);
    assertThat(named)
        .isNotNull()
        .satisfies(
            read -> {
              assertThat(read.promptTokens()).isEqualTo(prompt);
              assertThat(read.completionTokens()).isEqualTo(completion);
              assertThat(read.provider()).isEqualTo(provider.id());
            });
  }

  @Provide
  Arbitrary<Long> counts() {
    return Arbitraries.longs().between(0, 1_000_000);
  }

  @Provide
  Arbitrary<@Nullable Provider> providers() {
    return Arbitraries.of(Provider.class).injectNull(0.5);
  }

  @Provide
  Arbitrary<Map<String, @Nullable Object>> objects() {
    return objects(3);
  }

  private static Arbitrary<Map<String, @Nullable Object>> objects(int depth) {
    return Arbitraries.maps(Arbitraries.of(NAMES), values(depth))
        .ofMinSize(1)
        .ofMaxSize(8)
        .map(LinkedHashMap::new);
  }

  private static Arbitrary<@Nullable Object> values(int depth) {
    Arbitrary<Object> leaf =
        Arbitraries.frequencyOf(
            Tuple.of(6, Arbitraries.longs().between(0, 100).map(Object.class::cast)),
            Tuple.of(1, Arbitraries.longs().map(Object.class::cast)),
            Tuple.of(1, Arbitraries.doubles().map(Object.class::cast)),
            Tuple.of(1, Arbitraries.bigIntegers().map(Object.class::cast)),
            Tuple.of(2, Arbitraries.of(WORDS).map(Object.class::cast)),
            Tuple.of(1, Arbitraries.of(true, false).map(Object.class::cast)));
    Arbitrary<Object> any =
        depth == 0
            ? leaf
            : Arbitraries.frequencyOf(
                Tuple.of(4, leaf),
                Tuple.of(1, Arbitraries.lazy(() -> objects(depth - 1)).map(Object.class::cast)),
                Tuple.of(
                    1,
                    Arbitraries.lazy(() -> values(depth - 1))
                        .list()
                        .ofMaxSize(3)
                        .map(Object.class::cast)));
    return any.injectNull(0.05);
  }
}
