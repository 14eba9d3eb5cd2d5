package io.tokentally.providers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
          "somebody somebody/model");

  private static final PriceList LIST = PriceLists.liteLlm(json());

  private static String json() {
    String rates = "\"input_cost_per_token\":1,\"output_cost_per_token\":2,";
    String priced =
        PRICED.stream()
            .map(entry -> entry.split(" ", 2))
            .map(e -> "\"" + e[1] + "\":{" + rates + "\"litellm_provider\":\"" + e[0] + "\"}")
            .collect(Collectors.joining(","));
    return "{" + priced + ",\"gpt-4o-audio\":{\"litellm_provider\":\"openai\"}}";
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
}
