package io.tokentally.aggregation.usage;

import io.tokentally.TracedCall;
import io.tokentally.UsageCount;
import io.tokentally.aggregation.Anomaly;
import io.tokentally.aggregation.Anomaly.Reason;
import io.tokentally.aggregation.MalformedCount;
import io.tokentally.aggregation.ReadingNote;
import io.tokentally.aggregation.RecordedCost;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UnrecognisedUsage;
import io.tokentally.aggregation.UsageFormat;
import io.tokentally.aggregation.UsageNote;
import io.tokentally.aggregation.rollup.ledger.CellKeys.ModelName;
import io.tokentally.aggregation.rollup.ledger.Cells;
import io.tokentally.aggregation.rollup.ledger.Entry;
import io.tokentally.aggregation.rules.TallyRules;
import io.tokentally.json.Loc;
import io.tokentally.value.CodePoints;
import io.tokentally.value.Frozen;
import io.tokentally.value.JsonValues;
import io.tokentally.value.Numbers;
import io.tokentally.value.SmallObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the usage of calls: {@code summary.usage}, model to counts, in the contract's form
 * (docs/semantics.md section 6, rules 26 to 32) or in that of a {@link
 * io.tokentally.aggregation.UsageFormat}.
 */
public final class UsageReader {

  private static final int RECENT = 1 << 6;

  private final TallyOptions options;
  private final TallyRules rules;
  private final Findings findings;
  private final boolean isContract;

  private final PlainCounts counts = new PlainCounts();

  /** The names of models read last, by a part of their hash: most calls are of few models. */
  private final @Nullable ModelName[] recent = new ModelName[RECENT];

  /** Of the call that is read. */
  private final List<Entry> entries = new ArrayList<>();

  // That a class lacks an interface takes the JVM long to see.

  /** The class of the last value that is a map and nothing else. */
  private @Nullable Class<?> plainMap;

  /** The class of the last call that does not give counts as numbers. */
  private @Nullable Class<?> uncounted;

  private BiConsumer<String, RecordedUsage> made = (model, usage) -> {};

  /** A reader. What it finds that is not as expected goes to the findings. */
  public UsageReader(TallyOptions options, Findings findings) {
    this.options = options;
    this.rules = TallyRules.of(options.dialect());
    this.findings = findings;
    this.isContract = options.usageFormat().equals(UsageFormat.CONTRACT);
  }

  /**
   * {@return an entry for every model with usage that was understood, none of which is zero}
   *
   * @param recorded is given what a format, or the call itself, made of the usage of each model
   */
  public List<Entry> read(TracedCall call, BiConsumer<String, RecordedUsage> recorded) {
    made = recorded;
    return read(call);
  }

  /**
   * {@return an entry for every model with usage that was understood, none of which is zero} The
   * next call's are in the same list.
   */
  public List<Entry> read(TracedCall call) {
    if (isContract && call.getClass() != uncounted && readCounted(call)) {
      return entries;
    }
    Object usage = call.usage();
    if (usage == null) {
      return List.of();
    }
    if (!(usage instanceof Map<?, ?> models)) {
      malformed(call, null, Reason.USAGE_NOT_OBJECT, usage);
      return List.of();
    }
    if (models.size() > options.maxModelsPerCall()) {
      findings.tooManyModels(call.id());
      return List.of();
    }
    entries.clear();
    models.forEach((model, value) -> read(call, String.valueOf(model), value));
    return entries;
  }

  /** {@return whether the call gave all its counts as numbers} */
  private boolean readCounted(TracedCall call) {
    if (!(call instanceof CountedUsage counted)) {
      uncounted = call.getClass();
      return false;
    }
    entries.clear();
    return counted.countedModels() >= 0
        && counted.countedModels() <= options.maxModelsPerCall()
        && counted.readCounts(counts, model -> addNormalised(call, model));
  }

  private void addNormalised(TracedCall call, String model) {
    try {
      add(normalised(call, model));
    } catch (ArithmeticException e) {
      findings.overflow(call.id(), model);
    }
  }

