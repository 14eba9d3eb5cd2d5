package io.tokentally.json;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of a response that say, beside its usage, how it was served and what was charged on
 * top of its tokens. All else that a call holds as output, such as what was written, is not looked
 * at.
 */
public final class ResponseMembers {

  private static final String MODEL = "model";

  private static final MemberReader READER = new MemberReader(List.of(members()));

  private ResponseMembers() {}

  private static WantedMember[] members() {
    return new WantedMember[] {
      WantedMember.whole(MODEL),
      WantedMember.whole("service_tier"),
      WantedMember.whole("serviceTier"),
      WantedMember.whole("performanceConfig"),
      WantedMember.whole("tool_usage"),
      WantedMember.whole("usage_breakdown"),
      WantedMember.whole("svg_usage"),
      WantedMember.inside("x_groq", WantedMember.whole("usage_breakdown")),
      WantedMember.inside(
          "output",
          WantedMember.whole("type"),
          WantedMember.whole("svg_usage"),
          WantedMember.inside("action", WantedMember.whole("type"))),
      WantedMember.inside(
          "choices",
          WantedMember.inside(
              "message", WantedMember.inside("executed_tools", WantedMember.whole("type")))),
      WantedMember.inside(
          "candidates",
          WantedMember.inside("groundingMetadata", WantedMember.whole("webSearchQueries")),
          WantedMember.inside("grounding_metadata", WantedMember.whole("web_search_queries")))
    };
  }

  /** {@return {@code output} of a call, of which these members count alone} */
  public static WantedMember ofOutput() {
    return WantedMember.inside("output", members());
  }

  /** {@return these members of a response; null if there are none, or it is no object} */
  public static @Nullable Map<?, ?> of(@Nullable Object response) {
    if (!(response instanceof Map<?, ?> members) || members.isEmpty()) {
      return null;
    }
    Map<?, ?> some = (Map<?, ?>) READER.of(members);
    // The model alone says nothing.
    boolean isNothing =
        some == null || some.isEmpty() || (some.size() == 1 && some.containsKey(MODEL));
    return isNothing ? null : some;
  }
}
