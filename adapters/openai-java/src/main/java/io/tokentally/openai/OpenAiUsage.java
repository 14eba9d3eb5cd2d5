package io.tokentally.openai;

import static java.util.Objects.requireNonNull;

import com.openai.core.JsonValue;
import com.openai.models.audio.transcriptions.Transcription;
import com.openai.models.audio.transcriptions.TranscriptionTextDoneEvent;
import com.openai.models.audio.transcriptions.TranscriptionVerbose;
import com.openai.models.batches.BatchUsage;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.completions.CompletionUsage;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.images.ImageEditCompletedEvent;
import com.openai.models.images.ImageGenCompletedEvent;
import com.openai.models.images.ImagesResponse;
import com.openai.models.realtime.RealtimeResponseUsage;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseUsage;
import io.tokentally.ValidationException;
import io.tokentally.aggregation.CacheConvention;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.UsageNote;
import io.tokentally.providers.usage.LibraryUsage;
import io.tokentally.providers.usage.ReadingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the usage that OpenAI's library for Java returns. Input tokens include those read from and
 * written to a cache, output tokens those of reasoning, unless the total or a provider's own
 * members show otherwise. Audio is among the {@link RecordedUsage#otherKinds()}, as it has prices
 * of its own; so are images, which chat completions charge as text.
 *
 * <p>Read a response rather than its usage where you have it: its service tier and the tools that
 * it used, such as web searches, stand beside the usage, and change what it costs.
 *
 * <p>What is read is the JSON that an object stands for, members included that the library has no
 * accessor for. Absent counts and null are 0, what is no count is among the {@link
 * RecordedUsage#malformed()}, and what looks like a count and is not known is noted {@link
 * UsageNote.Kind#UNREAD_MEMBER}. Null, and usage without any count, is that of one request, noted
 * {@link UsageNote.Kind#NO_USAGE}. Who served the model is left open unless members show it, as
 * other providers answer in the same form.
 */
public final class OpenAiUsage {

  private static final ReadingContext CONTEXT =
      new ReadingContext(null, null, CacheConvention.AUTO);

  private OpenAiUsage() {}

  /**
   * {@return the usage of a chat completion} Where a message cites web pages, a web search counts.
   *
   * @throws ValidationException if a count exceeds 64 bits
   */
  public static RecordedUsage of(@Nullable ChatCompletion completion) {
    return readResponse(completion);
  }

  /**
   * {@return the usage of a streamed chat completion}
   *
   * @param chunk the last one, which has the usage if it was asked for
   * @throws ValidationException if a count exceeds 64 bits
   */
  public static RecordedUsage of(@Nullable ChatCompletionChunk chunk) {
    return readResponse(chunk);
  }

  /**
   * {@return the usage of a chat completion, without its service tier and tools}
   *
   * @param usage that of a completion, or of the last chunk
   * @throws ValidationException if a count exceeds 64 bits
   */
  public static RecordedUsage of(@Nullable CompletionUsage usage) {
    return readUsage(usage);
  }

  /**
   * {@return the usage of a response} Of its tools, web and file searches, calls of the code
   * interpreter and the generation of images count, as they are charged besides.
   *
   * @throws ValidationException if a count exceeds 64 bits
   */
  public static RecordedUsage of(@Nullable Response response) {
    return readResponse(response);
  }

  /**
   * {@return the usage of a response, without its service tier and tools}
   *
   * @throws ValidationException if a count exceeds 64 bits
   */
  public static RecordedUsage of(@Nullable ResponseUsage usage) {
    return readUsage(usage);
  }

  /**
   * {@return the usage of a response of the realtime API}
   *
   * @throws ValidationException if a count exceeds 64 bits
   */
  public static RecordedUsage of(@Nullable RealtimeResponseUsage usage) {
    return readUsage(usage);
  }

  /**
   * {@return the usage of embeddings}
   *
   * @throws ValidationException if a count exceeds 64 bits
   */
  public static RecordedUsage of(CreateEmbeddingResponse.@Nullable Usage usage) {
    return readUsage(usage);
  }

  /**
   * {@return the usage of a batch} It was served in the tier {@code batch}, which has prices of its
   * own. It counts as one request; the library does not say in the usage how many there were.
   *
   * @throws ValidationException if a count exceeds 64 bits
   */
  public static RecordedUsage of(@Nullable BatchUsage usage) {
    if (usage == null) {
      return readUsage(null);
    }
    Map<String, Object> members = json(usage);
    members.put("batch", true);
    return LibraryUsage.read(CONTEXT, members);
  }

  /**
   * {@return the usage of images} Models that are charged by the image return none.
   *
   * @throws ValidationException if a count exceeds 64 bits
   */
  public static RecordedUsage of(@Nullable ImagesResponse response) {
    return readResponse(response);
  }

  /**
   * {@return the usage of an image that was streamed}
   *
   * @throws ValidationException if a count exceeds 64 bits
   */
  public static RecordedUsage of(@Nullable ImageGenCompletedEvent event) {
    return readResponse(event);
  }

  /**
   * {@return the usage of an edited image that was streamed}
   *
   * @throws ValidationException if a count exceeds 64 bits
   */
  public static RecordedUsage of(@Nullable ImageEditCompletedEvent event) {
    return readResponse(event);
  }

  /**
   * {@return the usage of a transcription} Its model is charged by tokens or by the second; seconds
   * are rounded up.
   *
   * @throws ValidationException if a count exceeds 64 bits
   */
  public static RecordedUsage of(@Nullable Transcription transcription) {
    return readResponse(transcription);
  }

  /**
   * {@return the usage of a transcription with its segments} Without usage, the duration of the
   * audio counts: seconds, rounded up.
   *
   * @throws ValidationException if a count exceeds 64 bits
   */
  public static RecordedUsage of(@Nullable TranscriptionVerbose transcription) {
    return readResponse(transcription);
  }

  /**
   * {@return the usage of a transcription that was streamed}
   *
   * @throws ValidationException if a count exceeds 64 bits
   */
  public static RecordedUsage of(@Nullable TranscriptionTextDoneEvent event) {
    return readResponse(event);
  }

  private static RecordedUsage readUsage(@Nullable Object usage) {
    return LibraryUsage.read(CONTEXT, usage == null ? null : json(usage));
  }

  private static RecordedUsage readResponse(@Nullable Object response) {
    Map<String, Object> members = response == null ? null : Responses.withAllUsage(json(response));
    return LibraryUsage.ofResponse(CONTEXT, members, Responses.CONTENT);
  }

  private static Map<String, Object> json(Object object) {
    Map<String, Object> members = new LinkedHashMap<>();
    Map<?, ?> json = requireNonNull(JsonValue.from(object).convert(Map.class));
    json.forEach((name, value) -> members.put(String.valueOf(name), value));
    return members;
  }
}
