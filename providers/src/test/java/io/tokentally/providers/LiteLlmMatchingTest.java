package io.tokentally.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UnpricedReason;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How recorded names are found in LiteLLM's list. */
class LiteLlmMatchingTest {

  /** Provider and key of each entry. */
  private static final List<String> PRICED =
      List.of(
          "openai gpt-4o",
          "openai gpt-4o-mini",
          "openai gpt-4o-2024-05-13",
          "azure azure/gpt-4o",
          "azure_ai azure_ai/claude-x",
          "anthropic claude-sonnet-4-5",
          "bedrock_converse anthropic.claude-sonnet-4-5-20250929-v1:0",
          "bedrock_converse us.anthropic.claude-sonnet-4-5-20250929-v1:0",
          "bedrock anthropic.claude-three",
          "vertex_ai-language-models gemini-pro",
          "gemini gemini/gemini-flash",
          "vertex_ai-anthropic_models vertex_ai/claude-sonnet-4-5",
          "mistral mistral/mistral-large-latest",
          "groq groq/llama",
          "openrouter openrouter/anthropic/claude-sonnet-4.5",
          "deepseek deepseek/deepseek-r1",
          "cohere_chat command-r",
          "xai xai/grok-4",
          "fireworks_ai fireworks_ai/accounts/fireworks/models/qwen",
          "openai ft:gpt-4o-mini-2024-07-18",
          "bedrock bedrock/eu-west-9/anthropic.claude-three",
          "openai gpt-5",
          "bedrock meta.dearer-v1:0",
          "somebody somebody/model");

  /** The same at other rates. */
  private static final List<String> DEARER =
      List.of("openai gpt-5-2025-08-07", "bedrock us.meta.dearer-v1:0");

  private static final PriceList LIST = PriceLists.liteLlm(json());

  private static String json() {
    return "{"
        + PRICED.stream().map(entry -> entry(entry, "0.001")).collect(Collectors.joining(","))
        + DEARER.stream().map(entry -> "," + entry(entry, "0.003")).collect(Collectors.joining())
        + ",\"gpt-4o-audio\":{\"litellm_provider\":\"openai\"}}";
  }

  private static String entry(String providerAndKey, String rate) {
    String[] each = providerAndKey.split(" ", 2);
    return "\"%s\":{\"input_cost_per_token\":%s,\"output_cost_per_token\":0.002,\"litellm_provider\":\"%s\"}"
        .formatted(each[1], rate, each[0]);
  }

