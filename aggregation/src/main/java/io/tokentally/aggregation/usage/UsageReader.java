package io.tokentally.aggregation.usage;

import io.tokentally.TracedCall;
import io.tokentally.aggregation.Aliases;
import io.tokentally.aggregation.Anomaly;
import io.tokentally.aggregation.Anomaly.Reason;
import io.tokentally.aggregation.CacheConvention;
import io.tokentally.aggregation.NegativeAmounts;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UnrecognisedUsage;
import io.tokentally.aggregation.UsageNote;
import io.tokentally.value.JsonValues;
import io.tokentally.value.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the usage of calls: {@code summary.usage}, model to counts. SEMANTICS.md section 6 and
 * section 10, rules 26 to 32.
 */
public final class UsageReader {

  private static final Set<String> KNOWN =
      Set.of(
          "requests",
          "prompt_tokens",
          "input_tokens",
          "completion_tokens",
          "output_tokens",
          "total_tokens",
          "cache_read_input_tokens",
          "cache_creation_input_tokens");

  private final TallyOptions options;
  private final Findings findings;

  public UsageReader(TallyOptions options, Findings findings) {
    this.options = options;
    this.findings = findings;
  }

  /** {@return an entry for every model whose usage is an object with a known name, zero or not} */
  public List<UsageEntry> read(TracedCall call) {
    Object usage = call.usage();
    if (usage == null) {
      return List.of();
    }
    if (!(usage instanceof Map<?, ?> models)) {
      malformed(call, null, Reason.USAGE_NOT_OBJECT, usage);
      return List.of();
    }
    List<UsageEntry> entries = new ArrayList<>(models.size());
    for (Map.Entry<?, ?> member : models.entrySet()) {
      UsageEntry entry = entry(call, String.valueOf(member.getKey()), member.getValue());
      if (entry != null) {
        entries.add(entry);
      }
    }
    return entries;
  }

  private @Nullable UsageEntry entry(TracedCall call, String model, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (!(value instanceof Map<?, ?> counts)) {
      malformed(call, model, Reason.ENTRY_NOT_OBJECT, value);
      return null;
    }
    if (!counts.isEmpty() && counts.keySet().stream().noneMatch(KNOWN::contains)) {
      List<String> names =
          counts.keySet().stream().map(String::valueOf).sorted(Texts::compare).toList();
      findings.add(new UnrecognisedUsage(call.id(), model, names));
      return null;
    }
    try {
      return normalised(call, model, counts);
    } catch (ArithmeticException e) {
      findings.overflow(call.id(), model);
      return null;
    }
  }

  /** Settles aliases, then the cache convention, then the total. */
  private UsageEntry normalised(TracedCall call, String model, Map<?, ?> entry) {
    Counts counts = new Counts(call.id(), model, entry, options.negativeAmounts(), findings);
    long prompt = alias(call, model, counts, "prompt_tokens", "input_tokens");
    long completion = alias(call, model, counts, "completion_tokens", "output_tokens");
    long cacheRead = counts.orZero("cache_read_input_tokens");
    long cacheCreation = counts.orZero("cache_creation_input_tokens");
    long total = counts.orZero("total_tokens");
    long requests = counts.orZero("requests");
    boolean anyCached = (cacheRead | cacheCreation) != 0;
    boolean exceeds = isLess(prompt, cacheRead, cacheCreation);
    boolean exclusive =
        switch (options.cacheConvention()) {
          case INCLUSIVE -> false;
          case EXCLUSIVE -> true;
          case AUTO ->
              exceeds || (anyCached && isSum(total, prompt, completion, cacheRead, cacheCreation));
        };
    long uncached;
    if (exclusive) {
      uncached = prompt;
      prompt = Math.addExact(Math.addExact(prompt, cacheRead), cacheCreation);
    } else if (exceeds && options.negativeAmounts() == NegativeAmounts.NEVER) {
      uncached = 0;
      note(UsageNote.Kind.CACHE_EXCEEDS_PROMPT, call, model, null);
    } else {
      uncached = Math.subtractExact(Math.subtractExact(prompt, cacheRead), cacheCreation);
    }
    if (options.cacheConvention() == CacheConvention.AUTO && anyCached) {
      UsageNote.Kind guess =
          exclusive ? UsageNote.Kind.TAKEN_AS_EXCLUSIVE : UsageNote.Kind.CONVENTION_UNDECIDED;
      note(guess, call, model, null);
    }
    return new UsageEntry(
        model,
        requests,
        prompt,
        completion,
        total == 0 ? Math.addExact(prompt, completion) : total,
        cacheRead,
        cacheCreation,
        uncached,
        exclusive);
  }

  /** {@return the count that two names stand for: rule 28} */
  private long alias(TracedCall call, String model, Counts counts, String field, String other) {
    long first = counts.read(field);
    long second = counts.read(other);
    if (first == Counts.ABSENT || second == Counts.ABSENT) {
      return first != Counts.ABSENT ? first : second != Counts.ABSENT ? second : 0;
    }
    if (first == second && options.aliases() == Aliases.EQUAL_COUNT_ONCE) {
      return first;
    }
    if (first > 0 && second > 0) {
      note(UsageNote.Kind.ALIASES_DIFFER, call, model, field);
    }
    return Math.addExact(first, second);
  }

  /** {@return whether the prompt is less than the exact sum of both cached counts} */
  private static boolean isLess(long prompt, long cacheRead, long cacheCreation) {
    long rest = prompt - cacheRead;
    boolean wrapped = ((prompt ^ cacheRead) & (prompt ^ rest)) < 0;
    // A difference that does not fit is below, or above, whatever the other count is.
    return wrapped ? prompt < cacheRead : rest < cacheCreation;
  }

  /** {@return whether the total is not 0 and the exact sum of the parts} */
  private static boolean isSum(long total, long... parts) {
    long rest = total;
    for (long part : parts) {
      rest -= part;
      if (rest < 0) {
        return false;
      }
    }
    return total > 0 && rest == 0;
  }

  private void note(UsageNote.Kind kind, TracedCall call, String model, @Nullable String field) {
    findings.add(new UsageNote(kind, call.id(), model, field));
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
