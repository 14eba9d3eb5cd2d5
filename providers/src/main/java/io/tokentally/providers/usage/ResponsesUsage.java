package io.tokentally.providers.usage;

import io.tokentally.aggregation.OtherKind.Rate;
import io.tokentally.aggregation.usage.Counts;

/**
 * The usage of OpenAI's Responses, Realtime and images, and of LangChain, whose details have names
 * of their own. Cached tokens are part of the input, reasoning is part of the output.
 */
final class ResponsesUsage {

  private ResponsesUsage() {}

  static void read(Counts usage, Draft draft) {
    Counts in = details(usage, "input_tokens_details", "input_token_details");
    Counts out = details(usage, "output_tokens_details", "output_token_details");
    draft.addPrompt(usage.orZero("input_tokens"));
    draft.addCompletion(usage.orZero("output_tokens"));
    draft.total(usage.orZero("total_tokens"));
    draft.addCacheRead(draft.oneOf(in.read("cached_tokens"), in.read("cache_read")));
    addCacheCreation(in, draft);
    Counts cached = in.in("cached_tokens_details");
    long audio = draft.oneOf(in.read("audio_tokens"), in.read("audio"));
    draft.promptOf("audio", audio, cached.orZero("audio_tokens"), Rate.OF_ITS_OWN);
    // Only models that charge for images in another way count them here.
    long image = in.orZero("image_tokens");
    draft.promptOf("image", image, cached.orZero("image_tokens"), Rate.OF_ITS_OWN);
    draft.completionOf("audio", draft.oneOf(out.read("audio_tokens"), out.read("audio")));
    draft.completionOf("image", out.orZero("image_tokens"));
    Extras.read(usage, in, draft);
  }

  private static void addCacheCreation(Counts in, Draft draft) {
    long minutes = in.orZero("ephemeral_5m_input_tokens");
    long hour = in.orZero("ephemeral_1h_input_tokens");
    long written = draft.oneOf(in.read("cache_write_tokens"), in.read("cache_creation"));
    draft.addCacheCreation(Math.max(written, Math.addExact(minutes, hour)), hour);
  }

  private static Counts details(Counts usage, String name, String otherName) {
    return usage.in(usage.has(name) ? name : otherName);
  }
}
