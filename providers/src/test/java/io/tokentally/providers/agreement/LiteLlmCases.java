package io.tokentally.providers.agreement;

import static io.tokentally.providers.agreement.ListedUsage.ANSWER;
import static io.tokentally.providers.agreement.ListedUsage.READ;
import static io.tokentally.providers.agreement.ListedUsage.TEXT;
import static io.tokentally.providers.agreement.ListedUsage.WRITE;
import static io.tokentally.providers.agreement.ListedUsage.WRITE_1H;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Usages of one entry: each kind by itself and all together, at lengths on both sides of each
 * threshold, in each tier, place and speed that the entry writes.
 */
final class LiteLlmCases {

  private static final List<String> PUT_IN =
      List.of(
          READ, WRITE, WRITE_1H, "input_audio_tokens", "input_image_tokens", "input_video_tokens");

  private static final List<String> MADE =
      List.of(
          "reasoning_tokens", "output_audio_tokens", "output_image_tokens", "output_video_tokens");

  private static final long SHORT = 1000;
  private static final Instant WHEN = Instant.parse("2026-07-24T12:00:00Z");

  private LiteLlmCases() {}

  static List<ListedUsage> of(Map<?, ?> entry) {
    ListedCharges charges = new ListedCharges(entry);
    List<ListedUsage> usages = new ArrayList<>();
    for (Set<String> served : served(charges)) {
      for (long prompt : lengths(charges)) {
        usages.add(usage(Map.of(TEXT, prompt), served));
        usages.add(usage(Map.of(TEXT, prompt, ANSWER, 77L), served));
        for (String kind : known(PUT_IN, entry, served, prompt)) {
          long some = prompt / 3;
          usages.add(usage(Map.of(TEXT, prompt - some, kind, some, ANSWER, 77L), served));
        }
        for (String kind : known(MADE, entry, served, prompt)) {
          usages.add(usage(Map.of(TEXT, prompt, ANSWER, 77L, kind, 33L), served));
        }
        usages.add(
            usage(
                Map.of(TEXT, prompt - 5, READ, 3L, WRITE, 2L, ANSWER, 77L, "reasoning_tokens", 11L),
                served));
      }
      charges.others().keySet().forEach(kind -> usages.add(usage(Map.of(kind, 7L), served)));
      if (charges.others().size() > 1) {
        Map<String, Long> all = new TreeMap<>(Map.of(TEXT, 1000L, ANSWER, 77L));
        charges.others().keySet().forEach(kind -> all.put(kind, 7L));
        usages.add(usage(all, served));
      }
    }
    return usages;
  }

  /** {@return the kinds that the entry has a rate for; of short prompts served as usual, all} */
  private static List<String> known(
      List<String> kinds, Map<?, ?> entry, Set<String> served, long prompt) {
    return kinds.stream()
        .filter(
            kind ->
                (served.isEmpty() && prompt == SHORT)
                    || entry.keySet().stream()
                        .anyMatch(name -> ((String) name).startsWith(ListedUsage.member(kind)))
                    || (entry.get("tiered_pricing") != null && kind.startsWith("reasoning")))
        .toList();
  }

  private static ListedUsage usage(Map<String, Long> counts, Set<String> served) {
    return new ListedUsage(counts, served, WHEN);
  }

  private static Set<Long> lengths(ListedCharges charges) {
    Set<Long> lengths = new TreeSet<>(Set.of(9L, SHORT));
    Set<Long> bounds = new TreeSet<>(charges.thresholds().keySet());
    charges.ranges().forEach(range -> bounds.add(ListedCharges.bound(range, 1)));
    for (long bound : bounds) {
      lengths.addAll(List.of(bound - 1, bound, bound + 1, 2 * bound));
    }
    return lengths;
  }

  /** {@return the ways of serving that the entry writes, the usual one first} */
  private static Set<Set<String>> served(ListedCharges charges) {
    Set<String> tiers = new TreeSet<>();
    ListedCharges.TIERS.forEach(
        (way, ending) -> {
          if (charges.hasAnyEndingIn("_" + ending)) {
            tiers.add(way);
          }
        });
    Set<String> factors = new TreeSet<>();
    for (String place : List.of("us", "eu")) {
      if (charges.factor("inference_geo_" + place) != null) {
        factors.add("inference_geo_" + place);
      }
    }
    boolean isFast = charges.factor("speed_fast") != null;
    Set<Set<String>> all = new LinkedHashSet<>();
    all.add(Set.of());
    tiers.forEach(tier -> all.add(Set.of(tier)));
    for (String place : factors) {
      all.add(Set.of(place));
      tiers.forEach(tier -> all.add(Set.of(place, tier)));
      if (isFast) {
        all.add(Set.of(place, "speed_fast"));
      }
    }
    if (isFast) {
      all.add(Set.of("speed_fast"));
    }
    return all;
  }
}
