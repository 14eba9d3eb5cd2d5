package io.tokentally.providers;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How recorded names are found in genai-prices. */
class GenaiMatchingTest {

  private static final String RATES = "\"prices\":{\"input_mtok\":1,\"output_mtok\":2}}";
  private static final String OTHER_RATES = "\"prices\":{\"input_mtok\":3,\"output_mtok\":4}}";

  private static final PriceList LIST =
      PriceLists.genaiPrices(
          """
          [{"id":"anthropic","provider_match":{"contains":"anthropic"},
            "model_match":{"contains":"claude"},"models":[
              {"id":"claude-sonnet-4-5","match":{"or":[{"starts_with":"claude-sonnet-4-5"},
                 {"equals":"Claude-Sonnet-4.5"}]},RATES]},
           {"id":"aws","provider_match":{"or":[{"contains":"bedrock"},{"contains":"amazon"}]},
            "models":[
              {"id":"regional.anthropic.claude-sonnet-4-5","match":
                {"or":[{"contains":"us.anthropic.claude-sonnet-4-5"},
                       {"contains":"eu.anthropic.claude-sonnet-4-5"}]},OTHER,
              {"id":"anthropic.claude-sonnet-4-5","match":{"equals":"anthropic.claude-sonnet-4-5"},RATES]},
           {"id":"azure","fallback_model_providers":["openai","nobody"],"models":[
              {"id":"phi","match":{"equals":"phi"},RATES]},
           {"id":"google","provider_match":{"or":[{"contains":"google"},{"contains":"vertex"}]},
            "model_match":{"contains":"gemini"},"models":[
              {"id":"gemini-pro","match":{"and":[{"starts_with":"gemini"},{"ends_with":"pro"}]},RATES]},
           {"id":"groq","models":[
              {"id":"llama","match":{"equals":"llama"},RATES,
              {"id":"qwen","match":{"equals":"qwen"},RATES]},
           {"id":"openai","provider_match":{"contains":"openai"},
            "model_match":{"or":[{"starts_with":"gpt-"},{"regex":"^o[134]"}]},"models":[
              {"id":"gpt-4o-mini","match":{"starts_with":"gpt-4o-mini"},RATES,
              {"id":"gpt-4o","match":{"or":[{"equals":"gpt-4o"},{"regex":"^gpt-4o-2024-\\\\d\\\\d"}]},RATES,
              {"id":"gpt-image","match":{"starts_with":"gpt-image"},"prices":{}},
              {"id":"O3","match":{"equals":"o3"},RATES]},
           {"id":"openrouter","models":[
              {"id":"anthropic/claude-sonnet-4.5","match":{"equals":"anthropic/claude-sonnet-4.5"},RATES,
              {"id":"deepseek/r1:free","match":{"equals":"deepseek/r1:free"},"prices":{}},
              {"id":"deepseek/r1","match":{"starts_with":"deepseek/r1"},RATES,
              {"id":"unique/model","match":{"equals":"unique/model"},RATES]},
           {"id":"together","models":[
              {"id":"llama","match":{"equals":"llama"},OTHER,
              {"id":"qwen","match":{"equals":"qwen"},RATES]}]"""
              .replace("RATES", RATES)
              .replace("OTHER", OTHER_RATES));

  @ParameterizedTest(name = "{0} of {1}: {2}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          gpt-4o                       | openai     | EXACT openai gpt-4o
          gpt-4o                       | -          | EXACT openai gpt-4o
          GPT-4o                       | openai     | LIST_RULE openai gpt-4o
          gpt-4o-2024-08-06            | openai     | LIST_RULE openai gpt-4o
          gpt-4o-2025-01-01            | openai     | ALIAS openai gpt-4o
          gpt-4o-2025-01-01            | -          | ALIAS openai gpt-4o
          gpt-4o-mini-2024-07-18       | -          | LIST_RULE openai gpt-4o-mini
          gpt-4o-nano                  | openai     | unpriced
          openai/gpt-4o                | -          | ALIAS openai gpt-4o
          openai/gpt-4o                | openai     | ALIAS openai gpt-4o
          gpt-4o                       | my-openai  | EXACT openai gpt-4o
          gpt-4o                       | azure      | LIST_RULE openai gpt-4o
          gpt-4o                       | azure_openai | LIST_RULE openai gpt-4o
          gpt-4o-2025-01-01            | azure      | ALIAS openai gpt-4o
          phi                          | azure      | EXACT azure phi
          phi                          | openai     | unpriced
          gpt-4o                       | groq       | unpriced
          gpt-4o                       | nobody     | unpriced
          gpt-image-1                  | openai     | unpriced
          gpt-image                    | -          | unpriced
          o3                           | -          | LIST_RULE openai O3
          claude-sonnet-4-5-20250929   | -          | LIST_RULE anthropic claude-sonnet-4-5
          claude-sonnet-4.5            | anthropic  | LIST_RULE anthropic claude-sonnet-4-5
          anthropic/claude-sonnet-4.5  | openrouter | EXACT openrouter anthropic/claude-sonnet-4.5
          anthropic/claude-sonnet-4.5  | -          | ALIAS anthropic claude-sonnet-4-5
          claude-sonnet-4-5            | aws        | unpriced
          us.anthropic.claude-sonnet-4-5-20250929-v1:0   | aws     | LIST_RULE aws regional.anthropic.claude-sonnet-4-5
          us.anthropic.claude-sonnet-4-5-20250929-v1:0   | -       | LIST_RULE aws regional.anthropic.claude-sonnet-4-5
          apac.anthropic.claude-sonnet-4-5-20250929-v1:0 | bedrock | ALIAS aws anthropic.claude-sonnet-4-5
          anthropic.claude-sonnet-4-5-20250929-v1:0      | -       | ALIAS aws anthropic.claude-sonnet-4-5
          gemini-2-pro                 | -          | LIST_RULE google gemini-pro
          gemini-pro                   | vertex_ai  | EXACT google gemini-pro
          models/gemini-pro            | google     | ALIAS google gemini-pro
          models/gemini-pro            | -          | ALIAS google gemini-pro
          claude-sonnet-4-5            | vertex_ai  | unpriced
          llama                        | groq       | EXACT groq llama
          llama                        | together_ai | EXACT together llama
          llama                        | -          | unpriced
          qwen                         | -          | EXACT groq qwen
          unique/model                 | -          | EXACT openrouter unique/model
          deepseek/r1:free             | openrouter | EXACT openrouter deepseek/r1:free
          deepseek/r1:free             | -          | EXACT openrouter deepseek/r1:free
          deepseek/r1:nitro            | openrouter | LIST_RULE openrouter deepseek/r1
          gpt-4o:free                  | -          | unpriced
          ''                           | -          | unpriced
          /                            | -          | unpriced
          """)
  void finds(String model, String provider, String expected) {
    assertThat(Matches.of(LIST, model, provider)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} of {1}: {2}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          gpt-4o              | -      | -
          llama               | -      | AMBIGUOUS groq/llama providers charge differently: groq, together
          llama               | openai | OTHER_PROVIDER groq/llama asked for openai, has others
          phi                 | openai | OTHER_PROVIDER phi asked for openai, has azure
          gpt-image-2         | -      | SKIPPED - openai/gpt-image: has no price
          cx/gpt-4o           | -      | NO_ROW gpt-4o -
          deepseek/r1:nitro   | groq   | NO_ROW deepseek/r1 -
          """)
  void saysWhyAModelHasNoPrice(String model, @Nullable String provider, String expected) {
    assertThat(Matches.why(LIST, model, provider)).isEqualTo(expected);
  }
}
