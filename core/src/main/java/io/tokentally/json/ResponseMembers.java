package io.tokentally.json;

import io.tokentally.json.MemberReader.Member;
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

  private static Member[] members() {
    return new Member[] {
      Member.whole(MODEL),
      Member.whole("service_tier"),
      Member.whole("serviceTier"),
      Member.whole("performanceConfig"),
      Member.whole("tool_usage"),
      Member.whole("usage_breakdown"),
      Member.whole("svg_usage"),
      Member.inside("x_groq", Member.whole("usage_breakdown")),
      Member.inside(
          "output",
          Member.whole("type"),
          Member.whole("svg_usage"),
          Member.inside("action", Member.whole("type"))),
      Member.inside(
          "choices",
          Member.inside("message", Member.inside("executed_tools", Member.whole("type")))),
      Member.inside(
          "candidates",
          Member.inside("groundingMetadata", Member.whole("webSearchQueries")),
          Member.inside("grounding_metadata", Member.whole("web_search_queries")))
    };
  }

  /** {@return {@code output} of a call, of which these members count alone} */
  public static Member ofOutput() {
    return Member.inside("output", members());
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