  private void read(TracedCall call, String model, @Nullable Object value) {
    if (value == null) {
      return;
    }
    try {
      boolean isPlain = value instanceof SmallObject || value.getClass() == plainMap;
      RecordedUsage made = isPlain ? null : recorded(value);
      if (made != null) {
        add(call, model, made);
      } else if (value instanceof Map<?, ?> members) {
        if (isContract && counts.read(members)) {
          add(normalised(call, model));
          return;
        }
        Map<?, ?> object = JsonValues.withTextKeys(members);
        RecordedUsage written = RecordedUsage.ofMap(object);
        RecordedUsage recorded =
            written == null
                ? options.usageFormat().read(call, model, object, options.cacheConvention())
                : written;
        if (recorded != null) {
          add(call, model, recorded);
        } else {
          addContract(call, model, object);
        }
      } else {
        malformed(call, model, Reason.ENTRY_NOT_OBJECT, value);
      }
    } catch (ArithmeticException e) {
      findings.overflow(call.id(), model);
    }
  }

  /** {@return the usage that a value is, or was made of; null if it is something else} */
  private @Nullable RecordedUsage recorded(Object value) {
    if (value instanceof RecordedUsage recorded) {
      return recorded;
    }
    if (value instanceof Frozen made) {
      return made.madeOf() instanceof RecordedUsage recorded ? recorded : null;
    }
    plainMap = value instanceof Map<?, ?> ? value.getClass() : plainMap;
    return null;
  }

  private void add(TracedCall call, String model, RecordedUsage recorded) {
    made.accept(model, recorded);
    for (MalformedCount count : recorded.malformed()) {
      malformed(call, model, count);
    }
    for (ReadingNote note : recorded.notes()) {
      add(note, call, model);
    }
    for (RecordedCost cost : recorded.recordedCosts()) {
      add(cost, call, model);
    }
    long prompt = recorded.promptTokens();
    long cacheRead = recorded.cacheReadInputTokens();
    long cacheCreation = recorded.cacheCreationInputTokens();
    boolean exceeds = PromptReading.cacheExceeds(prompt, cacheRead, cacheCreation);
    if (exceeds) {
      note(UsageNote.Kind.CACHE_EXCEEDS_PROMPT, call, model, null);
    }
    long uncached = exceeds ? 0 : prompt - cacheRead - cacheCreation;
    add(Entry.of(model, recorded, uncached));
    recorded.otherModels().forEach((other, usage) -> read(call, other, usage));
  }

  private void addContract(TracedCall call, String model, Map<?, ?> object) {
    counts.read(new Counts(object, rules, count -> malformed(call, model, count)));
    Entry entry = normalised(call, model);
    boolean isKnown = findUnread(call, model, object);
    // Whether any count has a name that is known matters only where nothing was found.
    if (entry == null && !object.isEmpty() && !isKnown) {
      List<String> names =
          object.keySet().stream().map(String::valueOf).sorted(CodePoints::compare).toList();
      findings.add(new UnrecognisedUsage(call.id(), model, names));
    } else {
      add(entry);
    }
  }

  private void add(@Nullable Entry entry) {
    if (entry != null) {
      entries.add(entry);
    }
  }

  /** {@return whether any member has a known name} Notes the others that look like counts. */
  private boolean findUnread(TracedCall call, String model, Map<?, ?> counts) {
    int known = 0;
    for (Object name : counts.keySet()) {
      known += PlainCounts.isKnown(name) ? 1 : 0;
    }
    boolean isKnown = known > 0;
    if (known < counts.size()) {
      UnreadMembers unread = new UnreadMembers(note -> add(note, call, model));
      counts.forEach(
          (name, value) -> {
            // Where no name is known, those of the entry itself are listed as unrecognised.
            boolean isListed =
                !isKnown && !(value instanceof Map<?, ?> || value instanceof List<?>);
            if (!PlainCounts.isKnown(name) && !isListed) {
              unread.look(String.valueOf(name), value, Loc.ROOT);
            }
          });
      unread.finish();
    }
    return isKnown;
  }

