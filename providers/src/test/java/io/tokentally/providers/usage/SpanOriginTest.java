package io.tokentally.providers.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.aggregation.CacheConvention;
import io.tokentally.aggregation.ReadingNote;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.UsageNote;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spans without a total, whose instrumentation is known. */
class SpanOriginTest {

  private static final Map<String, Object> ATTRIBUTES =
      Map.of(
          "llm.token_count.prompt", 100L,
          "llm.token_count.completion", 10L,
          "llm.token_count.prompt_details.cache_read", 60L);

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({
    "@arizeai/openinference-instrumentation-anthropic, claude-sonnet-4-5, 100",
    "@arizeai/openinference-instrumentation-langchain, claude-sonnet-4-5, 100",
    "@arizeai/openinference-instrumentation-openai, gpt-4o, 100",
    "openinference.instrumentation.anthropic, claude-sonnet-4-5, 100",
    "openinference.instrumentation.langchain, claude-sonnet-4-5, 100",
    "openinference.instrumentation.openai, gpt-4o, 100",
    "@arizeai/openinference-instrumentation-bedrock, anthropic.claude-sonnet-4-5-v1:0, 160",
    "openinference.instrumentation.bedrock, anthropic.claude-sonnet-4-5-v1:0, 160",
    "openinference.instrumentation.bedrock, amazon.nova-pro-v1:0, 160",
    "@traceloop/instrumentation-anthropic, claude-sonnet-4-5, 160",
  })
  void whereCachedTokensStandIsKnown(String scope, String model, long prompt) {
    SpanOrigin origin = new SpanOrigin(scope, null, null, true, true, false);

    RecordedUsage read = SpanUsage.read(model, origin, ATTRIBUTES, CacheConvention.AUTO);

    assertThat(read.promptTokens()).isEqualTo(prompt);
    assertThat(read.cacheReadInputTokens()).isEqualTo(60);
    assertThat(read.notes())
        .extracting(ReadingNote::kind)
        .doesNotContain(UsageNote.Kind.CONVENTION_UNDECIDED);
  }
}
