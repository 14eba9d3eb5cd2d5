package io.tokentally.providers.usage;

import io.tokentally.aggregation.MalformedCount;
import io.tokentally.aggregation.OtherKind;
import io.tokentally.aggregation.OtherKind.Rate;
import io.tokentally.aggregation.OtherKind.Within;
import io.tokentally.aggregation.ReadingNote;
import io.tokentally.aggregation.RecordedCost;
import io.tokentally.aggregation.RecordedUsage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The usage of one model while it is put together. Counts that are added twice are summed; a sum
 * above 64 bits is an {@link ArithmeticException}. Not thread-safe.
 */
final class Draft {

  /** What Gemini searched for. Some of its models charge each query, others a prompt with any. */
  static final String SEARCH_QUERIES = "google_search_queries";

  private static final String GROUNDED_PROMPTS = "grounded_prompts";

  private long requests;
  private long prompt;
  private long completion;
  private long total;
  private long cacheRead;
  private long cacheCreation;
  private long cacheCreation1h;
  private final Map<String, OtherKind> otherKinds = new LinkedHashMap<>();
  private final Map<String, Draft> otherModels = new LinkedHashMap<>();
  private final List<RecordedCost> costs = new ArrayList<>();
  private final List<MalformedCount> malformed = new ArrayList<>();
  private final Set<ReadingNote> notes = new LinkedHashSet<>();

  void addRequests(long count) {
    requests = Math.addExact(requests, count);
  }

  /** Adds what an object of usage says of its tokens. */
  void add(Gathered found, Settlement settled, Form form) {
    prompt = Math.addExact(prompt, settled.prompt);
    completion = Math.addExact(completion, settled.completion);
    cacheRead = Math.addExact(cacheRead, settled.cacheRead);
    cacheCreation = Math.addExact(cacheCreation, settled.cacheWrite);
    cacheCreation1h = Math.addExact(cacheCreation1h, settled.cacheWrite1h);
    if (found.hasModalities()) {
      addModalities(found, form);
    }
    addReasoning(found, settled, form);
    found.others().values().forEach(this::add);
    addToolCalls(found);
    addCosts(found);
    found.differences().forEach(this::note);
  }

  private void addModalities(Gathered found, Form form) {
    for (Modality modality : Modality.ALL) {
      addInput(modality, found, form);
    }
    for (Modality modality : Modality.ALL) {
      addOutput(modality, found);
    }
  }

  /** What was thought is a part of what came out, unless it is charged apart. */
  private void addReasoning(Gathered found, Settlement settled, Form form) {
    long reasoning = Math.min(found.orZero(Quantity.REASONING), settled.completion);
    if (form.reasoning != Place.APART && reasoning > 0) {
      add(OtherKind.reasoning(reasoning));
    }
  }

  /** Adds what tools did of which no kind was counted. */
  private void addToolCalls(Gathered found) {
    if (!found.has(Quantity.TOOL_CALLS)) {
      return;
    }
    long counted =
        found.others().values().stream()
            .filter(other -> other.kind().endsWith("_requests"))
            .mapToLong(OtherKind::count)
            .sum();
    long calls = found.orZero(Quantity.TOOL_CALLS) - counted;
    if (calls > 0) {
      charge("server_tool_calls", calls);
    }
  }

  private void addInput(Modality modality, Gathered found, Form form) {
    Rate rate =
        modality == Modality.AUDIO || form.hasImagesOfTheirOwn() ? Rate.OF_ITS_OWN : Rate.AS_TEXT;
    long cached = found.orZero(Quantity.of(modality, Within.CACHE_READ));
    long uncached = found.orZero(Quantity.of(modality, Within.PROMPT)) - cached;
    add(modality, Math.max(0, uncached), Within.PROMPT, rate);
    add(modality, cached, Within.CACHE_READ, rate);
  }

  /** No provider sells what is not text at the rate of text. */
  private void addOutput(Modality modality, Gathered found) {
    long output = found.orZero(Quantity.of(modality, Within.COMPLETION));
    add(modality, output, Within.COMPLETION, Rate.OF_ITS_OWN);
  }

  private void add(Modality modality, long tokens, Within within, Rate rate) {
    if (tokens > 0) {
      add(new OtherKind(modality.kind(within), tokens, within, rate));
    }
  }

  /** Adds a kind; ways of serving are one each, however often they are reported. */
  private void add(OtherKind other) {
    OtherKind before = otherKinds.get(other.kind());
    boolean isWay = other.within() == Within.EVERYTHING;
    long count =
        before == null || isWay ? other.count() : Math.addExact(before.count(), other.count());
    otherKinds.put(other.kind(), new OtherKind(other.kind(), count, other.within(), other.rate()));
  }

  /** Adds how the call was served, as that holds for further models as well. */
  void addServing(Gathered found) {
    found.others().values().stream().filter(Draft::isServing).forEach(this::add);
  }

  /** Adds what was charged besides, for all models together. */
  void addCharges(Gathered found) {
    found.others().values().stream().filter(other -> !isServing(other)).forEach(this::add);
  }

  private static boolean isServing(OtherKind other) {
    return other.within() == Within.EVERYTHING;
  }

  /** Adds what somebody else says that it cost. */
  void addCosts(Gathered found) {
    costs.addAll(found.costs());
  }

  /** Adds something that is charged on top of all tokens. */
  void charge(String kind, long count) {
    add(new OtherKind(kind, count, Within.NOTHING, Rate.OF_ITS_OWN));
  }

  /** Adds the kinds that are not there yet. */
  void addOthers(Gathered found) {
    found.others().values().stream()
        .filter(other -> !otherKinds.containsKey(other.kind()))
        .forEach(this::add);
  }

  void total(long tokens) {
    total = tokens;
    if (prompt == 0 && completion == 0 && cacheRead == 0 && cacheCreation == 0 && total > 0) {
      add(OtherKind.unsplit(total));
    }
  }

  /** {@return whether nothing was counted, no request either} */
  boolean isNothing() {
    return (requests | prompt | completion | total | cacheRead | cacheCreation) == 0
        && otherKinds.isEmpty();
  }

  /** {@return whether no tokens were counted} */
  boolean hasNoTokens() {
    return (prompt | completion | total | cacheRead | cacheCreation) == 0 && otherModels.isEmpty();
  }

  void malformed(MalformedCount count) {
    malformed.add(count);
  }

  void note(ReadingNote note) {
    notes.add(note);
  }

  /** {@return the draft of a further model} */
  Draft otherModel(String model) {
    return otherModels.computeIfAbsent(model, name -> new Draft());
  }

  /**
   * {@return the usage}
   *
   * @param provider who served the model, and the further ones with it
   */
  RecordedUsage build(@Nullable String provider) {
    if (total == 0) {
      // Where no total was told it is this sum, which has to fit.
      Math.addExact(prompt, completion);
    }
    if (otherKinds.containsKey(SEARCH_QUERIES)) {
      // A price has a rate of 0 for the one that is not charged.
      otherKinds.computeIfAbsent(
          GROUNDED_PROMPTS, kind -> new OtherKind(kind, 1, Within.NOTHING, Rate.OF_ITS_OWN));
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
            .otherKinds(otherKinds.values())
            .provider(provider)
            .recordedCosts(costs)
            .malformed(malformed)
            .notes(notes);
    otherModels.forEach((model, draft) -> usage.putOtherModels(model, draft.build(provider)));
    return usage.build();
  }
}
