package io.tokentally.langchain4j;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;
import io.tokentally.aggregation.CacheConvention;
import io.tokentally.aggregation.ReadingNote;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.UsageNote;
import io.tokentally.providers.usage.LibraryUsage;
import io.tokentally.providers.usage.ReadingContext;
import org.jspecify.annotations.Nullable;

/**
 * Reads the token usage of LangChain4j, of which OpenAI, Anthropic, Gemini and Bedrock have classes
 * of their own.
 *
 * <p>Input tokens include cached ones with OpenAI and Gemini; with Anthropic and Bedrock they do
 * not, so they are added up, and the total, which leaves them out, is not taken over. Output tokens
 * include those of thinking, but for Gemini's, where they are added. A total shows it where it is
 * otherwise, as with xAI; one that no reading explains is noted {@link
 * UsageNote.Kind#TOTAL_DIFFERS}: the modules for Vertex AI, for one, leave out the tokens of
 * thinking and keep them in the total.
 *
 * <p>Of any other class the fields are read, by their names: what looks like a count and is not
 * known is noted {@link UsageNote.Kind#UNREAD_MEMBER}, and so is a class whose fields cannot be
 * read. Counts that are null are 0. Negative ones are too, and are among the {@link
 * RecordedUsage#malformed()}. Usage counts as one request; LangChain4j does not say how many it
 * took. Null, and usage without any count, is noted {@link UsageNote.Kind#NO_USAGE}.
 */
public final class LangChain4jUsage {

  private LangChain4jUsage() {}

  /**
   * {@return the usage of a response, with the service tier that OpenAI's module keeps and the
   * searches that Gemini's keeps}
   *
   * @param response a response of a chat model
   */
  public static RecordedUsage of(@Nullable ChatResponse response) {
    return response == null
        ? read(Members.NONE)
        : read(Members.of(response.tokenUsage()).with(response.metadata()));
  }

  /**
   * {@return the usage}
   *
   * @param usage the usage of a response; null where a provider reports none
   */
  public static RecordedUsage of(@Nullable TokenUsage usage) {
    return read(Members.of(usage));
  }

  private static RecordedUsage read(Members members) {
    ReadingContext context = new ReadingContext(members.provider(), null, CacheConvention.AUTO);
    RecordedUsage usage = LibraryUsage.read(context, members.values());
    if (members.unknown() == null) {
      return usage;
    }
    return RecordedUsage.builder()
        .from(usage)
        .addNotes(
            new ReadingNote(
                UsageNote.Kind.UNREAD_MEMBER, null, "what " + members.unknown() + " has besides"))
        .build();
  }
}
