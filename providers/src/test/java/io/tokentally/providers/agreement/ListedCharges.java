package io.tokentally.providers.agreement;

import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an entry of LiteLLM's list writes about prices, found by the names of its members. */
record ListedCharges(Map<?, ?> entry) {

  private static final Pattern THRESHOLD =
      Pattern.compile("input_cost_per_token(_above_(\\d+)(k?)_tokens)");
  private static final Pattern TOKENS = Pattern.compile(".*token(s?)(_.*)?");

  /** Ways of serving, as members end and as usage says. */
  static final Map<String, String> TIERS =
      Map.of(
          "service_tier_batch", "batches",
          "service_tier_flex", "flex",
          "service_tier_priority", "priority",
          "service_tier_ultrafast", "ultrafast");

  /** What is no token, by the kind that usage has for it. */
  private static final Map<String, String> OTHERS =
      Map.ofEntries(
          Map.entry("input_audio_seconds", "input_cost_per_audio_per_second"),
          Map.entry("input_video_seconds", "input_cost_per_video_per_second"),
          Map.entry("output_video_seconds", "output_cost_per_video_per_second"),
          Map.entry("output_video_seconds_1080p", "output_cost_per_second_1080p"),
          Map.entry("characters", "input_cost_per_character"),
          Map.entry("output_characters", "output_cost_per_character"),
          Map.entry("input_pixels", "input_cost_per_pixel"),
          Map.entry("output_pixels", "output_cost_per_pixel"),
          Map.entry("pages", "ocr_cost_per_page"),
          Map.entry("annotated_pages", "annotation_cost_per_page"),
          Map.entry("credits", "ocr_cost_per_credit"),
          Map.entry("num_sessions", "code_interpreter_cost_per_session"),
          Map.entry("citation_tokens", "citation_cost_per_token"));

  static @Nullable BigDecimal rate(Map<?, ?> members, String member) {
    return members.get(member) instanceof Number number
        ? Numbers.plain(Numbers.decimal(number))
        : null;
  }

  boolean isOf(String provider) {
    return provider.equals(entry.get("litellm_provider"));
  }

  private boolean isOfGoogle() {
    String provider = String.valueOf(entry.get("litellm_provider"));
    return provider.startsWith("gemini") || provider.startsWith("vertex_ai");
  }

  /** {@return the tier of usage that was served in these ways, as members end; null for none} */
  @Nullable String tier(Set<String> served) {
    return served.stream().map(TIERS::get).filter(Objects::nonNull).findFirst().orElse(null);
  }

  /** {@return the lengths of prompts from which on other rates hold, by the ending of members} */
  Map<Long, String> thresholds() {
    Map<Long, String> found = new TreeMap<>(Comparator.reverseOrder());
    entry
        .keySet()
        .forEach(
            name -> {
              Matcher member = THRESHOLD.matcher((String) name);
              if (member.matches() && entry.get(name) != null) {
                long tokens = Long.parseLong(member.group(2));
                found.put(member.group(3).isEmpty() ? tokens : tokens * 1000, member.group(1));
              }
            });
    return found;
  }

  /** {@return the ending of the members that hold for a prompt of this length; null for none} */
  @Nullable String threshold(long prompt) {
    for (Map.Entry<Long, String> each : thresholds().entrySet()) {
      long tokens = each.getKey();
      if (prompt > tokens || (isOf("xai") && prompt == tokens)) {
        return each.getValue();
      }
    }
    return null;
  }

  boolean hasAnyEndingIn(String ending) {
    return entry.keySet().stream().anyMatch(name -> ((String) name).endsWith(ending));
  }

  /** {@return the ranges of {@code tiered_pricing}, in the order of their tokens} */
  List<Map<?, ?>> ranges() {
    return entry.get("tiered_pricing") instanceof List<?> all
        ? all.stream()
            .<Map<?, ?>>map(each -> (Map<?, ?>) each)
            .filter(each -> each.get("range") != null)
            .sorted(Comparator.comparingLong(each -> bound(each, 0)))
            .toList()
        : List.of();
  }

  static long bound(Map<?, ?> range, int which) {
    return ((Number) ((List<?>) range.get("range")).get(which)).longValue();
  }

  /** {@return the range that a prompt is in, above the last one the last; null without ranges} */
  @Nullable Map<?, ?> range(long prompt) {
    List<Map<?, ?>> ranges = ranges();
    if (ranges.isEmpty() || prompt == 0) {
      return null;
    }
    return ranges.stream()
        .filter(each -> bound(each, 0) < prompt && prompt <= bound(each, 1))
        .findFirst()
        .orElse(ranges.get(ranges.size() - 1));
  }

