package io.tokentally.aggregation.rollup.ledger;

import io.tokentally.aggregation.OtherKind;
import io.tokentally.aggregation.OtherKind.Rate;
import io.tokentally.aggregation.OtherKind.Within;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.UnpricedKind;
import io.tokentally.aggregation.rollup.ledger.CellKeys.ModelName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The usage of one model in one record, split into {@link Portion}s: what is to be priced. Not
 * thread-safe.
 */
public final class Entry {

  private final ModelName name;
  private final List<String> servedAs;

  /** What the four rates price; null if it is nothing. */
  private long @Nullable [] text;

  private final Map<Portion, long[]> kinds;

  private Entry(
      ModelName name, List<String> servedAs, long @Nullable [] text, Map<Portion, long[]> kinds) {
    this.name = name;
    this.servedAs = servedAs;
    this.text = text;
    this.kinds = kinds;
  }

  /**
   * {@return the usage of a model; null if all counts are zero}
   *
   * @param counts those of {@link Cells}, which are the entry's from now on
   */
  public static @Nullable Entry of(ModelName model, long[] counts) {
    return of(model, counts, 0, List.of());
  }

  /**
   * {@return recorded usage of a model; null if all counts are zero}
   *
   * @param uncached the part of the prompt that is billed at the prompt rate
   * @throws ArithmeticException if prompt and completion exceed 64 bits together, and there is no
   *     total
   */
  public static @Nullable Entry of(String model, RecordedUsage usage, long uncached) {
    long[] counts = new long[Cells.WIDTH];
    counts[Cells.REQUESTS] = usage.requests();
    counts[Cells.PROMPT] = usage.promptTokens();
    counts[Cells.COMPLETION] = usage.completionTokens();
    counts[Cells.TOTAL] =
        usage.totalTokens() == 0
            ? Math.addExact(usage.promptTokens(), usage.completionTokens())
            : usage.totalTokens();
    counts[Cells.CACHE_READ] = usage.cacheReadInputTokens();
    counts[Cells.CACHE_CREATION] = usage.cacheCreationInputTokens();
    counts[Cells.UNCACHED] = uncached;
    ModelName name = new ModelName(model, model, usage.provider());
    return of(name, counts, usage.cacheCreation1hInputTokens(), usage.otherKinds());
  }

  private static @Nullable Entry of(
      ModelName name, long[] counts, long longCache, List<OtherKind> otherKinds) {
    boolean isTotalAlone = isTotalAlone(counts);
    if (longCache == 0 && otherKinds.isEmpty() && !isTotalAlone) {
      return isZero(counts) ? null : new Entry(name, List.of(), counts, Map.of());
    }
    if (isZero(counts) && otherKinds.stream().allMatch(other -> other.count() == 0)) {
      return null;
    }
    List<String> ways = ways(otherKinds);
    Entry entry = new Entry(name, ways, counts, new LinkedHashMap<>());
    entry.move(Portion.LONG_CACHE.servedAs(ways), longCache);
    otherKinds.forEach(entry::add);
    if (isTotalAlone && counts[Cells.TOTAL] > 0) {
      entry.add(OtherKind.unsplit(counts[Cells.TOTAL])); // nobody said so yet
    }
    return entry;
  }

