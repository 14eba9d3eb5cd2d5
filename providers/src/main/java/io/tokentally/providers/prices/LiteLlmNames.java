package io.tokentally.providers.prices;

import static java.util.Map.entry;

import io.tokentally.aggregation.OtherKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the names of members say that LiteLLM's list gives rates in. */
final class LiteLlmNames {

  /**
   * A rate.
   *
   * @param kinds the kinds of usage that it is for
   * @param above how many prompt tokens a call has to exceed; 0 for every call
   * @param way the way of serving that it is for; null for the usual one
   */
  record Rate(List<String> kinds, long above, @Nullable String way) {}

  /** Its two names of one rate; of both the first counts. */
  static final String CACHE_READ = "cache_read_input_token_cost";

  static final String CACHE_HIT = "input_cost_per_token_cache_hit";

  private static final Map<String, List<String>> KINDS =
      Map.ofEntries(
          entry("input_cost_per_token", List.of(Kinds.PROMPT)),
          entry("output_cost_per_token", List.of(Kinds.COMPLETION)),
          entry(CACHE_READ, List.of(Kinds.CACHE_READ)),
          entry(CACHE_HIT, List.of(Kinds.CACHE_READ)),
          entry("cache_creation_input_token_cost", List.of(Kinds.CACHE_CREATION)),
          entry("cache_creation_input_token_cost_above_1hr", List.of(Kinds.CACHE_CREATION_1H)),
          entry("output_cost_per_reasoning_token", List.of(OtherKind.REASONING)),
          entry("input_cost_per_audio_token", List.of("input_audio_tokens")),
          entry("output_cost_per_audio_token", List.of("output_audio_tokens")),
          entry("cache_read_input_audio_token_cost", List.of("cache_read_audio_tokens")),
          entry("cache_creation_input_audio_token_cost", List.of("cache_write_audio_tokens")),
          entry("input_cost_per_image_token", List.of("input_image_tokens")),
          entry("output_cost_per_image_token", List.of("output_image_tokens")),
          entry("cache_read_input_image_token_cost", List.of("cache_read_image_tokens")),
          entry("input_cost_per_video_token", List.of("input_video_tokens")),
          entry("output_cost_per_video_token", List.of("output_video_tokens")),
          entry("citation_cost_per_token", List.of("citation_tokens")),
          entry("input_cost_per_request", List.of(OtherKind.REQUESTS)),
          entry("input_cost_per_audio_per_second", List.of("input_audio_seconds")),
          entry("input_cost_per_video_per_second", List.of("input_video_seconds")),
          entry("output_cost_per_video_per_second", List.of("output_video_seconds")),
          entry("output_cost_per_second_1080p", List.of("output_video_seconds_1080p")),
          entry("input_cost_per_character", List.of("characters")),
          entry("output_cost_per_character", List.of("output_characters")),
          entry("input_cost_per_pixel", List.of("input_pixels")),
          entry("output_cost_per_pixel", List.of("output_pixels")),
          entry("ocr_cost_per_page", List.of("pages", "pages_processed")),
          entry("annotation_cost_per_page", List.of("annotated_pages")),
          entry("ocr_cost_per_credit", List.of("credits")),
          entry("code_interpreter_cost_per_session", List.of("num_sessions")));

  /** What depends on what a model does. */
  private static final Map<String, Map<String, List<String>>> BY_MODE =
      Map.of(
          "input_cost_per_query",
          Map.of("rerank", List.of("search_units"), "search", List.of(OtherKind.REQUESTS)),
          "input_cost_per_second",
          Map.of(
              "audio_transcription", List.of("input_audio_seconds", "prompt_audio_seconds"),
              "realtime", List.of("input_audio_seconds")),
          "output_cost_per_second",
          Map.of(
              "audio_transcription", List.of("output_seconds"),
              "audio_speech", List.of("output_audio_seconds"),
              "video_generation", List.of("output_video_seconds")),
          "input_cost_per_image",
          Map.of("embedding", List.of("images")),
          "output_cost_per_image",
          Map.of(
              "image_generation",
              List.of("images", "image_count"),
              "image_edit",
              List.of("images", "image_count")));

  /** The same for other modes. */
  private static final Map<String, List<String>> BY_OTHER_MODES =
      Map.of(
          "input_cost_per_query", List.of("queries"),
          "input_cost_per_second", List.of("seconds"),
          "output_cost_per_second", List.of("output_seconds"),
          "input_cost_per_image", List.of("input_images"),
          "output_cost_per_image", List.of("output_images"));

  private static final Map<String, String> WAYS =
      Map.of(
          "batches", "service_tier_batch",
          "flex", "service_tier_flex",
          "priority", "service_tier_priority",
          "ultrafast", "service_tier_ultrafast");

  private static final Pattern WAY = Pattern.compile("(.+)_(batches|flex|priority|ultrafast)");
  private static final Pattern ABOVE = Pattern.compile("(.+)_above_([1-9][0-9]{0,8})(k?)_tokens");

  /** Members of which the name says that they are about prices. */
  private static final Pattern CHARGE = Pattern.compile(".*(cost|multiplier|pricing|price).*");

  private static final Set<String> NO_CHARGE = Set.of("tiered_pricing", "off_peak_pricing");

  private LiteLlmNames() {}

  /**
   * {@return the rate that a member gives; null if it gives none that is known}
   *
   * @param mode what the model does, null if the list does not say
   */
  static @Nullable Rate rate(String member, @Nullable String mode) {
    List<String> kinds = kinds(member, mode);
    if (kinds != null) {
      return new Rate(kinds, 0, null);
    }
    String name = member;
    String way = null;
    Matcher served = WAY.matcher(name);
    if (served.matches()) {
      name = served.group(1);
      way = WAYS.get(served.group(2));
    }
    long tokens = 0;
    Matcher above = ABOVE.matcher(name);
    if (above.matches()) {
      name = above.group(1);
      tokens = Long.parseLong(above.group(2)) * (above.group(3).isEmpty() ? 1 : 1_000);
    }
    kinds = kinds(name, mode);
    return kinds == null ? null : new Rate(kinds, tokens, way);
  }

  private static @Nullable List<String> kinds(String name, @Nullable String mode) {
    Map<String, List<String>> byMode = BY_MODE.get(name);
    return byMode == null
        ? KINDS.get(name)
        : byMode.getOrDefault(mode == null ? "" : mode, BY_OTHER_MODES.get(name));
  }

  /** {@return whether a member that gives no rate that is known is about a price} */
  static boolean isCharge(String member) {
    return CHARGE.matcher(member).matches() && !NO_CHARGE.contains(member);
  }
}
