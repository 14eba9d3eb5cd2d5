package io.tokentally.otel;

import io.tokentally.Call;
import io.tokentally.TracedCall;
import io.tokentally.aggregation.CacheConvention;
import io.tokentally.aggregation.MalformedCount;
import io.tokentally.aggregation.OtherKind;
import io.tokentally.aggregation.OtherKind.Rate;
import io.tokentally.aggregation.OtherKind.Within;
import io.tokentally.aggregation.ReadingNote;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.UsageFormat;
import io.tokentally.aggregation.UsageNote;
import io.tokentally.aggregation.usage.Counts;
import io.tokentally.aggregation.usage.PromptReading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads usage from the attributes of calls that {@link OtlpReader} made: besides the counts in
 * their summaries, who served the model, and tokens of audio, images and video.
 *
 * <p>Input tokens include cached ones, as the conventions say. Where more is cached than was put
 * in, the instrumentation did not follow them: cached tokens then count on top, and {@link
 * UsageNote.Kind#TAKEN_AS_EXCLUSIVE} says so. Of attributes that are two names of one count the
 * newer one counts, and {@link UsageNote.Kind#ALIASES_DIFFER_NEWEST} tells if they differ.
 * Stateless and thread-safe.
 */
public final class GenAiUsage {

  /** The model of usage whose span names none. */
  public static final String NO_MODEL = "unknown";

  private GenAiUsage() {}

  /**
   * {@return the format of calls that {@link OtlpReader} made} Usage that is not what their
   * attributes say is read as the contract says.
   */
  public static UsageFormat format() {
    return GenAiUsage::read;
  }

  private static @Nullable RecordedUsage read(
      TracedCall call, String model, Map<?, ?> entry, CacheConvention convention) {
    if (!(call instanceof Call span) || !(span.attributes() instanceof Map<?, ?> attributes)) {
      return null;
    }
    Map<String, Object> recorded = GenAiAttributes.counts(attributes);
    return recorded.equals(entry) ? read(recorded, attributes, convention) : null;
  }

  private static RecordedUsage read(
      Map<String, Object> recorded, Map<?, ?> attributes, CacheConvention convention) {
    List<MalformedCount> malformed = new ArrayList<>();
    List<ReadingNote> notes = new ArrayList<>();
    Counts counts = new Counts(recorded, malformed::add);
    long prompt = counts.orZero("prompt_tokens");
    long cacheRead = counts.orZero("cache_read_input_tokens");
    long cacheCreation = counts.orZero("cache_creation_input_tokens");
    // Without a total: the conventions say that it is included, unless that cannot be.
    PromptReading reading = PromptReading.of(convention, prompt, 0, cacheRead, cacheCreation, 0);
    if (reading.note() == UsageNote.Kind.TAKEN_AS_EXCLUSIVE) {
      notes.add(ReadingNote.of(reading.note()));
    }
    if (GenAiAttributes.doAliasesDiffer(attributes)) {
      notes.add(ReadingNote.of(UsageNote.Kind.ALIASES_DIFFER_NEWEST));
    }
    return RecordedUsage.builder()
        .requests(0)
        .promptTokens(reading.promptTokens())
        .completionTokens(counts.orZero("completion_tokens"))
        .totalTokens(counts.orZero("total_tokens"))
        .cacheReadInputTokens(cacheRead)
        .cacheCreationInputTokens(cacheCreation)
        .otherKinds(otherKinds(attributes, malformed))
        .provider(GenAiAttributes.provider(attributes))
        .malformed(malformed)
        .notes(notes)
        .build();
  }

  private static List<OtherKind> otherKinds(Map<?, ?> attributes, List<MalformedCount> malformed) {
    List<OtherKind> kinds = new ArrayList<>();
    for (Modality modality : Modality.values()) {
      Map<String, @Nullable Object> count = new LinkedHashMap<>();
      count.put(modality.kind, GenAiAttributes.ofKind(modality.attribute, attributes));
      long tokens = new Counts(count, malformed::add).orZero(modality.kind);
      if (tokens > 0) {
        kinds.add(new OtherKind(modality.kind, tokens, modality.within, modality.rate));
      }
    }
    return kinds;
  }

  /** Tokens that are not text. Chat models charge for images and video put in as for text. */
  private enum Modality {
    AUDIO_IN("audio.input_tokens", "input_audio_tokens", Within.PROMPT, Rate.OF_ITS_OWN),
    IMAGE_IN("image.input_tokens", "input_image_tokens", Within.PROMPT, Rate.AS_TEXT),
    VIDEO_IN("video.input_tokens", "input_video_tokens", Within.PROMPT, Rate.AS_TEXT),
    AUDIO_OUT("audio.output_tokens", "output_audio_tokens", Within.COMPLETION, Rate.OF_ITS_OWN),
    IMAGE_OUT("image.output_tokens", "output_image_tokens", Within.COMPLETION, Rate.OF_ITS_OWN);

    private final String attribute;
    private final String kind;
    private final Within within;
    private final Rate rate;

    Modality(String attribute, String kind, Within within, Rate rate) {
      this.attribute = attribute;
      this.kind = kind;
      this.within = within;
      this.rate = rate;
    }
  }
}