  /** Settles aliases of the counts, then the cache convention, then the total. */
  private @Nullable Entry normalised(TracedCall call, String model) {
    long prompt =
        alias(call, model, PlainCounts.PROMPT, PlainCounts.INPUT, UsageCount.PROMPT_TOKENS);
    long completion =
        alias(
            call, model, PlainCounts.COMPLETION, PlainCounts.OUTPUT, UsageCount.COMPLETION_TOKENS);
    long cacheRead = orZero(counts.count(PlainCounts.CACHE_READ));
    long cacheCreation = orZero(counts.count(PlainCounts.CACHE_CREATION));
    long total = orZero(counts.count(PlainCounts.TOTAL));
    PromptReading reading =
        PromptReading.of(
            options.cacheConvention(), prompt, completion, cacheRead, cacheCreation, total);
    long plain = RecordedTotal.sum(prompt, completion);
    long uncached;
    if (reading.exclusive()) {
      uncached = prompt;
      prompt = reading.promptTokens();
    } else if (!rules.keepsNegativeAmounts()
        && PromptReading.cacheExceeds(prompt, cacheRead, cacheCreation)) {
      uncached = 0;
      note(UsageNote.Kind.CACHE_EXCEEDS_PROMPT, call, model, null);
    } else {
      uncached = Math.subtractExact(Math.subtractExact(prompt, cacheRead), cacheCreation);
    }
    if (reading.note() != null) {
      note(reading.note(), call, model, null);
    }
    long counted = RecordedTotal.sum(prompt, completion);
    if (total > 0
        && total != counted
        && total != plain
        && (counted | cacheRead | cacheCreation) != 0) {
      add(RecordedTotal.differs(UsageCount.TOTAL_TOKENS.wireName(), total, counted), call, model);
    }
    long[] read = new long[Cells.WIDTH];
    read[Cells.REQUESTS] = orZero(counts.count(PlainCounts.REQUESTS));
    read[Cells.PROMPT] = prompt;
    read[Cells.COMPLETION] = completion;
    read[Cells.TOTAL] = total == 0 ? Math.addExact(prompt, completion) : total;
    read[Cells.CACHE_READ] = cacheRead;
    read[Cells.CACHE_CREATION] = cacheCreation;
    read[Cells.UNCACHED] = uncached;
    return Entry.of(name(model), read);
  }

  private ModelName name(String model) {
    int place = model.hashCode() & (RECENT - 1);
    ModelName last = recent[place];
    if (last == null || !last.recorded().equals(model)) {
      last = new ModelName(model, model, null);
      recent[place] = last;
    }
    return last;
  }

  private static long orZero(long count) {
    return count == Counts.ABSENT ? 0 : count;
  }

  /** {@return the count that two names stand for: rule 28} */
  private long alias(TracedCall call, String model, int place, int other, UsageCount count) {
    long first = counts.count(place);
    long second = counts.count(other);
    if (first == Counts.ABSENT || second == Counts.ABSENT) {
      return first != Counts.ABSENT ? first : second != Counts.ABSENT ? second : 0;
    }
    if (first == second && !rules.countsEqualAliasesTwice()) {
      return first;
    }
    if (first > 0 && second > 0) {
      note(UsageNote.Kind.ALIASES_DIFFER, call, model, count.wireName());
    }
    return Math.addExact(first, second);
  }

  private void add(RecordedCost cost, TracedCall call, String model) {
    if (cost.amount().signum() == 0) {
      return; // many write a 0 where they know of no cost
    }
    String value = Numbers.plain(cost.amount()).toPlainString() + " " + cost.unit();
    UsageNote.Kind kind = UsageNote.Kind.RECORDED_COST;
    findings.add(new UsageNote(kind, call.id(), model, cost.field(), value));
  }

  private void add(ReadingNote note, TracedCall call, String model) {
    findings.add(new UsageNote(note.kind(), call.id(), model, note.field(), note.value()));
  }

  private void note(UsageNote.Kind kind, TracedCall call, String model, @Nullable String field) {
    findings.add(new UsageNote(kind, call.id(), model, field));
  }

  private void malformed(TracedCall call, String model, MalformedCount count) {
    findings.add(
        new Anomaly(
            Anomaly.Kind.MALFORMED_USAGE,
            List.of(call.id()),
            model,
            count.field(),
            count.reason(),
            count.value()));
  }

  private void malformed(TracedCall call, @Nullable String model, Reason reason, Object value) {
    findings.add(
        new Anomaly(
            Anomaly.Kind.MALFORMED_USAGE,
            List.of(call.id()),
            model,
            null,
            reason,
            JsonValues.describe(value)));
  }
}
