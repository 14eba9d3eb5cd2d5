package io.tokentally.aggregation.rollup.ledger;

import io.tokentally.TracedCall;
import io.tokentally.aggregation.OtherKind;
import io.tokentally.aggregation.TokenOverflowException;
import io.tokentally.aggregation.UnpricedKind;
import io.tokentally.aggregation.rollup.ledger.CellKeys.ModelName;
import io.tokentally.aggregation.usage.UsageEntry;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The usage of one call and model, split into {@link Portion}s: what is to be priced. */
public final class Entry {

  private final ModelName name;
  private long @Nullable [] fourRates;
  private long @Nullable [] longCache;
  private long @Nullable [] noRate;

  private Entry(ModelName name) {
    this.name = name;
  }

  /**
   * {@return the entries of a call, to be priced; what it has of one model is one entry}
   *
   * @throws TokenOverflowException if two entries of one model are too large together
   */
  public static Collection<Entry> of(TracedCall call, List<UsageEntry> read) {
    if (read.size() == 1) {
      UsageEntry only = read.get(0);
      return only.isZero() ? List.of() : List.of(of(only));
    }
    Map<ModelName, Entry> entries = new LinkedHashMap<>();
    for (UsageEntry usage : read) {
      if (!usage.isZero()) {
        Entry entry = of(usage);
        Entry first = entries.putIfAbsent(entry.name, entry);
        if (first != null) {
          first.add(entry, call);
        }
      }
    }
    return entries.values();
  }

  private void add(Entry other, TracedCall call) {
    for (Portion portion : Portion.ALL) {
      long[] more = other.counts(portion);
      if (more != null) {
        long[] sum = portion(portion);
        try {
          for (int i = 0; i < Cells.WIDTH; i++) {
            sum[i] = Math.addExact(sum[i], more[i]);
          }
        } catch (ArithmeticException e) {
          throw new TokenOverflowException(name.recorded(), call.id());
        }
      }
    }
  }

  /** {@return the portions of an entry that was read} */
  private static Entry of(UsageEntry usage) {
    Entry entry = new Entry(new ModelName(usage.model(), usage.model(), usage.provider()));
    long[] rest = entry.portion(Portion.FOUR_RATES);
    rest[Cells.REQUESTS] = usage.requests();
    rest[Cells.PROMPT] = usage.promptTokens();
    rest[Cells.COMPLETION] = usage.completionTokens();
    rest[Cells.TOTAL] = usage.totalTokens();
    rest[Cells.CACHE_READ] = usage.cacheReadInputTokens();
    rest[Cells.CACHE_CREATION] = usage.cacheCreationInputTokens();
    rest[Cells.UNCACHED] = usage.uncachedPrompt();
    entry.move(rest, Portion.LONG_CACHE, Cells.CACHE_CREATION, usage.cacheCreation1hInputTokens());
    for (OtherKind other : usage.otherKinds()) {
      if (other.rate() == OtherKind.Rate.OF_ITS_OWN && other.count() > 0) {
        switch (other.within()) {
          case PROMPT -> entry.move(rest, Portion.NO_RATE, Cells.UNCACHED, other.count());
          case COMPLETION -> entry.move(rest, Portion.NO_RATE, Cells.COMPLETION, other.count());
          case CACHE_READ -> entry.move(rest, Portion.NO_RATE, Cells.CACHE_READ, other.count());
          case CACHE_CREATION ->
              entry.move(rest, Portion.NO_RATE, Cells.CACHE_CREATION, other.count());
          case NOTHING -> entry.addOnTop(rest, other);
        }
      }
    }
    return entry;
  }

  /** What comes on top moves no tokens, but for those of which only the total is known. */
  private void addOnTop(long[] rest, OtherKind other) {
    long[] portion = portion(Portion.NO_RATE);
    if (other.kind().equals(UnpricedKind.UNSPLIT)) {
      shift(rest, portion, Cells.TOTAL, other.count());
      fourRates = LongStream.of(rest).allMatch(count -> count == 0) ? null : rest;
    }
  }

  /**
   * {@return the entries of a call that was priced before, to be priced anew}
   *
   * @param models the names of models to those whose price is wanted
   */
  public static Collection<Entry> of(
      Cells cells, int list, CellKeys keys, UnaryOperator<String> models) {
    Map<ModelName, Entry> entries = new LinkedHashMap<>();
    for (int cell = list; cell != Cells.END; cell = cells.next(cell)) {
      CellKeys.Key key = keys.key(cells.key(cell));
      Entry entry = entries.computeIfAbsent(renamed(key.name(), models), Entry::new);
      long[] counts = entry.portion(key.portion());
      for (int i = 0; i < Cells.WIDTH; i++) {
        counts[i] += cells.count(cell, i);
      }
    }
    return entries.values();
  }

  private static ModelName renamed(ModelName name, UnaryOperator<String> models) {
    String other = models.apply(name.pricedAs());
    // Who served the one model does not serve the other.
    return other.equals(name.pricedAs()) ? name : new ModelName(name.recorded(), other, null);
  }

  private long[] portion(Portion portion) {
    long[] counts = counts(portion);
    if (counts == null) {
      counts = new long[Cells.WIDTH];
      switch (portion) {
        case FOUR_RATES -> fourRates = counts;
        case LONG_CACHE -> longCache = counts;
        case NO_RATE -> noRate = counts;
      }
    }
    return counts;
  }

  /** Moves as many tokens as there are, with their share of prompt and total. */
  private void move(long[] rest, Portion to, int count, long tokens) {
    if (tokens <= 0) {
      return;
    }
    long[] portion = portion(to);
    if (rest[count] > 0) {
      long moved = Math.min(tokens, rest[count]);
      shift(rest, portion, count, moved);
      shift(rest, portion, Cells.TOTAL, moved);
      if (count != Cells.COMPLETION) {
        shift(rest, portion, Cells.PROMPT, moved);
      }
    }
  }

  private static void shift(long[] from, long[] to, int count, long tokens) {
    long moved = Math.min(tokens, from[count]);
    from[count] -= moved;
    to[count] += moved;
  }

  public ModelName name() {
    return name;
  }

  /** {@return the counts of a portion, null if the usage has none of it} */
  public long @Nullable [] counts(Portion portion) {
    return switch (portion) {
      case FOUR_RATES -> fourRates;
      case LONG_CACHE -> longCache;
      case NO_RATE -> noRate;
    };
  }

  /** {@return the sum of one count over the portions} */
  public long sum(int count) {
    long sum = 0;
    for (Portion portion : Portion.ALL) {
      long[] counts = counts(portion);
      sum += counts == null ? 0 : counts[count];
    }
    return sum;
  }
}