  /** {@return by what a way of serving multiplies; null if it does not} */
  @Nullable BigDecimal factor(String served) {
    String way = served.replace("inference_geo_", "").replace("speed_", "");
    BigDecimal uplift = rate(entry, "regional_processing_uplift_multiplier_" + way);
    return isFactorOfProvider(served)
        ? rate((Map<?, ?>) entry.get("provider_specific_entry"), way)
        : uplift;
  }

  boolean isFactorOfProvider(String served) {
    String way = served.replace("inference_geo_", "").replace("speed_", "");
    return entry.get("provider_specific_entry") instanceof Map<?, ?> ways
        && ways.get(way) instanceof Number;
  }

  /** {@return whether the entry has no token rate above 0, and some other charge that is} */
  boolean areTokensZeroBesideOthers() {
    boolean tokens = false;
    boolean others = false;
    for (Map.Entry<?, ?> member : entry.entrySet()) {
      String name = (String) member.getKey();
      if (name.contains("cost") || name.equals("tiered_pricing")) {
        boolean isToken = TOKENS.matcher(name).matches() || name.equals("tiered_pricing");
        tokens |= isToken && !name.contains("dbu") && isPositive(member.getValue());
        others |= (!isToken || name.contains("dbu")) && isPositive(member.getValue());
      }
    }
    return others && !tokens;
  }

  private static boolean isPositive(@Nullable Object value) {
    if (value instanceof Map<?, ?> members) {
      return members.values().stream().anyMatch(ListedCharges::isPositive);
    }
    if (value instanceof List<?> all) {
      return all.stream().anyMatch(ListedCharges::isPositive);
    }
    return value instanceof Number number && Numbers.compare(number, 0L) > 0;
  }

  /** {@return what each request costs by itself} */
  BigDecimal perRequest() {
    String member = isMode("search") ? "input_cost_per_query" : "input_cost_per_request";
    BigDecimal rate = rate(entry, member);
    return rate == null ? BigDecimal.ZERO : rate;
  }

  private boolean isMode(String mode) {
    return mode.equals(entry.get("mode"));
  }

  BigDecimal search(String size) {
    Map<?, ?> fees = (Map<?, ?>) entry.get("search_context_cost_per_query");
    return Objects.requireNonNull(rate(fees, "search_context_size_" + size));
  }

  /** {@return what one of a kind costs} */
  BigDecimal other(String kind) {
    return Objects.requireNonNull(others().get(kind), kind);
  }

  /** {@return what one of each kind costs that is no token} */
  Map<String, BigDecimal> others() {
    Map<String, BigDecimal> rates = new TreeMap<>();
    OTHERS.forEach((kind, member) -> put(rates, kind, member));
    put(rates, inSeconds(), "input_cost_per_second");
    put(rates, outSeconds(), "output_cost_per_second");
    put(rates, isMode("embedding") ? "images" : "input_images", "input_cost_per_image");
    boolean makes = isMode("image_generation") || isMode("image_edit");
    put(rates, makes ? "images" : "output_images", "output_cost_per_image");
    if (!isMode("search")) {
      put(rates, isMode("rerank") ? "search_units" : "queries", "input_cost_per_query");
    }
    if (entry.get("search_context_cost_per_query") instanceof Map<?, ?>) {
      searches(rates);
    }
    return rates;
  }

  private void put(Map<String, BigDecimal> rates, String kind, String member) {
    BigDecimal rate = rate(entry, member);
    if (rate != null) {
      rates.put(kind, rate);
    }
  }

  private String inSeconds() {
    boolean hears = isMode("audio_transcription") || isMode("realtime");
    return hears ? "input_audio_seconds" : "seconds";
  }

  private String outSeconds() {
    if (isMode("video_generation")) {
      return "output_video_seconds";
    }
    return isMode("audio_speech") ? "output_audio_seconds" : "output_seconds";
  }

  /** Google charges prompts that search, or queries; others charge searches of medium size. */
  private void searches(Map<String, BigDecimal> rates) {
    if (isOf("perplexity")) {
      rates.put("num_search_queries", search("medium"));
      List.of("low", "medium", "high")
          .forEach(size -> rates.put("search_context_size_" + size, search(size)));
    } else if (isOfGoogle() && !isClaude()) {
      boolean byQuery = entry.get("web_search_billing_unit") != null;
      rates.put("google_search_queries", byQuery ? search("medium") : BigDecimal.ZERO);
      rates.put("grounded_prompts", byQuery ? BigDecimal.ZERO : search("medium"));
    } else {
      rates.put("web_search_requests", search("medium"));
    }
  }

  private boolean isClaude() {
    return isOf("vertex_ai-anthropic_models");
  }
}