  @ParameterizedTest(name = "{0} of {1}: {2}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          gpt-4o                       | -          | EXACT openai gpt-4o
          gpt-4o                       | openai     | EXACT openai gpt-4o
          gpt-4o                       | OpenAI     | EXACT openai gpt-4o
          gpt-4o                       | azure      | ALIAS azure azure/gpt-4o
          gpt-4o                       | groq       | unpriced
          gpt-4o                       | nobody     | unpriced
          gpt-4o-mini                  | azure      | unpriced
          azure/gpt-4o                 | azure      | EXACT azure azure/gpt-4o
          azure/gpt-4o                 | openai     | unpriced
          claude-x                     | azure      | ALIAS azure_ai azure_ai/claude-x
          openai/gpt-4o                | -          | ALIAS openai gpt-4o
          openai/gpt-4o                | openai     | ALIAS openai gpt-4o
          openai/gpt-4o                | azure      | unpriced
          nobody/gpt-4o                | -          | unpriced
          gpt-4o-2024-05-13            | -          | EXACT openai gpt-4o-2024-05-13
          gpt-4o-2024-08-06            | -          | ALIAS openai gpt-4o
          gpt-4o-2024-13-06            | -          | unpriced
          gpt-4o-mini-2024-07-18       | openai     | ALIAS openai gpt-4o-mini
          openai/gpt-4o-2024-08-06     | -          | ALIAS openai gpt-4o
          gpt-4o-2024-08-06            | azure      | ALIAS azure azure/gpt-4o
          gpt-4o-nano                  | -          | unpriced
          gpt-4                        | -          | unpriced
          gpt-4o-latest                | openai     | ALIAS openai gpt-4o
          gpt-4o:free                  | -          | unpriced
          gpt-4o-audio                 | -          | unpriced
          gpt-4o-audio                 | openai     | unpriced
          gpt-4o-audio-2025-01-01      | -          | unpriced
          claude-sonnet-4-5-20250929   | -          | ALIAS anthropic claude-sonnet-4-5
          claude-sonnet-4-5@20250929   | vertex_ai  | ALIAS vertex_ai-anthropic_models vertex_ai/claude-sonnet-4-5
          claude-sonnet-4-5            | vertex_ai  | ALIAS vertex_ai-anthropic_models vertex_ai/claude-sonnet-4-5
          claude-sonnet-4-5            | aws        | unpriced
          us.anthropic.claude-sonnet-4-5-20250929-v1:0   | aws | EXACT bedrock_converse us.anthropic.claude-sonnet-4-5-20250929-v1:0
          us.anthropic.claude-sonnet-4-5-20250929-v1:0   | -   | EXACT bedrock_converse us.anthropic.claude-sonnet-4-5-20250929-v1:0
          apac.anthropic.claude-sonnet-4-5-20250929-v1:0 | bedrock | ALIAS bedrock_converse anthropic.claude-sonnet-4-5-20250929-v1:0
          apac.anthropic.claude-sonnet-4-5-20250929-v1:0 | -   | ALIAS bedrock_converse anthropic.claude-sonnet-4-5-20250929-v1:0
          anthropic.claude-three-20240229-v1:0 | aws  | ALIAS bedrock anthropic.claude-three
          anthropic.claude-sonnet-4-5  | -          | unpriced
          gemini-pro                   | google     | EXACT vertex_ai-language-models gemini-pro
          gemini-flash                 | google     | ALIAS gemini gemini/gemini-flash
          gemini-flash                 | -          | unpriced
          google/gemini-flash          | -          | ALIAS gemini gemini/gemini-flash
          models/gemini-pro            | -          | ALIAS vertex_ai-language-models gemini-pro
          models/gemini-flash          | google     | ALIAS gemini gemini/gemini-flash
          mistral-large-latest         | mistral    | ALIAS mistral mistral/mistral-large-latest
          llama                        | groq       | ALIAS groq groq/llama
          anthropic/claude-sonnet-4.5  | openrouter | ALIAS openrouter openrouter/anthropic/claude-sonnet-4.5
          anthropic/claude-sonnet-4.5  | -          | unpriced
          deepseek-r1                  | deepseek   | ALIAS deepseek deepseek/deepseek-r1
          command-r                    | cohere     | EXACT cohere_chat command-r
          grok-4                       | x-ai       | ALIAS xai xai/grok-4
          qwen                         | fireworks  | ALIAS fireworks_ai fireworks_ai/accounts/fireworks/models/qwen
          model                        | somebody   | ALIAS somebody somebody/model
          ft:gpt-4o-mini-2024-07-18:acme:classify:abc123 | - | ALIAS openai ft:gpt-4o-mini-2024-07-18
          ft:gpt-4o-mini-2024-07-18:acme::abc123 | openai | ALIAS openai ft:gpt-4o-mini-2024-07-18
          ft:gpt-4o-mini-2024-07-18:acme:classify:abc123:ckpt-step-90 | - | ALIAS openai ft:gpt-4o-mini-2024-07-18
          ft:gpt-4o-mini-2024-07-18    | -          | EXACT openai ft:gpt-4o-mini-2024-07-18
          ft:gpt-4o:acme::abc123       | -          | unpriced
          ft:gpt-4o-2024-08-06:acme::x | -          | unpriced
          ft:gpt-4o-mini-2024-07-18:acme::abc123 | azure | unpriced
          claude-sonnet-4-5[1m]        | -          | ALIAS anthropic claude-sonnet-4-5
          claude-sonnet-4-5-20250929[1m] | anthropic | ALIAS anthropic claude-sonnet-4-5
          arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-sonnet-4-5-20250929-v1:0 | - | ALIAS bedrock_converse us.anthropic.claude-sonnet-4-5-20250929-v1:0
          arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-sonnet-4-5-20250929-v1:0 | aws | ALIAS bedrock_converse anthropic.claude-sonnet-4-5-20250929-v1:0
          arn:aws:bedrock:eu-west-9::foundation-model/anthropic.claude-three | - | ALIAS bedrock bedrock/eu-west-9/anthropic.claude-three
          arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2c3 | - | unpriced
          arn:aws:bedrock:us-east-1:123456789012:provisioned-model/a1b2c3 | aws | unpriced
          projects/p/locations/global/publishers/anthropic/models/claude-sonnet-4-5@20250929 | - | ALIAS vertex_ai-anthropic_models vertex_ai/claude-sonnet-4-5
          publishers/google/models/gemini-pro | -   | ALIAS vertex_ai-language-models gemini-pro
          projects/p/locations/l/endpoints/123 | -  | unpriced
          accounts/fireworks/models/qwen | -        | ALIAS fireworks_ai fireworks_ai/accounts/fireworks/models/qwen
          accounts/me/models/qwen      | -          | unpriced
          gpt-5-2025-08-07             | -          | EXACT openai gpt-5-2025-08-07
          gpt-5-2026-01-01             | -          | unpriced
          jp.meta.dearer-v1:0          | -          | unpriced
          us.meta.dearer-v1:0          | -          | EXACT bedrock us.meta.dearer-v1:0
          anthropic/claude-sonnet-4.5:nitro | openrouter | unpriced
          ''                           | -          | unpriced
          /                            | ''         | unpriced
          """)
  void finds(String model, String provider, String expected) {
    assertThat(Matches.of(LIST, model, provider)).isEqualTo(expected);
  }

  @Test
  void everyEntryIsFoundByItsOwnName() {
    for (String entry : PRICED) {
      assertThat(Matches.of(LIST, entry.substring(entry.indexOf(' ') + 1), null))
          .isEqualTo("EXACT " + entry);
    }
  }

  @ParameterizedTest(name = "{0} of {1}: {2}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          gpt-4o               | -      | -
          cx/gpt-4o            | -      | NO_ROW gpt-4o -
          gpt-4o:free          | -      | NO_ROW gpt-4o -
          nothing-like-it      | -      | NO_ROW - -
          ft:gpt-4o:acme::x1   | -      | NO_ROW gpt-4o -
          claude-sonnet-4.5    | -      | NO_ROW claude-sonnet-4-5 -
          gpt-4o-mini          | azure  | OTHER_PROVIDER gpt-4o-mini asked for azure, has openai
          azure/gpt-4o         | openai | OTHER_PROVIDER gpt-4o asked for openai, has azure
          gpt-4o-audio         | -      | SKIPPED gpt-4o gpt-4o-audio: has no price
          gpt-5-2026-01-01     | -      | AMBIGUOUS gpt-5 gpt-5 costs something else than gpt-5-2025-08-07
          jp.meta.dearer-v1:0  | -      | AMBIGUOUS meta.dearer-v1:0 meta.dearer-v1:0 costs something else than us.meta.dearer-v1:0
          arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2c3 | - | NO_ROW - an ARN of Bedrock's application-inference-profile does not say which model it runs
          """)
  void saysWhyAModelHasNoPrice(String model, String provider, String expected) {
    assertThat(Matches.why(LIST, model, provider)).isEqualTo(expected);
  }

  @Test
  void everySuggestionCanBeAccepted() {
    for (String model : List.of("cx/gpt-4o", "gpt-5-2026-01-01", "jp.meta.dearer-v1:0")) {
      UnpricedReason why =
          LIST.table()
              .whyUnpriced(model, null, null, Instant.EPOCH, TallyOptions.DEFAULT)
              .orElseThrow();
      String nearest = Objects.requireNonNull(why.nearest());
      PriceTable accepted = LIST.table().alias(model, nearest);
      assertThat(accepted.choose(model, null, Instant.EPOCH, TallyOptions.DEFAULT))
          .hasValueSatisfying(choice -> assertThat(choice.row().llmId()).isEqualTo(nearest));
    }
  }
}
