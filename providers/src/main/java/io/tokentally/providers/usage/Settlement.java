package io.tokentally.providers.usage;

import io.tokentally.aggregation.CacheConvention;
import io.tokentally.aggregation.ReadingNote;
import io.tokentally.aggregation.UsageNote;
import io.tokentally.aggregation.usage.RecordedTotal;
import io.tokentally.aggregation.usage.RecordedTotal.OnTop;
import java.util.function.Consumer;

/**
 * Settles how the counts of one object belong together: what is inside of what. A total that was
 * recorded shows it; else the form and who wrote it; else the convention that was asked for. See
 * docs/semantics.md rule 56.
 */
final class Settlement {

  private static final String TOTAL = "total_tokens";

  private final Gathered found;
  private final Form form;
  private final ReadingContext context;
  private final Consumer<ReadingNote> notes;

  final long prompt;
  final long completion;
  final long total;
  final long cacheRead;
  final long cacheWrite;
  final long cacheWrite1h;

  private Settlement(
      Gathered found, Form form, ReadingContext context, Consumer<ReadingNote> notes) {
    this.found = found;
    this.form = form;
    this.context = context;
    this.notes = notes;
    boolean isBilled = found.has(Quantity.INPUT) || found.has(Quantity.OUTPUT);
    boolean usesProcessed = !isBilled && found.has(Quantity.PROCESSED_INPUT);
    long input = found.orZero(usesProcessed ? Quantity.PROCESSED_INPUT : Quantity.INPUT);
    long output = found.orZero(usesProcessed ? Quantity.PROCESSED_OUTPUT : Quantity.OUTPUT);
    boolean isUncached = !found.has(Quantity.INPUT) && found.has(Quantity.UNCACHED_INPUT);
    this.cacheRead = cacheRead(input, isBilled);
    this.cacheWrite = cacheWrite();
    this.cacheWrite1h = Math.min(found.orZero(Quantity.CACHE_WRITE_1H), cacheWrite);
    this.total = found.orZero(Quantity.TOTAL);
    long reasoning = form.reasoning == Place.APART ? 0 : found.orZero(Quantity.REASONING);
    RecordedTotal counted =
        new RecordedTotal(
            isUncached ? found.orZero(Quantity.UNCACHED_INPUT) : input,
            output,
            RecordedTotal.sum(cacheRead, cacheWrite),
            reasoning,
            found.orZero(Quantity.TOOL_INPUT));
    OnTop onTop = onTop(counted, isUncached);
    this.prompt =
        add(
            counted.prompt(),
            onTop.caches() ? add(cacheRead, cacheWrite) : 0,
            onTop.tools() ? counted.tools() : 0);
    this.completion = add(counted.completion(), onTop.reasoning() ? reasoning : 0);
    checkUncached(counted, onTop);
  }

  /**
   * {@return the settled counts}
   *
   * @throws ArithmeticException if a sum exceeds 64 bits
   */
  static Settlement of(
      Gathered found, Form form, ReadingContext context, Consumer<ReadingNote> notes) {
    return new Settlement(found, form, context, notes);
  }

  /** {@return whether nothing but a total was recorded} */
  boolean isTotalAlone() {
    return total > 0 && (prompt | completion | cacheRead | cacheWrite) == 0;
  }

  private long cacheRead(long input, boolean isBilled) {
    long cached = found.orZero(Quantity.CACHE_READ);
    // What is billed leaves cached tokens out.
    return form != Form.COHERE ? cached : isBilled ? 0 : Math.min(input, cached);
  }

  /** {@return what was written to a cache: the sum of its lifetimes where it has no count} */
  private long cacheWrite() {
    long written = found.orZero(Quantity.CACHE_WRITE);
    long parts =
        add(
            found.orZero(Quantity.CACHE_WRITE_SHORT),
            found.orZero(Quantity.CACHE_WRITE_1H),
            found.orZero(Quantity.CACHE_WRITE_LONG));
    if (written > 0 && parts > 0 && parts != written) {
      notes.accept(RecordedTotal.differs("cache_creation by lifetime", written, parts));
    }
    return written > 0 ? written : parts;
  }

  private OnTop onTop(RecordedTotal counted, boolean isUncached) {
    boolean isAsked = isOpen() && context.convention() != CacheConvention.AUTO;
    boolean isSettled = isUncached || isAsked;
    OnTop usual =
        new OnTop(
            isUncached || (isAsked ? isAskedOnTop() : areCachesOnTop()),
            form.reasoning == Place.ON_TOP,
            form.tools() == Place.ON_TOP);
    OnTop shown = total > 0 ? counted.shownBy(total, usual, isSettled) : null;
    OnTop read = shown == null ? counted.possible(usual, isSettled) : shown;
    note(counted, usual, read, isSettled);
    if (total > 0 && shown == null && counted.isAny()) {
      notes.accept(RecordedTotal.differs(TOTAL, total, counted.sum(read)));
    }
    return read;
  }

  private void note(RecordedTotal counted, OnTop usual, OnTop read, boolean isSettled) {
    if (counted.caches() != 0 && !isSettled) {
      boolean isGuess = form.caches == Place.OPEN_ON_TOP || isOpenInside();
      if (read.caches() && (isGuess || !usual.caches())) {
        notes.accept(ReadingNote.of(UsageNote.Kind.TAKEN_AS_EXCLUSIVE));
      } else if (!read.caches() && isOpenInside() && !isKnownInside()) {
        notes.accept(ReadingNote.of(UsageNote.Kind.CONVENTION_UNDECIDED));
      }
    }
    if (total == 0 && read.reasoning() && !usual.reasoning() && counted.reasoning() > 0) {
      notes.accept(new ReadingNote(UsageNote.Kind.TAKEN_AS_EXCLUSIVE, "reasoning_tokens", null));
    }
    if (counted.isUndecided(usual, read)) {
      notes.accept(ReadingNote.of(UsageNote.Kind.CONVENTION_UNDECIDED));
    }
  }

  private boolean isOpen() {
    return form.caches == Place.OPEN || form.caches == Place.OPEN_ON_TOP;
  }

  private boolean isOpenInside() {
    return form.caches == Place.OPEN;
  }

  private boolean isKnownInside() {
    return context.written() == Place.INSIDE || context.isInclusiveByModel();
  }

  private boolean isAskedOnTop() {
    return context.convention() == CacheConvention.EXCLUSIVE;
  }

  private boolean areCachesOnTop() {
    return switch (form.caches) {
      case ON_TOP, OPEN_ON_TOP -> true;
      case OPEN ->
          context.written() == Place.ON_TOP
              || (form == Form.AI_SDK_5 && context.isExclusiveByModel());
      case INSIDE, APART -> false;
    };
  }

  /** What was put in past the caches has to be what is left of the prompt. */
  private void checkUncached(RecordedTotal counted, OnTop onTop) {
    if (found.has(Quantity.INPUT) && found.has(Quantity.UNCACHED_INPUT)) {
      long uncached = found.orZero(Quantity.UNCACHED_INPUT);
      long left = onTop.caches() ? counted.prompt() : counted.prompt() - counted.caches();
      if (uncached > 0 && uncached != left && form != Form.LLAMA_CPP) {
        notes.accept(RecordedTotal.differs("uncached input", uncached, Math.max(0, left)));
      }
    }
  }

  private static long add(long... parts) {
    long sum = 0;
    for (long part : parts) {
      sum = Math.addExact(sum, part);
    }
    return sum;
  }
}
