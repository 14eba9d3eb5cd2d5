package io.tokentally.providers.usage;

import io.tokentally.aggregation.MalformedCount;
import io.tokentally.aggregation.OtherKind;
import io.tokentally.aggregation.OtherKind.Rate;
import io.tokentally.aggregation.OtherKind.Within;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.UsageNote;
import io.tokentally.aggregation.usage.Counts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The usage of one model while it is read. Counts that are added twice are summed; a sum above 64
 * bits is an {@link ArithmeticException}. Not thread-safe.
 */
final class Draft {

  private long requests;
  private long prompt;
  private long completion;
  private long total;
  private long cacheRead;
  private long cacheCreation;
  private long cacheCreation1h;
  private @Nullable String provider;
  private final Set<OtherKind> otherKinds = new LinkedHashSet<>();
  private final Map<String, Draft> otherModels = new LinkedHashMap<>();
  private final List<MalformedCount> malformed = new ArrayList<>();
  private final Set<UsageNote.Kind> notes = new LinkedHashSet<>();

  void addRequests(long count) {
    requests = Math.addExact(requests, count);
  }

  /**
   * @param tokens cached ones included
   */
  void addPrompt(long tokens) {
    prompt = Math.addExact(prompt, tokens);
  }

  void addCompletion(long tokens) {
    completion = Math.addExact(completion, tokens);
  }

  void total(long tokens) {
    total = tokens;
  }

  void addCacheRead(long tokens) {
    cacheRead = Math.addExact(cacheRead, tokens);
  }

  /**
   * @param forAnHour how many of them were written for an hour; more than all counts as all
   */
  void addCacheCreation(long tokens, long forAnHour) {
    cacheCreation = Math.addExact(cacheCreation, tokens);
    cacheCreation1h = Math.addExact(cacheCreation1h, Math.min(forAnHour, tokens));
  }

  /** {@return whether nothing was counted, no request either} */
  boolean isNothing() {
    return (requests | prompt | completion | total | cacheRead | cacheCreation) == 0
        && otherKinds.isEmpty();
  }

  boolean isCached() {
    return cacheRead > 0 || cacheCreation > 0;
  }

  /** Says who served the model, and the further ones with it. */
  void provider(@Nullable String id) {
    provider = id;
    otherModels.values().forEach(other -> other.provider(id));
  }

  void malformed(MalformedCount count) {
    malformed.add(count);
  }

  void note(UsageNote.Kind kind) {
    notes.add(kind);
  }

  /** {@return the draft of a further model} */
  Draft otherModel(String model) {
    return otherModels.computeIfAbsent(model, name -> new Draft());
  }

  /** Adds a kind of usage, if there is any of it. */
  void other(String kind, long count, Within within, Rate rate) {
    if (count > 0) {
      otherKinds.add(new OtherKind(kind, count, within, rate));
    }
  }

  /** Adds usage that is charged on top of all tokens. */
  void charged(String kind, long count) {
    other(kind, count, Within.NOTHING, Rate.OF_ITS_OWN);
  }

  /** Adds prompt tokens that are not text, split into those read from a cache and the rest. */
  void promptOf(String modality, long tokens, long cached, Rate rate) {
    other("input_" + modality + "_tokens", Math.max(0, tokens - cached), Within.PROMPT, rate);
    other("cache_read_" + modality + "_tokens", cached, Within.CACHE_READ, rate);
  }

  /** Adds completion tokens that are not text; no provider sells them at the rate of text. */
  void completionOf(String modality, long tokens) {
    other("output_" + modality + "_tokens", tokens, Within.COMPLETION, Rate.OF_ITS_OWN);
  }

  /**
   * Adds a way of serving that costs something else than the list says, such as a batch.
   *
   * @param member what says so
   * @param value how the call was served; null if nothing says it
   * @param usual the values, in lower case, that cost what the list says
   */
  void served(String member, @Nullable String value, Set<String> usual) {
    String name = value == null ? "" : value.toLowerCase(Locale.ROOT);
    if (!name.isEmpty() && !usual.contains(name)) {
      charged(member + "_" + (name.matches("[a-z0-9_.-]{1,40}") ? name : "other"), 1);
    }
  }

  /**
   * {@return the one count that several names stand for: the largest, if they differ}
   *
   * @param counts what stands under each name, {@link Counts#ABSENT} where nothing does
   */
  long oneOf(long... counts) {
    long largest = 0;
    for (long count : counts) {
      if (count > 0 && largest > 0 && count != largest) {
        note(UsageNote.Kind.ALIASES_DIFFER_LARGEST);
      }
      largest = Math.max(largest, count);
    }
    return largest;
  }

  RecordedUsage build() {
    if (total == 0) {
      // Where no total was told it is this sum, which has to fit.
      Math.addExact(prompt, completion);
    }
    RecordedUsage.Builder usage =
        RecordedUsage.builder()
            .requests(requests)
            .promptTokens(prompt)
            .completionTokens(completion)
            .totalTokens(total)
            .cacheReadInputTokens(cacheRead)
            .cacheCreationInputTokens(cacheCreation)
            .cacheCreation1hInputTokens(cacheCreation1h)
            .otherKinds(otherKinds)
            .provider(provider)
            .malformed(malformed)
            .notes(notes);
    otherModels.forEach((model, draft) -> usage.putOtherModels(model, draft.build()));
    return usage.build();
  }
}
