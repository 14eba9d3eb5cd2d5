package io.tokentally.anthropic;

import io.tokentally.aggregation.MalformedCount;
import io.tokentally.aggregation.NegativeAmounts;
import io.tokentally.aggregation.OtherKind;
import io.tokentally.aggregation.OtherKind.Rate;
import io.tokentally.aggregation.OtherKind.Within;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.usage.Counts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The usage of a message, as JSON. */
final class UsageForm {

  private static final Set<String> USUAL_TIER = Set.of("standard");
  private static final Set<String> USUAL_SPEED = Set.of("standard");
  private static final Set<String> USUAL_GEO = Set.of("global", "not_available");

  /** What may be part of a kind's name. */
  private static final Pattern WORD = Pattern.compile("[a-z0-9_.-]{1,40}");

  private UsageForm() {}

  /**
   * {@return the usage that an object in this form holds}
   *
   * @throws ArithmeticException if a count, or the sum of those put in, is beyond 64 bits
   */
  static RecordedUsage read(Map<?, ?> json) {
    List<MalformedCount> malformed = new ArrayList<>();
    Counts usage = new Counts(json, NegativeAmounts.NEVER, malformed::add);
    Counts byDuration = usage.in("cache_creation");
    long minutes = byDuration.orZero("ephemeral_5m_input_tokens");
    long hour = byDuration.orZero("ephemeral_1h_input_tokens");
    long cacheCreation = usage.read("cache_creation_input_tokens");
    if (cacheCreation == Counts.ABSENT) {
      cacheCreation = Math.addExact(minutes, hour);
    }
    long cacheRead = usage.orZero("cache_read_input_tokens");
    long cached = Math.addExact(cacheRead, cacheCreation);
    return RecordedUsage.builder()
        .promptTokens(Math.addExact(usage.orZero("input_tokens"), cached))
        .completionTokens(usage.orZero("output_tokens"))
        .cacheReadInputTokens(cacheRead)
        .cacheCreationInputTokens(cacheCreation)
        // A part cannot be more than the whole.
        .cacheCreation1hInputTokens(Math.min(hour, cacheCreation))
        .otherKinds(otherKinds(usage))
        .provider("anthropic")
        .malformed(malformed)
        .build();
  }

  private static List<OtherKind> otherKinds(Counts usage) {
    List<OtherKind> kinds = new ArrayList<>();
    Counts tools = usage.in("server_tool_use");
    charge("web_search_requests", tools.orZero("web_search_requests"), kinds);
    // Charged by the time the container ran, which is not told.
    charge("code_execution_requests", tools.orZero("code_execution_requests"), kinds);
    chargeUnlessUsual("service_tier", USUAL_TIER, usage, kinds);
    chargeUnlessUsual("speed", USUAL_SPEED, usage, kinds);
    chargeUnlessUsual("inference_geo", USUAL_GEO, usage, kinds);
    return kinds;
  }

  /** Says that the call was served in a way that costs something else than the list says. */
  private static void chargeUnlessUsual(
      String member, Set<String> usual, Counts usage, List<OtherKind> kinds) {
    String value = usage.text(member);
    if (value != null && !usual.contains(value)) {
      charge(member + "_" + (WORD.matcher(value).matches() ? value : "other"), 1, kinds);
    }
  }

  private static void charge(String kind, long count, List<OtherKind> kinds) {
    if (count > 0) {
      kinds.add(new OtherKind(kind, count, Within.NOTHING, Rate.OF_ITS_OWN));
    }
  }
}
