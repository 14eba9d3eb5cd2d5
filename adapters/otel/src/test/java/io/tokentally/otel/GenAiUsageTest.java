package io.tokentally.otel;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import io.tokentally.aggregation.CacheConvention;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UsageFormat;
import io.tokentally.aggregation.UsageReport;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenAiUsageTest {

  /** Each line: the instrumentation, the attributes, and what they say. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = SpanForms.TABLE)
  void everyConventionIsRead(String scope, String attributes, String expected) {
    Map<String, Object> recorded = SpanUsages.attributes(attributes);
    recorded.replace("gen_ai.usage.input_tokens", "-1", 0L);
    assertThat(SpanUsages.brief(SpanUsages.read(scope, recorded))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "openai, openai",
    "openai.responses, openai",
    "OPEN_AI, openai",
    "anthropic.messages, anthropic",
    "vertex.anthropic.messages, vertex_ai",
    "aws.bedrock, aws",
    "AMAZON_BEDROCK, aws",
    "azure.ai.openai, azure",
    "az.ai.inference, azure",
    "azure-openai.chat, azure",
    "gcp.vertex_ai, vertex_ai",
    "gcp.gemini, google",
    "google.generative-ai, google",
    "google.vertex.chat, vertex_ai",
    "gcp.vertex.agent, google",
    "mistral_ai, mistral",
    "moonshot_ai, moonshotai",
    "x_ai, x-ai",
    "xai.chat, x-ai"
  })
  void theProviderHasTheNameThatPriceListsHave(String recorded, String provider) {
    for (String name : List.of("gen_ai.provider.name", "gen_ai.system", "ai.model.provider")) {
      RecordedUsage usage =
          SpanUsages.read("", Map.of(name, recorded, "gen_ai.usage.input_tokens", 1));
      assertThat(usage.provider()).isEqualTo(provider);
      assertThat(usage.notes()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"gateway", "strands-agents", "@anthropic-ai/claude-agent-sdk", "spring_ai", "my_own"})
  void aProviderThatIsNotKnownForbidsNoPriceAndIsNoted(String recorded) {
    RecordedUsage usage =
        SpanUsages.read("", Map.of("gen_ai.system", recorded, "gen_ai.usage.input_tokens", 1));
    assertThat(usage.provider()).isNull();
    assertThat(usage.notes())
        .singleElement()
        .satisfies(note -> assertThat(note.value()).isEqualTo(recorded));
  }

  @Test
  void theConventionThatIsAskedForIsObeyed() {
    Map<String, Object> attributes =
        SpanUsages.attributes(
            "gen_ai.request.model=claude-sonnet-4-6 gen_ai.usage.input_tokens=1000"
                + " gen_ai.usage.cache_read.input_tokens=600");
    for (String scope : List.of("", "com.anthropic.sdk.typescript", "org.springframework.boot")) {
      assertThat(SpanUsages.read(scope, attributes, CacheConvention.EXCLUSIVE).promptTokens())
          .isEqualTo(1600);
      assertThat(SpanUsages.read(scope, attributes, CacheConvention.INCLUSIVE).promptTokens())
          .isEqualTo(1000);
    }
  }

  @Test
  void aCallOfAModelIsOneRequest() {
    Map<String, Object> attributes = new java.util.HashMap<>();
    attributes.put("gen_ai.usage.input_tokens", 1);
    attributes.put("gen_ai.operation.name", "chat");
    assertThat(SpanUsages.read("", attributes).requests()).isEqualTo(1);
    attributes.put("gen_ai.operation.name", "invoke_agent");
    assertThat(SpanUsages.read("", attributes).requests()).isZero();
  }

  @Test
  void otherUsageIsLeftToOthers() {
    Call call = Call.builder().id("a").build();
    Map<String, Object> entry = Map.of("prompt_tokens", 2L);
    assertThat(GenAiUsage.format().read(call, "m", entry, CacheConvention.AUTO)).isNull();
    RecordedUsage two = RecordedUsage.builder().promptTokens(2).build();
    UsageFormat others = (traced, model, members, convention) -> two;
    assertThat(GenAiUsage.formatOr(others).read(call, "m", entry, CacheConvention.AUTO))
        .isEqualTo(two);
  }

  @Test
  void aTallyTakesTheFormat() {
    Call call =
        OtlpReaderTest.one(
            Map.of(
                "gen_ai.response.model", "gpt-4o",
                "gen_ai.usage.input_tokens", 1000,
                "gen_ai.usage.cache_read.input_tokens", 600));
    UsageReport report =
        Tally.with(
                PriceTable.parse(
                    "{\"gpt-4o\": {\"prompt_token_cost\": 2, \"completion_token_cost\": 3}}"))
            .with(TallyOptions.builder().usageFormat(GenAiUsage.format()).build())
            .report(List.of(call));
    assertThat(report.notes()).isEmpty();
    assertThat(report.isComplete()).isTrue();
    assertThat(report.totals().get("gpt-4o").totalCost()).isEqualByComparingTo("2000");
  }

  /** A count that is added under a name that nobody knows is named, whatever else is there. */
  @Property(tries = 200)
  void noCountIsLostWithoutAWord(
      @ForAll("prefixes") String prefix, @ForAll("words") String word, @ForAll long any) {
    long count = Math.floorMod(any, 1_000_000L) + 1;
    Map<String, Object> attributes = new java.util.HashMap<>();
    attributes.put("gen_ai.request.model", "gpt-4o");
    attributes.put("gen_ai.usage.input_tokens", 1);
    String before = SpanUsages.brief(SpanUsages.read("", attributes));
    attributes.put(prefix + "q" + word + "_tokens", count);
    String after = SpanUsages.brief(SpanUsages.read("", attributes));
    assertThat(after).isEqualTo(before + " UNREAD_MEMBER(" + prefix + "q" + word + "_tokens)");
  }

  @ParameterizedTest
  @CsvSource({
    "gen_ai.usage.climax_tokens, true",
    "gen_ai.usage.unlimited_tokens, true",
    "gen_ai.usage.max_tokens, false",
    "gen_ai.usage.maxOutputTokens, false",
    "gen_ai.usage.tokens_per_second, false",
    "gen_ai.usage.tokensPerSecond, false",
    "gen_ai.usage.remaining_tokens, false"
  })
  void aLimitIsRecognisedByAWholeWord(String name, boolean isCount) {
    Map<String, Object> attributes = new java.util.HashMap<>();
    attributes.put("gen_ai.request.model", "gpt-4o");
    attributes.put("gen_ai.usage.input_tokens", 1);
    attributes.put(name, 7);
    assertThat(SpanUsages.brief(SpanUsages.read("", attributes)).contains(name)).isEqualTo(isCount);
  }

  @Provide
  Arbitrary<String> prefixes() {
    return Arbitraries.of("gen_ai.usage.", "llm.usage.", "ai.usage.", "llm.token_count.", "acme.");
  }

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.strings().withCharRange('a', 'z').ofLength(6);
  }
}
