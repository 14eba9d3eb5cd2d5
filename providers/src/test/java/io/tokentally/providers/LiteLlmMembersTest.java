package io.tokentally.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.PriceVariant;
import io.tokentally.json.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every member of LiteLLM's list is read or named. The excerpt has each name of a member about
 * prices that the list of 2026-07-24 has, with numbers made for it.
 */
class LiteLlmMembersTest {

  private static final Map<?, ?> EXCERPT = Json.object(excerpt());

  private static String excerpt() {
    try (InputStream in = LiteLlmMembersTest.class.getResourceAsStream("litellm-members.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static Stream<String> models() {
    return EXCERPT.entrySet().stream()
        .filter(entry -> entry.getValue() instanceof Map<?, ?>)
        .map(entry -> (String) entry.getKey())
        .filter(model -> !model.equals("sample_spec"));
  }

  @Test
  void everyEntryIsLoadedOrSkippedWithAReason() {
    PriceList list = PriceLists.liteLlm(excerpt());
    assertThat(list.entries()).isEqualTo(EXCERPT.size() - 1);
    assertThat(list.loaded() + list.skipped().size()).isEqualTo(list.entries());
    assertThat(list.skipped())
        .extracting(entry -> entry.entry() + ": " + entry.reason())
        .containsExactly(
            "sample_spec: explains the format",
            "search-by-results: is charged by tiered_pricing.input_cost_per_query, not per token",
            "nothing: has no price");
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyMemberAboutPricesIsReadOrNamed(String model) {
    Map<?, ?> members = (Map<?, ?>) EXCERPT.get(model);
    PriceList whole = list(model, members);
    for (Object name : members.keySet()) {
      String member = (String) name;
      if (member.matches(".*(cost|multiplier|pricing|provider_specific_entry).*")) {
        assertThat(isRead(model, members, member, whole) || isNamed(member, whole))
            .as(model + " " + member)
            .isTrue();
      }
    }
  }

  /** {@return whether the price is another one without the member} */
  private static boolean isRead(String model, Map<?, ?> members, String member, PriceList whole) {
    Map<Object, Object> less = new LinkedHashMap<>(members);
    less.remove(member);
    boolean isNothing = String.valueOf(members.get(member)).matches("0(\\.0)?");
    return isNothing || !list(model, less).rows().equals(whole.rows());
  }

  private static boolean isNamed(String member, PriceList list) {
    return list.partly().stream()
            .flatMap(entry -> entry.leftOut().stream())
            .anyMatch(named -> named.equals(member) || named.startsWith(member + "."))
        || list.skipped().stream().anyMatch(entry -> entry.reason().contains(member));
  }

  private static PriceList list(String model, Map<?, ?> members) {
    return PriceLists.liteLlm(JsonText.of(Map.of(model, members)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          chat-of-many-ways | above 272000 prompt tokens                          | prompt 0.00001, completion 0.000045, num_sessions 0.03, web_search_requests 0.01
          chat-of-many-ways | service_tier_batch                                  | prompt 0.0000025, completion 0.000015, cache_read ?
          chat-of-many-ways | service_tier_batch, above 272000 prompt tokens      | prompt ?, completion ?, cache_read ?
          chat-of-many-ways | service_tier_flex                                   | prompt 0.0000024, completion 0.000014
          chat-of-many-ways | service_tier_priority                               | prompt 0.000011, completion 0.00006
          chat-of-many-ways | service_tier_priority, above 272000 prompt tokens   | prompt 0.00002, completion 0.00009
          chat-of-many-ways | inference_geo_eu                                    | prompt 0.0000055, completion 0.000033, num_sessions 0.03, web_search_requests 0.01
          chat-of-many-ways | inference_geo_us, service_tier_batch                | prompt 0.000002625, completion 0.00001575, cache_read ?
          chat-of-many-kinds | service_tier_priority                              | prompt ?, completion ?, input_audio_tokens 0.0000018
          chat-with-windows | Mon Tue Wed in Asia/Shanghai, 10:00 to 01:00 UTC    | prompt 0.00000066, completion 0.00000396
          chat-with-windows | Mon Tue Wed in Asia/Shanghai, 04:00 to 06:00 UTC    | prompt 0.00000066, completion 0.00000396
          chat-with-speeds  | speed_fast                                          | prompt 0.00003, completion 0.00015
          chat-with-speeds  | inference_geo_us, speed_fast                        | prompt 0.000033, completion 0.000165
          xai/chat-from-on  | above 199999 prompt tokens                          | prompt 0.000005, completion 0.000006
          tiers             | above 256000 prompt tokens                          | prompt 0.0000012, completion 0.0000036, reasoning_tokens 0.000012
          """)
  void eachConditionHasItsRates(String model, String conditions, String rates) {
    PriceRow row = row(model);
    PriceVariant variant =
        row.variants().stream()
            .filter(each -> each.label().equals(conditions))
            .findFirst()
            .orElseThrow(() -> new AssertionError(labels(row)));
    List<String> said = new ArrayList<>();
    said.add("prompt " + rate(variant, "prompt_tokens", variant.promptTokenCost()));
    said.add("completion " + rate(variant, "completion_tokens", variant.completionTokenCost()));
    if (variant.withoutRate().contains("cache_read_input_tokens")) {
      said.add("cache_read ?");
    }
    variant.otherRates().forEach((kind, rate) -> said.add(kind + " " + rate.toPlainString()));
    assertThat(String.join(", ", said)).isEqualTo(rates);
  }

  private static String rate(PriceVariant variant, String kind, BigDecimal rate) {
    return variant.withoutRate().contains(kind) ? "?" : rate.toPlainString();
  }

  private static List<String> labels(PriceRow row) {
    return row.variants().stream().map(PriceVariant::label).toList();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          reranker | search_units                                 | completion_tokens prompt_tokens
          search   | requests                                     | completion_tokens prompt_tokens
          ears     | input_audio_seconds output_seconds prompt_audio_seconds | completion_tokens prompt_tokens
          voice    | characters output_audio_seconds              | completion_tokens prompt_tokens
          pictures | image_count images input_pixels output_pixels | completion_tokens prompt_tokens
          films    | output_video_seconds output_video_seconds_1080p | completion_tokens prompt_tokens
          pages    | annotated_pages pages pages_processed        | completion_tokens prompt_tokens
          credits  | credits                                      | completion_tokens prompt_tokens
          research | citation_tokens num_search_queries requests search_context_size_high search_context_size_low search_context_size_medium | ''
          """)
  void whatIsNoTokenHasARateByItsKind(String model, String kinds, String withoutRate) {
    PriceRow row = row(model);
    assertThat(String.join(" ", new TreeSet<>(row.otherRates().keySet()))).isEqualTo(kinds);
    assertThat(String.join(" ", new TreeSet<>(row.withoutRate()))).isEqualTo(withoutRate);
  }

  private static PriceRow row(String model) {
    return PriceLists.liteLlm(excerpt()).rows().stream()
        .filter(row -> row.llmId().equals(model))
        .findFirst()
        .orElseThrow();
  }
}
