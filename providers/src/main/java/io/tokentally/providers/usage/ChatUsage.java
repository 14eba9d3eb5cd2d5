package io.tokentally.providers.usage;

import io.tokentally.aggregation.OtherKind.Rate;
import io.tokentally.aggregation.usage.Counts;

/**
 * The usage of OpenAI's Chat Completions, and of those who return the same with members of their
 * own. Cached tokens are part of the prompt.
 */
final class ChatUsage {

  private ChatUsage() {}

  static void read(Counts usage, Draft draft) {
    Counts in = usage.in("prompt_tokens_details");
    Counts out = usage.in("completion_tokens_details");
    long prompt = usage.orZero("prompt_tokens");
    long completion = usage.orZero("completion_tokens");
    long total = usage.orZero("total_tokens");
    long reasoning = out.orZero("reasoning_tokens");
    draft.addPrompt(prompt);
    draft.addCompletion(completion);
    if (isReasoningOnTop(total, prompt, completion, reasoning)) {
      draft.addCompletion(reasoning);
    }
    draft.total(total);
    addCaches(usage, in, draft);
    draft.promptOf("audio", in.orZero("audio_tokens"), 0, Rate.OF_ITS_OWN);
    // Chat models charge for images and video as for text; OpenAI does not even count them apart.
    draft.promptOf("image", in.orZero("image_tokens"), 0, Rate.AS_TEXT);
    draft.promptOf("video", in.orZero("video_tokens"), 0, Rate.AS_TEXT);
    draft.completionOf("audio", out.orZero("audio_tokens"));
    draft.completionOf("image", out.orZero("image_tokens"));
    draft.completionOf("video", out.orZero("video_tokens"));
    Extras.read(usage, in, draft);
  }

  private static void addCaches(Counts usage, Counts in, Draft draft) {
    draft.addCacheRead(
        draft.oneOf(
            in.read("cached_tokens"),
            usage.read("prompt_cache_hit_tokens"),
            usage.read("cached_tokens"),
            usage.read("cached_prompt_text_tokens"),
            usage.read("cache_read_input_tokens")));
    long written =
        draft.oneOf(
            in.read("cache_write_tokens"),
            in.read("cache_creation_tokens"),
            usage.read("cache_creation_input_tokens"));
    long hour = in.in("cache_creation_token_details").orZero("ephemeral_1h_input_tokens");
    draft.addCacheCreation(written, hour);
  }

  /** {@return whether the total shows that the completion leaves reasoning out, as with xAI} */
  private static boolean isReasoningOnTop(
      long total, long prompt, long completion, long reasoning) {
    return reasoning > 0
        && total >= prompt
        && total - prompt >= completion
        && total - prompt - completion == reasoning;
  }
}
