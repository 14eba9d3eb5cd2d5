package io.tokentally.providers.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.providers.Brief;
import io.tokentally.providers.ProviderUsage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What each form says: prompt, completion, total, cache read, cache creation, of it for an hour;
 * then other kinds, notes and malformed counts.
 */
class FormsTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"input_tokens":5,"cache_creation":{"ephemeral_5m_input_tokens":20,"ephemeral_1h_input_tokens":300}} | 325 0 0 0 320 300 |
          {"input_tokens":5,"cache_creation_input_tokens":10,"cache_creation":{"ephemeral_1h_input_tokens":30}} | 15 0 0 0 10 10 | TOTAL_DIFFERS cache_creation by lifetime recorded 10, counted 30
          {"input_tokens":5,"cache_creation_input_tokens":10,"cache_creation":{"ephemeral_5m_input_tokens":10}} | 15 0 0 0 10 0 |
          {"input_tokens":5,"cache_read_input_tokens":9}                          | 14 0 0 9 0 0 | TAKEN_AS_EXCLUSIVE
          {"input_tokens":5,"cache_creation_input_tokens":9}                      | 14 0 0 0 9 0 | TAKEN_AS_EXCLUSIVE
          {"input_tokens":5,"cache_read_input_tokens":0}                          | 5 0 0 0 0 0  |
          {"input_tokens":5,"cache_read_input_tokens":9,"service_tier":"standard"} | 14 0 0 9 0 0 |
          {"input_tokens":5,"cache_read_input_tokens":9,"iterations":[]}          | 14 0 0 9 0 0 |
          {"input_tokens":5,"service_tier":"batch"}                               | 5 0 0 0 0 0 | service_tier_batch=1
          {"input_tokens":5,"service_tier":"priority"}                            | 5 0 0 0 0 0 | service_tier_priority=1
          {"input_tokens":5,"service_tier":"<script>"}                            | 5 0 0 0 0 0 | service_tier_other=1
          {"input_tokens":5,"service_tier":""}                                    | 5 0 0 0 0 0 |
          {"input_tokens":5,"service_tier":7}                                     | 5 0 0 0 0 0 | UNREAD_MEMBER service_tier 7
          {"input_tokens":5,"service_tier":"standard","speed":"fast"}             | 5 0 0 0 0 0 | speed_fast=1
          {"input_tokens":5,"service_tier":"standard","speed":"standard"}         | 5 0 0 0 0 0 |
          {"input_tokens":5,"inference_geo":"us"}                                 | 5 0 0 0 0 0 | inference_geo_us=1
          {"input_tokens":5,"inference_geo":"global"}                             | 5 0 0 0 0 0 |
          {"input_tokens":5,"inference_geo":"not_available"}                      | 5 0 0 0 0 0 |
          {"input_tokens":5,"server_tool_use":{"web_search_requests":3}}          | 5 0 0 0 0 0 | web_search_requests=3
          {"input_tokens":5,"server_tool_use":{"web_fetch_requests":3}}           | 5 0 0 0 0 0 |
          {"input_tokens":5,"server_tool_use":{"code_execution_requests":1}}      | 5 0 0 0 0 0 | code_execution_requests=1
          {"input_tokens":5,"server_tool_use":1}                                  | 5 0 0 0 0 0 | server_tool_use ENTRY_NOT_OBJECT
          {"input_tokens":5,"output_tokens":2,"iterations":[{"type":"message","input_tokens":5,"output_tokens":2}]} | 5 2 0 0 0 0 |
          {"input_tokens":5,"output_tokens":2,"iterations":[{"type":"compaction","input_tokens":90,"output_tokens":7,"cache_read_input_tokens":3},{"type":"message","input_tokens":5,"output_tokens":2}]} | 98 9 0 3 0 0 |
          {"input_tokens":5,"iterations":[{"type":"advisor_message","input_tokens":90}]} | 5 0 0 0 0 0 | advisor_requests=1
          {"input_tokens":5,"iterations":[4,null,{"type":"compaction","input_tokens":-1}]} | 5 0 0 0 0 0 | iterations.0 ENTRY_NOT_OBJECT, iterations.2.input_tokens NEGATIVE
          """)
  void anthropic(String json, String counts, String rest) {
    check(json, counts, rest);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"inputTokens":5,"outputTokens":3,"totalTokens":8}                                  | 5 3 8 0 0 0   |
          {"inputTokens":5,"cacheReadInputTokens":7}                                          | 12 0 0 7 0 0  |
          {"inputTokens":5,"cacheReadInputTokenCount":7}                                      | 12 0 0 7 0 0  |
          {"inputTokens":5,"cacheReadInputTokens":7,"cacheReadInputTokenCount":7}             | 12 0 0 7 0 0  |
          {"inputTokens":5,"cacheReadInputTokens":0,"cacheReadInputTokenCount":7}             | 12 0 0 7 0 0  |
          {"inputTokens":5,"cacheReadInputTokens":7,"cacheReadInputTokenCount":9}             | 14 0 0 9 0 0  | ALIASES_DIFFER_LARGEST cacheReadInputTokens 7
          {"inputTokens":5,"cacheWriteInputTokens":9,"cacheWriteInputTokenCount":7}           | 14 0 0 0 9 0  | ALIASES_DIFFER_LARGEST cacheWriteInputTokenCount 7
          {"inputTokens":5,"cacheDetails":[{"ttl":"1h","inputTokens":4},{"ttl":"5m","inputTokens":2}]} | 11 0 0 0 6 4 |
          {"inputTokens":5,"cacheWriteInputTokens":3,"cacheDetails":[{"ttl":"1h","inputTokens":4}]} | 8 0 0 0 3 3 | TOTAL_DIFFERS cache_creation by lifetime recorded 3, counted 4
          {"inputTokens":5,"cacheDetails":[{"ttl":"1h","inputTokens":"x"}]}                   | 5 0 0 0 0 0   | cacheDetails.0.inputTokens TEXT_NOT_INTEGER
          {"inputTokens":5,"serverToolUsage":{"webSearchRequests":2,"other":1}}               | 5 0 0 0 0 0   | server_tool_requests=3
          {"inputTokens":5,"serviceTier":"flex"}                                              | 5 0 0 0 0 0   | service_tier_flex=1
          """)
  void bedrock(String json, String counts, String rest) {
    check(json, counts, rest);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"promptTokenCount":9,"promptTokenDetails":[{"modality":"TEXT","tokenCount":9}]} | 9 0 0 0 0 0  |
          {"promptTokenCount":9,"responseTokenCount":4,"thoughtsTokenCount":1}             | 9 5 0 0 0 0  |
          {"promptTokenCount":9,"responseTokenCount":4,"candidatesTokenCount":4}           | 9 4 0 0 0 0  |
          {"prompt_token_count":9,"candidates_token_count":4,"cached_content_token_count":2,"tool_use_prompt_token_count":1,"total_token_count":14,"prompt_tokens_details":[{"modality":"AUDIO","token_count":3}],"cache_tokens_details":[{"modality":"AUDIO","token_count":2}]} | 10 4 14 2 0 0 | input_audio_tokens=1, cache_read_audio_tokens=2
          {"promptTokenCount":9,"promptTokensDetails":[{"modality":"AUDIO"}]}              | 9 0 0 0 0 0  |
          {"promptTokenCount":9,"promptTokensDetails":[{"modality":"AUDIO","tokenCount":2}],"toolUsePromptTokensDetails":[{"modality":"AUDIO","tokenCount":3}]} | 9 0 0 0 0 0 | input_audio_tokens=5
          {"promptTokenCount":9,"cacheTokensDetails":[{"modality":"AUDIO","tokenCount":2}]} | 9 0 0 0 0 0 | cache_read_audio_tokens=2
          {"promptTokenCount":9,"candidatesTokensDetails":[{"modality":"IMAGE","tokenCount":2}]} | 9 0 0 0 0 0 | output_image_tokens=2
          {"promptTokenCount":9,"responseTokensDetails":[{"modality":"audio","tokenCount":2}]} | 9 0 0 0 0 0 | output_audio_tokens=2
          {"promptTokenCount":9,"promptTokensDetails":[{"modality":"SMELL","tokenCount":2},{"modality":"MODALITY_UNSPECIFIED","tokenCount":5},{"tokenCount":1}]} | 9 0 0 0 0 0 | input_other_tokens=2
          {"promptTokenCount":9,"promptTokensDetails":[{"modality":"TEXT","tokenCount":1.5}]} | 9 0 0 0 0 0 | promptTokensDetails.0.tokenCount FRACTIONAL
          {"promptTokenCount":9,"promptTokensDetails":7}                                   | 9 0 0 0 0 0  | promptTokensDetails ENTRY_NOT_OBJECT
          {"promptTokenCount":9,"trafficType":"ON_DEMAND","serviceTier":"standard"}        | 9 0 0 0 0 0  |
          {"promptTokenCount":9,"trafficType":"TRAFFIC_TYPE_UNSPECIFIED"}                  | 9 0 0 0 0 0  |
          {"promptTokenCount":9,"trafficType":"PROVISIONED_THROUGHPUT"}                    | 9 0 0 0 0 0  | service_tier_provisioned_throughput=1
          {"promptTokenCount":9,"trafficType":"ON_DEMAND_FLEX","serviceTier":"flex"}       | 9 0 0 0 0 0  | service_tier_flex=1
          {"promptTokenCount":9,"serviceTier":"priority"}                                  | 9 0 0 0 0 0  | service_tier_priority=1
          """)
  void gemini(String json, String counts, String rest) {
    check(json, counts, rest);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"prompt_tokens":4,"total_tokens":4}                                                  | 4 0 4 0 0 0   |
          {"prompt_tokens":9,"completion_tokens":2,"prompt_tokens_details":null,"completion_tokens_details":null} | 9 2 0 0 0 0 |
          {"prompt_tokens":9,"prompt_cache_hit_tokens":6,"prompt_cache_miss_tokens":3}          | 9 0 0 6 0 0   |
          {"prompt_tokens":9,"prompt_cache_hit_tokens":6,"prompt_tokens_details":{"cached_tokens":6}} | 9 0 0 6 0 0 |
          {"prompt_tokens":9,"prompt_cache_hit_tokens":6,"prompt_tokens_details":{"cached_tokens":7}} | 9 0 0 7 0 0 | ALIASES_DIFFER_LARGEST prompt_cache_hit_tokens 6
          {"prompt_tokens":9,"cached_tokens":5}                                                 | 9 0 0 5 0 0   |
          {"prompt_tokens":9,"num_cached_tokens":5}                                             | 9 0 0 5 0 0   |
          {"prompt_tokens":9,"prompt_tokens_details":{"cache_write_tokens":5}}                  | 9 0 0 0 5 0   |
          {"prompt_tokens":9,"prompt_tokens_details":{"cache_creation_tokens":5,"cache_creation_token_details":{"ephemeral_1h_input_tokens":4}}} | 9 0 0 0 5 4 | TOTAL_DIFFERS cache_creation by lifetime recorded 5, counted 4
          {"prompt_tokens":9,"cache_creation_input_tokens":3,"cache_read_input_tokens":2,"prompt_tokens_details":{"cached_tokens":2}} | 9 0 0 2 3 0 |
          {"prompt_tokens":9,"prompt_tokens_details":{"google_maps_grounding_requests":2,"web_search_requests":1}} | 9 0 0 0 0 0 | google_maps_requests=2, web_search_requests=1
          {"prompt_tokens":9,"prompt_tokens_details":{"character_count":40,"image_count":1,"video_length_seconds":2.5,"audio_length_seconds":1}} | 9 0 0 0 0 0 | characters=40, images=1, input_video_seconds=3, input_audio_seconds=1
          {"prompt_tokens":9,"server_tool_use":{"web_search_requests":0,"browser_open_requests":4}} | 9 0 0 0 0 0 | browser_open_requests=4
          {"prompt_tokens":9,"prompt_tokens_details":{"image_tokens":5,"video_tokens":2}}       | 9 0 0 0 0 0   | input_image_tokens=5, input_video_tokens=2
          {"prompt_tokens":9,"completion_tokens":8,"completion_tokens_details":{"image_tokens":5}} | 9 8 0 0 0 0 | output_image_tokens=5
          {"prompt_tokens":9,"completion_tokens":8,"total_tokens":17,"completion_tokens_details":{"reasoning_tokens":5}} | 9 8 17 0 0 0 |
          {"prompt_tokens":9,"completion_tokens":8,"total_tokens":22,"completion_tokens_details":{"reasoning_tokens":5}} | 9 13 22 0 0 0 |
          {"input_tokens":1000,"output_tokens":20,"total_tokens":1170,"input_token_details":{"cache_read":600}} | 1000 20 1170 600 0 0 | TOTAL_DIFFERS total_tokens recorded 1170, counted 1020
          {"prompt_tokens":9,"completion_tokens":8,"total_tokens":20,"completion_tokens_details":{"reasoning_tokens":5}} | 9 8 20 0 0 0 | TOTAL_DIFFERS total_tokens recorded 20, counted 17
          {"prompt_tokens":9,"prompt_audio_seconds":30}                                         | 9 0 0 0 0 0   | prompt_audio_seconds=30
          {"prompt_tokens":9,"num_search_queries":3,"citation_tokens":50,"reasoning_tokens":70,"search_context_size":"low"} | 9 0 0 0 0 0 | num_search_queries=3, citation_tokens=50, search_context_size_low=1, reasoning_tokens=70
          {"prompt_tokens":9,"reasoning_tokens":70}                                             | 9 70 0 0 0 0  | TAKEN_AS_EXCLUSIVE reasoning_tokens
          {"prompt_tokens":9,"num_sources_used":2}                                              | 9 0 0 0 0 0   | num_sources_used=2
          {"prompt_tokens":9,"server_tool_use":{"web_search_requests":1}}                       | 9 0 0 0 0 0   | web_search_requests=1
          {"prompt_tokens":9,"service_tier":"flex"}                                             | 9 0 0 0 0 0   | service_tier_flex=1
          {"prompt_tokens":9,"service_tier":"default"}                                          | 9 0 0 0 0 0   |
          {"prompt_tokens":"9","completion_tokens":true,"total_tokens":[],"prompt_tokens_details":7} | 9 1 0 0 0 0 | completion_tokens NOT_A_NUMBER, total_tokens NOT_A_NUMBER, prompt_tokens_details ENTRY_NOT_OBJECT
          {"prompt_tokens":9,"prompt_tokens_details":{"cached_tokens":2.5}}                     | 9 0 0 2 0 0   | prompt_tokens_details.cached_tokens FRACTIONAL
          """)
  void chat(String json, String counts, String rest) {
    check(json, counts, rest);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"input_tokens":9,"output_tokens":2}                                                    | 9 2 0 0 0 0  |
          {"input_tokens":9,"total_tokens":9,"input_tokens_details":{"audio_tokens":4,"cached_tokens":1}} | 9 0 9 1 0 0 | input_audio_tokens=4
          {"input_tokens":9,"total_tokens":9,"input_token_details":{"text_tokens":3,"audio_tokens":6,"cached_tokens":4,"cached_tokens_details":{"audio_tokens":2,"text_tokens":2}}} | 9 0 9 4 0 0 | input_audio_tokens=4, cache_read_audio_tokens=2
          {"input_tokens":9,"input_tokens_details":{"image_tokens":5,"text_tokens":4},"output_tokens":7,"output_tokens_details":{"image_tokens":7}} | 9 7 0 0 0 0 | input_image_tokens=5, output_image_tokens=7
          {"input_tokens":9,"output_tokens":7,"output_token_details":{"audio_tokens":7}}           | 9 7 0 0 0 0  | output_audio_tokens=7
          {"input_tokens":9,"total_tokens":9,"input_token_details":{"cache_read":3,"cache_creation":2,"audio":1}} | 9 0 9 3 2 0 | input_audio_tokens=1
          {"input_tokens":9,"total_tokens":9,"input_token_details":{"cache_creation":0,"ephemeral_5m_input_tokens":1,"ephemeral_1h_input_tokens":4}} | 9 0 9 0 5 4 |
          {"input_tokens":9,"total_tokens":9,"num_server_side_tools_used":2}                       | 9 0 9 0 0 0  | num_server_side_tools_used=2
          {"input_tokens":9,"total_tokens":9,"input_tokens_details":[]}                            | 9 0 9 0 0 0  |
          {"input_tokens":9,"total_tokens":9,"input_tokens_details":[7]}                           | 9 0 9 0 0 0  | input_tokens_details.0 ENTRY_NOT_OBJECT
          """)
  void responses(String json, String counts, String rest) {
    check(json, counts, rest);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"tokens":{"input_tokens":9,"output_tokens":2},"cached_tokens":4}               | 9 2 0 4 0 0 |
          {"tokens":{"input_tokens":9,"output_tokens":2},"cached_tokens":40}              | 9 2 0 9 0 0 |
          {"billed_units":{"input_tokens":9,"image_tokens":0}}                            | 9 0 0 0 0 0 |
          {"billed_units":{"input_tokens":9.0,"image_tokens":6,"images":1}}               | 9 0 0 0 0 0 | image_tokens=6, images=1
          {"billed_units":{"search_units":1}}                                             | 0 0 0 0 0 0 | search_units=1
          {"billed_units":{"classifications":4}}                                          | 0 0 0 0 0 0 | classifications=4
          {"billed_units":{"input_tokens":-1}}                                            | 0 0 0 0 0 0 | billed_units.input_tokens NEGATIVE
          """)
  void cohere(String json, String counts, String rest) {
    check(json, counts, rest);
  }

  @Test
  void eachKindSaysWhereItBelongsAndWhetherItCostsAsMuchAsText() {
    RecordedUsage usage =
        ProviderUsage.parse(
            """
            {"promptTokenCount": 90, "cachedContentTokenCount": 40, "candidatesTokenCount": 20,
             "promptTokensDetails": [{"modality": "AUDIO", "tokenCount": 30},
               {"modality": "IMAGE", "tokenCount": 11}, {"modality": "VIDEO", "tokenCount": 12},
               {"modality": "DOCUMENT", "tokenCount": 13}],
             "cacheTokensDetails": [{"modality": "AUDIO", "tokenCount": 10},
               {"modality": "DOCUMENT", "tokenCount": 3}],
             "candidatesTokensDetails": [{"modality": "VIDEO", "tokenCount": 14}],
             "trafficType": "ON_DEMAND_PRIORITY"}
            """);
    assertThat(Brief.kinds(usage))
        .isEqualTo(
            List.of(
                "input_audio_tokens 20 PROMPT OF_ITS_OWN",
                "cache_read_audio_tokens 10 CACHE_READ OF_ITS_OWN",
                "input_image_tokens 11 PROMPT AS_TEXT",
                "input_video_tokens 12 PROMPT AS_TEXT",
                "input_document_tokens 10 PROMPT AS_TEXT",
                "cache_read_document_tokens 3 CACHE_READ AS_TEXT",
                "output_video_tokens 14 COMPLETION OF_ITS_OWN",
                "service_tier_priority 1 EVERYTHING OF_ITS_OWN"));
  }

  @Test
  void imagesCostAsMuchAsTextWhereChatModelsSeeThem() {
    RecordedUsage chat =
        ProviderUsage.parse(
            """
            {"prompt_tokens": 9, "prompt_tokens_details": {"image_tokens": 5}}""");
    RecordedUsage responses =
        ProviderUsage.parse(
            """
            {"input_tokens": 9, "input_tokens_details": {"image_tokens": 5}}""");
    assertThat(Brief.kinds(chat)).isEqualTo(List.of("input_image_tokens 5 PROMPT AS_TEXT"));
    assertThat(Brief.kinds(responses)).isEqualTo(List.of("input_image_tokens 5 PROMPT OF_ITS_OWN"));
  }

  private static void check(String json, String counts, String rest) {
    RecordedUsage usage = ProviderUsage.parse(json);
    assertThat(Brief.counts(usage)).isEqualTo(counts);
    assertThat(Brief.rest(usage)).isEqualTo(rest == null ? "" : rest);
  }
}