  private static boolean isZero(long[] counts) {
    for (int i = 0; i < Cells.COUNTS; i++) {
      if (counts[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /** {@return whether there are tokens of which only the total is known: rule 56} */
  private static boolean isTotalAlone(long[] counts) {
    long parts =
        counts[Cells.PROMPT]
            | counts[Cells.COMPLETION]
            | counts[Cells.CACHE_READ]
            | counts[Cells.CACHE_CREATION];
    return parts == 0 && counts[Cells.TOTAL] > 0;
  }

  private void add(OtherKind other) {
    if (other.count() > 0 && other.within() != Within.EVERYTHING) {
      Portion portion = Portion.of(other, servedAs);
      if (other.within() == Within.NOTHING) {
        addOnTop(portion, other);
      } else {
        move(portion, other.count());
      }
    }
  }

  /**
   * {@return the same entries, to be priced as other models}
   *
   * @param models from the recorded names of models to those whose price is wanted
   */
  public static List<Entry> renamed(List<Entry> entries, UnaryOperator<String> models) {
    return entries.stream().map(entry -> entry.renamed(models)).toList();
  }

  private Entry renamed(UnaryOperator<String> models) {
    String other = models.apply(name.recorded());
    // Who served the one model does not serve the other.
    return other.equals(name.recorded())
        ? this
        : new Entry(new ModelName(name.recorded(), other, null), servedAs, text, kinds);
  }

  private static List<String> ways(List<OtherKind> kinds) {
    TreeSet<String> ways = new TreeSet<>();
    for (OtherKind other : kinds) {
      if (other.within() == Within.EVERYTHING && other.count() > 0) {
        ways.add(other.kind());
      }
    }
    return List.copyOf(ways);
  }

  /** What comes on top moves no tokens, but for those of which only the total is known. */
  private void addOnTop(Portion portion, OtherKind other) {
    long[] counts = kind(portion);
    counts[Cells.QUANTITY] += other.count();
    if (other.kind().equals(UnpricedKind.UNSPLIT) && text != null) {
      shift(text, counts, Cells.TOTAL, other.count());
      text = LongStream.of(text).allMatch(count -> count == 0) ? null : text;
    }
  }

  /** Moves as many tokens as there are, with their share of prompt and total. */
  private void move(Portion to, long tokens) {
    FourRates from = FourRates.of(to.within());
    if (tokens <= 0 || from == null || text == null) {
      return;
    }
    long[] counts = kind(to);
    long moved = Math.max(0, Math.min(tokens, text[from.count()]));
    // What costs as text is no more than there is; what does not was counted for itself.
    counts[Cells.QUANTITY] += to.costsAsText() ? moved : tokens;
    shift(text, counts, from.count(), moved);
    shift(text, counts, Cells.TOTAL, moved);
    if (from != FourRates.COMPLETION) {
      shift(text, counts, Cells.PROMPT, moved);
    }
  }

  private static void shift(long[] from, long[] to, int count, long tokens) {
    long moved = Math.max(0, Math.min(tokens, from[count]));
    from[count] -= moved;
    to[count] += moved;
  }

  private long[] kind(Portion portion) {
    return kinds.computeIfAbsent(portion, unused -> new long[Cells.WIDTH]);
  }

  /** {@return the same entry with what some of the four rates do not price as kinds} */
  public Entry without(List<FourRates> rates) {
    long[] counts = text;
    if (counts == null || rates.stream().allMatch(rate -> counts[rate.count()] == 0)) {
      return this;
    }
    Entry entry = new Entry(name, servedAs, counts.clone(), new LinkedHashMap<>(kinds));
    rates.forEach(rate -> entry.move(Portion.of(rate, servedAs), counts[rate.count()]));
    return entry;
  }

  /** {@return the same entry, which has some number of requests} It stays open what they cost. */
  public Entry withUncountedRequests() {
    Entry entry = new Entry(name, servedAs, text, new LinkedHashMap<>(kinds));
    OtherKind requests =
        new OtherKind(UnpricedKind.UNCOUNTED_REQUESTS, 0, Within.NOTHING, Rate.OF_ITS_OWN);
    entry.kind(Portion.of(requests, servedAs));
    return entry;
  }

  /**
   * {@return two entries: of each kind of tokens what is not above a number, and what is; what
   * comes on top is in the first}
   */
  public List<Entry> splitAt(long tokens) {
    Entry low =
        new Entry(name, servedAs, text == null ? null : text.clone(), new LinkedHashMap<>());
    Entry high = new Entry(name, servedAs, new long[Cells.WIDTH], new LinkedHashMap<>());
    long[] counts = low.text;
    long[] above = high.text;
    if (counts != null && above != null) {
      for (FourRates rate : FourRates.ALL) {
        long more = Math.max(0, counts[rate.count()] - tokens);
        shift(counts, above, rate.count(), more);
        shift(counts, above, Cells.TOTAL, more);
        if (rate != FourRates.COMPLETION) {
          shift(counts, above, Cells.PROMPT, more);
        }
      }
      high.text = LongStream.of(above).allMatch(count -> count == 0) ? null : above;
    }
    kinds.forEach(
        (portion, all) -> {
          long[] below = all.clone();
          low.kinds.put(portion, below);
          FourRates place = FourRates.of(portion.within());
          long more = place == null ? 0 : Math.max(0, all[Cells.QUANTITY] - tokens);
          if (place != null && more > 0) {
            long[] rest = high.kind(portion);
            shift(below, rest, Cells.QUANTITY, more);
            shift(below, rest, place.count(), more);
            shift(below, rest, Cells.TOTAL, more);
            if (place != FourRates.COMPLETION) {
              shift(below, rest, Cells.PROMPT, more);
            }
          }
        });
    return List.of(low, high);
  }

  public ModelName name() {
    return name;
  }

  /** {@return the ways in which it was served that are not the usual ones, sorted} */
  public List<String> servedAs() {
    return servedAs;
  }

  /** {@return the counts of what the four rates price; null if it is nothing} */
  public long @Nullable [] text() {
    return text;
  }

  /** {@return the counts by kind} */
  public Map<Portion, long[]> kinds() {
    return kinds;
  }

  /** {@return the sum of one count over the portions} */
  public long sum(int count) {
    long sum = text == null ? 0 : text[count];
    for (long[] counts : kinds.values()) {
      sum += counts[count];
    }
    return sum;
  }
}
