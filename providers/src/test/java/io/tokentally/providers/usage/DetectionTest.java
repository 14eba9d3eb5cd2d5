package io.tokentally.providers.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.aggregation.CacheConvention;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.json.Loc;
import io.tokentally.providers.Json;
import io.tokentally.providers.Provider;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectionTest {

  @ParameterizedTest(name = "{1}: {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      nullValues = "none",
      textBlock =
          """
          {"promptTokenCount":1}                                                       | GEMINI
          {"candidatesTokenCount":1}                                                   | GEMINI
          {"totalTokenCount":1}                                                        | GEMINI
          {"responseTokenCount":1}                                                     | GEMINI
          {"thoughtsTokenCount":1}                                                     | GEMINI
          {"prompt_token_count":1,"candidates_token_count":null}                       | GEMINI
          {"inputTokenCount":1,"outputTokenCount":2,"totalTokenCount":3}               | TOKEN_COUNTS
          {"inputTokens":1,"outputTokens":2}                                           | CONVERSE
          {"outputTokens":2}                                                           | CONVERSE
          {"inputTokens":1,"outputTokens":2,"cachedInputTokens":1}                     | AI_SDK_5
          {"inputTokens":1,"outputTokens":2,"reasoningTokens":0}                       | CONVERSE
          {"inputTokens":1,"inputTokenDetails":{"cacheReadTokens":1}}                  | AI_SDK
          {"inputTokens":{"total":1},"outputTokens":{"total":2}}                       | AI_SDK
          {"billed_units":{}}                                                          | none
          {"billed_units":{"search_units":1}}                                          | COHERE
          {"tokens":{"input_tokens":1}}                                                | COHERE
          {"tokens":{"input":1,"output":2}}                                            | none
          {"tokens":12}                                                                | TOTAL
          {"prompt_tokens":1}                                                          | CHAT
          {"completion_tokens":1}                                                      | CHAT
          {"prompt_tokens":5,"input_tokens":5.0,"completion_tokens":1,"output_tokens":1} | CHAT
          {"prompt_tokens":5,"input_tokens":4}                                         | CHAT
          {"completion_tokens":5,"output_tokens":4}                                    | CHAT
          {"completion_tokens":5,"input_tokens":4}                                     | CHAT
          {"prompt_tokens":5,"input_tokens":"5"}                                       | CHAT
          {"prompt_tokens":5,"cache_read_input_tokens":0}                              | CHAT_FLAT_CACHE
          {"prompt_tokens":5,"cache_creation_input_tokens":1}                          | CHAT_FLAT_CACHE
          {"prompt_tokens":5,"cache_creation_input_tokens":null}                       | CHAT
          {"prompt_tokens":5,"cache_read_input_tokens":2,"prompt_tokens_details":{"cached_tokens":2}} | CHAT
          {"prompt_tokens":5,"cache_read_input_tokens":2,"prompt_tokens_details":{"cached_tokens":null}} | CHAT_FLAT_CACHE
          {"input_tokens":5,"output_tokens":1}                                         | RESPONSES
          {"input_tokens":5,"output_tokens":1,"total_tokens":6}                        | RESPONSES
          {"input_tokens":5,"input_tokens_details":{}}                                 | RESPONSES
          {"input_tokens":5,"total_tokens":5,"service_tier":"default"}                 | RESPONSES
          {"input_tokens":5,"output_tokens":1,"cache_read_input_tokens":0}             | ANTHROPIC_BY_CACHE
          {"input_tokens":5,"cache_creation_input_tokens":0}                           | ANTHROPIC_BY_CACHE
          {"input_tokens":5,"cache_creation":{}}                                       | ANTHROPIC
          {"input_tokens":5,"server_tool_use":{}}                                      | ANTHROPIC
          {"input_tokens":5,"service_tier":"standard","output_tokens_details":{}}      | ANTHROPIC_TIER
          {"input_tokens":5,"inference_geo":""}                                        | ANTHROPIC
          {"input_tokens":5,"iterations":[]}                                           | ANTHROPIC
          {"input_tokens":5,"total_tokens":9,"cache_read_input_tokens":4}              | FLAT_CACHE
          {"input_tokens":5,"total_tokens":9,"cache_creation":{}}                      | RESPONSES
          {"input_tokens":5,"total_tokens":9,"cache_creation":{},"cache_read_input_tokens":4} | ANTHROPIC_WITH_TOTAL
          {"requests":1,"input_tokens":5,"cache_creation":{}}                          | ANTHROPIC
          {"requests":1,"prompt_tokens":5}                                             | CHAT
          {"requests":1}                                                               | none
          {"total_tokens":5}                                                           | TOTAL
          {"cache_read_input_tokens":5}                                                | ANTHROPIC_BY_CACHE
          {"prompt_tokens":null}                                                       | none
          {}                                                                           | none
          """)
  void theMembersTellTheForm(String json, Form form) {
    assertThat(form(json, null)).isEqualTo(form);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      nullValues = "none",
      textBlock =
          """
          ANTHROPIC  | {"input_tokens":5,"output_tokens":1}                              | ANTHROPIC
          ANTHROPIC  | {"input_tokens":5,"total_tokens":9,"cache_read_input_tokens":4}   | ANTHROPIC
          ANTHROPIC  | {"requests":2,"input_tokens":5,"output_tokens":1}                 | ANTHROPIC
          ANTHROPIC  | {"prompt_tokens":5,"completion_tokens":1}                         | CHAT
          BEDROCK    | {"input_tokens":5,"output_tokens":1}                              | ANTHROPIC
          BEDROCK    | {"inputTokens":5,"outputTokens":1,"reasoningTokens":1}            | CONVERSE
          GEMINI     | {"input_tokens":5,"output_tokens":1}                              | ANTHROPIC
          GEMINI     | {"prompt_tokens":5,"completion_tokens":1}                         | CHAT
          OPENAI     | {"input_tokens":5,"output_tokens":1}                              | RESPONSES
          OPENAI     | {"requests":2,"prompt_tokens":5}                                  | CHAT
          OPENAI     | {"input_tokens":5,"total_tokens":9,"cache_read_input_tokens":4}   | RESPONSES
          OPENAI     | {"prompt_tokens":5,"cache_read_input_tokens":4}                   | CHAT
          OPENAI     | {"total_tokens":9}                                                | TOTAL
          AZURE      | {"input_tokens":5,"output_tokens":1,"cache_read_input_tokens":4}  | ANTHROPIC_BY_CACHE
          GROQ       | {"tokens_in":5}                                                   | none
          """)
  void aNamedProviderSettlesWhatTheMembersLeaveOpen(Provider provider, String json, Form form) {
    assertThat(form(json, provider.id())).isEqualTo(form);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      nullValues = "none",
      textBlock =
          """
          claude-sonnet-4-5-20250929                        | {"input_tokens":1,"service_tier":"standard"} | anthropic
          anthropic.claude-3-haiku-20240307-v1:0            | {"input_tokens":1,"service_tier":"standard"} | aws
          us.anthropic.claude-sonnet-4-5-20250929-v1:0      | {"input_tokens":1,"service_tier":"standard"} | aws
          apac.anthropic.claude-sonnet-4-5-20250929-v1:0    | {"input_tokens":1,"service_tier":"standard"} | aws
          global.anthropic.claude-sonnet-4-5-20250929-v1:0  | {"input_tokens":1,"service_tier":"standard"} | aws
          arn:aws:bedrock:us-east-1:1:inference-profile/x   | {"input_tokens":1,"service_tier":"standard"} | aws
          claude-sonnet-4-5@20250929                        | {"input_tokens":1,"service_tier":"standard"} | google
          claude@home                                       | {"input_tokens":1,"service_tier":"standard"} | anthropic
          m                                                 | {"inputTokens":1}                            | none
          gpt-4.1                                           | {"inputTokens":1}                            | none
          us.amazon.nova-pro-v1:0                           | {"inputTokens":1}                            | aws
          m                                                 | {"inputTokens":1,"cacheReadInputTokens":0}   | aws
          m                                                 | {"promptTokenCount":1}                       | google
          m                                                 | {"billed_units":{"input_tokens":1}}          | cohere
          m                                                 | {"input_tokens":1,"total_tokens":1}          | none
          m                                                 | {"prompt_tokens":1}                          | none
          m                                                 | {"prompt_tokens":1,"queue_time":0.1}         | groq
          m                                                 | {"prompt_tokens":1,"prompt_time":0.1}        | groq
          m                                                 | {"prompt_tokens":1,"x_groq":{}}              | groq
          m                                                 | {"prompt_tokens":1,"cost_details":{}}        | openrouter
          m                                                 | {"prompt_tokens":1,"is_byok":false}          | openrouter
          m                                                 | {"prompt_tokens":1,"prompt_cache_hit_tokens":0}  | deepseek
          m                                                 | {"prompt_tokens":1,"prompt_cache_miss_tokens":1} | deepseek
          m                                                 | {"prompt_tokens":1,"num_cached_tokens":0}    | mistral
          m                                                 | {"prompt_tokens":1,"prompt_audio_seconds":4} | mistral
          """)
  void membersAndNamesTellWhoServedTheModel(String model, String json, String provider) {
    Map<?, ?> usage = Json.object(json);
    assertThat(read(null, model, usage))
        .satisfies(read -> assertThat(read.provider()).isEqualTo(provider));
    assertThat(read(ProviderId.AZURE, model, usage))
        .satisfies(read -> assertThat(read.provider()).isEqualTo("azure"));
  }

  private static @Nullable Form form(String json, @Nullable String provider) {
    Gathered found = new Gathered();
    new Walk(malformed -> {}, note -> {}).object(Json.object(json), Members.TOP, Loc.ROOT, found);
    return Form.of(found.signs(), provider);
  }

  private static @Nullable RecordedUsage read(
      @Nullable String provider, String model, Map<?, ?> usage) {
    return ProviderUsageReader.read(
        new ReadingContext(provider, model, CacheConvention.AUTO), usage);
  }
}
