package io.tokentally.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.core.JsonValue;
import com.anthropic.models.beta.messages.BetaMessageDeltaUsage;
import com.anthropic.models.beta.messages.BetaUsage;
import com.anthropic.models.messages.MessageDeltaUsage;
import com.anthropic.models.messages.Usage;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.providers.LibraryCounts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** No count of the library's classes is neither read nor listed here. */
class EveryCountTest {

  private static final Map<String, Object> USAGE =
      Map.of("input_tokens", 1000, "output_tokens", 1000);

  /** A part of the output that costs what it costs; and what costs nothing. */
  private static final String[] LISTED = {
    "output_tokens_details.thinking_tokens", "server_tool_use.web_fetch_requests"
  };

  @Test
  void ofMessages() {
    assertThat(unread(Usage.class, USAGE, AnthropicUsage::of)).isSubsetOf(LISTED);
    assertThat(unread(MessageDeltaUsage.class, USAGE, AnthropicUsage::of)).isSubsetOf(LISTED);
  }

  /** Each kind of iteration has the members of all: what only one has is read there as well. */
  @Test
  void ofBetaMessages() {
    for (String type : List.of("compaction", "advisor_message", "message")) {
      Map<String, Object> iteration =
          Map.of("type", type, "model", "claude-opus-4-8", "input_tokens", 1, "output_tokens", 1);
      Map<String, Object> answer =
          Map.of("type", "message", "model", "claude-sonnet-5", "input_tokens", 1000);
      Map<String, Object> base =
          Map.of(
              "input_tokens",
              1000,
              "output_tokens",
              1000,
              "iterations",
              List.of(iteration, answer));
      assertThat(unread(BetaUsage.class, base, AnthropicUsage::of)).isSubsetOf(LISTED);
      assertThat(unread(BetaMessageDeltaUsage.class, base, AnthropicUsage::of)).isSubsetOf(LISTED);
    }
  }

  private static <T> Set<String> unread(
      Class<T> type, Map<String, Object> others, Function<T, RecordedUsage> reader) {
    Set<String> paths = LibraryCounts.of(type);
    assertThat(paths).contains("input_tokens", "output_tokens");
    return LibraryCounts.unread(
        paths, others, json -> reader.apply(JsonValue.from(json).convert(type)));
  }
}
