package io.tokentally.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.aggregation.PriceRow;
import io.tokentally.json.JsonText;
import io.tokentally.testing.JsonArbitraries;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** What holds for every price list, however wrong. */
class PriceListLawsTest {

  @Property(tries = 500)
  void everyEntryOfLiteLlmIsLoadedOrSkipped(@ForAll("liteLlm") Map<String, Object> document) {
    PriceList list = PriceLists.liteLlm(JsonText.of(document));
    assertThat(list.entries())
        .isEqualTo(document.containsKey("last_updated") ? document.size() - 1 : document.size());
    everyEntryIsAccountedFor(list);
    for (PriceRow row : list.rows()) {
      assertThat(Matches.of(list, row.llmId(), null)).startsWith("EXACT ").endsWith(row.llmId());
    }
  }

  @Property(tries = 500)
  void everyEntryOfGenaiPricesIsLoadedOrSkipped(@ForAll("genai") List<Object> document) {
    everyEntryIsAccountedFor(PriceLists.genaiPrices(JsonText.of(document)));
  }

  private static void everyEntryIsAccountedFor(PriceList list) {
    assertThat(list.loaded() + list.skipped().size()).isEqualTo(list.entries());
    assertThat(list.partly()).hasSizeLessThanOrEqualTo(list.loaded());
    assertThat(list.rows()).extracting(PriceRow::id).doesNotHaveDuplicates();
    assertThat(list.skipped()).allSatisfy(each -> assertThat(each.reason()).isNotBlank());
  }

  @Property(tries = 500)
  void matchingAnswersTheSameEachTime(
      @ForAll("genai") List<Object> genai,
      @ForAll("liteLlm") Map<String, Object> liteLlm,
      @ForAll("names") String model,
      @ForAll("names") String provider) {
    for (PriceList list :
        List.of(
            PriceLists.genaiPrices(JsonText.of(genai)), PriceLists.liteLlm(JsonText.of(liteLlm)))) {
      assertThat(Matches.of(list, model, provider)).isEqualTo(Matches.of(list, model, provider));
      assertThat(Matches.of(list, model, null)).isEqualTo(Matches.of(list, model, null));
    }
  }

  @Provide
  Arbitrary<String> names() {
    Arbitrary<String> part =
        Arbitraries.of(
            "gpt",
            "us.",
            "anthropic.",
            "/",
            "-2025-08-07",
            "@20250807",
            "-latest",
            "-v1:0",
            ":free",
            "openai",
            "models/",
            "é",
            "\u0000",
            "");
    return Arbitraries.oneOf(
        part.list().ofMaxSize(5).map(parts -> String.join("", parts)), Arbitraries.strings());
  }

  @Provide
  Arbitrary<Map<String, Object>> liteLlm() {
    Arbitrary<String> member =
        Arbitraries.of(
            "input_cost_per_token",
            "output_cost_per_token",
            "cache_read_input_token_cost",
            "input_cost_per_token_above_128k_tokens",
            "output_cost_per_token_above_200k_tokens",
            "output_cost_per_image",
            "output_cost_per_reasoning_token",
            "mode",
            "litellm_provider",
            "tiered_pricing");
    Arbitrary<Object> entry = object(member, values());
    Arbitrary<String> key =
        Arbitraries.oneOf(names(), Arbitraries.of("last_updated", "sample_spec"));
    return Arbitraries.maps(key, Arbitraries.oneOf(entry, garbage())).ofMaxSize(6);
  }

  @Provide
  Arbitrary<List<Object>> genai() {
    Arbitrary<Object> prices =
        object(
            Arbitraries.of("input_mtok", "output_mtok", "cache_read_mtok", "requests_kcount"),
            values());
    Arbitrary<Object> model =
        Combinators.combine(names(), clauses(), Arbitraries.oneOf(prices, garbage()))
            .as((id, match, price) -> members("id", id, "match", match, "prices", price));
    Arbitrary<List<Object>> models = Arbitraries.oneOf(model, model, garbage()).list().ofMaxSize(4);
    Arbitrary<Object> provider =
        Combinators.combine(names(), clauses(), models)
            .as((id, match, all) -> members("id", id, "model_match", match, "models", all));
    return Arbitraries.oneOf(provider, provider, garbage()).list().ofMaxSize(3);
  }

  private static Arbitrary<Object> clauses() {
    Arbitrary<Object> text =
        Arbitraries.of("equals", "starts_with", "ends_with", "contains", "regex")
            .flatMap(kind -> Arbitraries.of("gpt", "", "^g.t", "[").map(t -> Map.of(kind, t)));
    return Arbitraries.oneOf(
        text, text.list().ofMaxSize(3).map(all -> Map.of("or", all)), garbage());
  }

  private static Arbitrary<Object> values() {
    Arbitrary<Object> rates =
        Arbitraries.of(BigDecimal.ONE, BigDecimal.ZERO, new BigDecimal("0.25"));
    return Arbitraries.oneOf(rates, rates, rates, garbage());
  }

  private static Arbitrary<Object> object(Arbitrary<String> names, Arbitrary<Object> values) {
    return Arbitraries.maps(names, values).ofMaxSize(6).map(members -> members);
  }

  private static Arbitrary<@Nullable Object> garbage() {
    return JsonArbitraries.values();
  }

  /** {@return an object of three members, of which some may be null} */
  private static Object members(
      String a, @Nullable Object x, String b, @Nullable Object y, String c, @Nullable Object z) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put(a, x);
    members.put(b, y);
    members.put(c, z);
    return members;
  }
}
