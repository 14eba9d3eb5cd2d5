package io.tokentally.aggregation.rollup.pricing;

import io.tokentally.TracedCall;
import io.tokentally.aggregation.Anomaly;
import io.tokentally.aggregation.ModelMatch;
import io.tokentally.aggregation.OtherKind;
import io.tokentally.aggregation.PriceChoice;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.PriceVariant;
import io.tokentally.aggregation.PricedModel;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.TokenOverflowException;
import io.tokentally.aggregation.UnpricedKind;
import io.tokentally.aggregation.UnpricedReason;
import io.tokentally.aggregation.UsageNote;
import io.tokentally.aggregation.rollup.ledger.AppliedRates;
import io.tokentally.aggregation.rollup.ledger.CellKeys;
import io.tokentally.aggregation.rollup.ledger.CellKeys.ModelName;
import io.tokentally.aggregation.rollup.ledger.Cells;
import io.tokentally.aggregation.rollup.ledger.Entry;
import io.tokentally.aggregation.rollup.ledger.FourRates;
import io.tokentally.aggregation.rollup.ledger.Portion;
import io.tokentally.aggregation.rollup.ledger.PricedCell;
import io.tokentally.aggregation.rollup.pricing.ModelPrices.Price;
import io.tokentally.aggregation.rules.TallyRules;
import io.tokentally.aggregation.usage.Findings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the price of each call's own usage, one entry after the other. docs/semantics.md section
 * 7, rules 39 and 45.
 */
public final class Pricing {

  /** Some of an entry, and what prices it; null if nothing does. */
  private record Part(Entry entry, @Nullable AppliedRates applied) {}

  private final PriceLookup prices;
  private final TallyOptions options;
  private final Findings findings;
  private final Cells cells;
  private final CellKeys keys;
  private final Unpriced unpriced;
  private final TallyRules rules;

  /** What was found of the call that is priced: two records of one model tell it once. */
  private final Set<Object> told = new HashSet<>();

  private boolean quiet;
  private boolean remarkable;

  public Pricing(
      PriceLookup prices, TallyOptions options, Findings findings, Cells cells, CellKeys keys) {
    this.prices = prices;
    this.options = options;
    this.findings = findings;
    this.cells = cells;
    this.keys = keys;
    this.unpriced = new Unpriced(options.maxFindings());
    this.rules = TallyRules.of(options.dialect());
  }

  /**
   * {@return a list of the entries' cells, each at the price in effect for the call}
   *
   * @param entries all of the call's usage
   * @throws TokenOverflowException if what it has of one model is too much together
   */
  public int add(TracedCall call, List<Entry> entries) {
    told.clear();
    int list = Cells.END;
    for (Entry entry : entries) {
      AppliedRates plain = plain(call, entry);
      if (plain != null) {
        list = add(call, new Part(entry, plain), list);
      } else {
        for (Part part : parts(call, entry)) {
          list = add(call, part, list);
        }
      }
    }
    try {
      return cells.sorted(list);
    } catch (ArithmeticException e) {
      throw new TokenOverflowException(entries.get(0).name().recorded(), call.id());
    }
  }

  /**
   * {@return the same, without reporting anything; {@link #isRemarkable} then says whether there is
   * something to report}
   */
  public int addQuietly(TracedCall call, List<Entry> entries) {
    quiet = true;
    remarkable = false;
    try {
      return add(call, entries);
    } finally {
      quiet = false;
    }
  }

  /** {@return whether there was something to report of what was last added quietly} */
  public boolean isRemarkable() {
    return remarkable;
  }

  /** Reports what {@link #add} would, of entries that were added quietly. */
  public void report(TracedCall call, List<Entry> entries) {
    told.clear();
    for (Entry entry : entries) {
      for (Part part : parts(call, entry)) {
        part.entry.kinds().forEach((portion, counts) -> isPriced(call, part, portion, counts));
      }
    }
  }

  /** {@return whether something may be reported; if not, it is to be remembered that there is} */
  private boolean reports() {
    remarkable |= quiet;
    return !quiet;
  }

  private int add(TracedCall call, Part part, int before) {
    Entry entry = part.entry;
    int list = before;
    long[] text = entry.text();
    if (text != null) {
      Portion portion = Portion.FOUR_RATES.servedAs(entry.servedAs());
      list = cells.create(keys.number(entry.name(), portion, part.applied), text, list);
    }
    for (Map.Entry<Portion, long[]> kind : entry.kinds().entrySet()) {
      boolean priced = isPriced(call, part, kind.getKey(), kind.getValue());
      int key = keys.number(entry.name(), kind.getKey(), priced ? part.applied : null);
      list = cells.create(key, kind.getValue(), list);
    }
    return list;
  }

  private boolean isPriced(TracedCall call, Part part, Portion portion, long[] counts) {
    AppliedRates applied = part.applied;
    boolean asText = portion.costsAsText();
    ModelName name = part.entry.name();
    if (applied != null && PricedCell.rate(portion, applied.rates(), rules) != null) {
      if (asText
          && PricedCell.ownRate(portion, applied.rates()) == null
          && !portion.kind().equals(OtherKind.REASONING)
          && reports()) {
        note(UsageNote.Kind.PRICED_AS_TEXT, call, name, portion.kind());
      }
      return true;
    }
    if (options.includeCosts() && (applied != null || !asText) && reports()) {
      reportKind(call, name, portion.kind(), counts[Cells.QUANTITY]);
    }
    return false;
  }

  private void reportKind(TracedCall call, ModelName name, String kind, long count) {
    findings.add(new UnpricedKind(call.id(), name.recorded(), kind, count));
  }

  /** {@return the rates of usage that is priced without further ado; null of all other} */
  private @Nullable AppliedRates plain(TracedCall call, Entry entry) {
    Instant startedAt = call.startedAt();
    if (!options.includeCosts() || startedAt == null || !entry.servedAs().isEmpty()) {
      return null;
    }
    Price price = prices.of(entry.name(), call.projectId()).at(startedAt);
    return price != null && price.isPlain() ? price.withoutVariant() : null;
  }

  /** {@return the entry, in as many parts as there are rates that price it} */
  private List<Part> parts(TracedCall call, Entry entry) {
    if (!options.includeCosts()) {
      return List.of(new Part(entry, null));
    }
    ModelName name = entry.name();
    Instant startedAt = call.startedAt();
    ModelPrices ofModel = prices.of(name, call.projectId());
    Price price = startedAt == null ? null : ofModel.at(startedAt);
    if (startedAt == null || price == null) {
      if (reports()) {
        UnpricedReason why = ofModel.why(startedAt);
        boolean isFirst = told.add(name.recorded());
        unpriced.add(name.recorded(), call.id(), isFirst, entry.sum(Cells.TOTAL), why);
        reportWays(call, entry);
      }
      return List.of(new Part(entry, null));
    }
    if (!price.isPlain() && reports()) {
      report(call, entry, price.choice());
    }
    List<PriceVariant> holding = holding(price.choice().row(), call, entry, startedAt);
    AppliedRates applied = whole(price, entry, holding);
    if (applied == null) {
      if (reports()) {
        reportWays(call, entry);
      }
      return List.of(new Part(entry, null));
    }
    return parts(entry, applied, holding);
  }

  private void reportWays(TracedCall call, Entry entry) {
    entry.servedAs().forEach(way -> reportKind(call, entry.name(), way, 1));
  }

  /** {@return the variants whose conditions the call meets} */
  private List<PriceVariant> holding(
      PriceRow row, TracedCall call, Entry entry, Instant startedAt) {
    List<PriceVariant> holding = new ArrayList<>();
    long prompt = entry.sum(Cells.PROMPT);
    for (PriceVariant variant : row.variants()) {
      if (variant.appliesTo(prompt, startedAt, entry.servedAs())) {
        holding.add(variant);
        boolean undecided = variant.abovePromptTokens() > 0 && entry.sum(Cells.REQUESTS) != 1;
        if (undecided && prompt > variant.abovePromptTokens() && reports()) {
          note(UsageNote.Kind.LONG_PROMPT_UNDECIDED, call, entry.name(), "prompt_tokens");
        }
      }
    }
    return holding;
  }

  /** {@return the rates of the whole usage; null if its way of being served has none} */
  private static @Nullable AppliedRates whole(
      Price price, Entry entry, List<PriceVariant> holding) {
    PriceVariant last = null;
    for (PriceVariant variant : holding) {
      last = variant.marginal() ? last : variant;
    }
    if (last != null) {
      return new AppliedRates(price.choice().row(), last);
    }
    return entry.servedAs().isEmpty() ? price.withoutVariant() : null;
  }

  private List<Part> parts(Entry whole, AppliedRates applied, List<PriceVariant> holding) {
    List<Part> parts = new ArrayList<>();
    Entry rest = counted(whole, applied);
    AppliedRates rates = applied;
    List<PriceVariant> marginal =
        holding.stream()
            .filter(PriceVariant::marginal)
            .sorted(Comparator.comparingLong(PriceVariant::abovePromptTokens))
            .toList();
    long start = 0;
    for (PriceVariant variant : marginal) {
      List<Entry> split = rest.splitAt(variant.abovePromptTokens() - start);
      start = variant.abovePromptTokens();
      parts.add(new Part(priceable(split.get(0), rates), rates));
      rest = split.get(1);
      rates = new AppliedRates(applied.row(), variant);
    }
    parts.add(new Part(priceable(rest, rates), rates));
    return parts;
  }

  /** {@return the entry, with requests that nobody counted where they are charged} */
  private static Entry counted(Entry entry, AppliedRates applied) {
    boolean charged = applied.rates().otherRates().containsKey(OtherKind.REQUESTS);
    return charged && entry.sum(Cells.REQUESTS) == 0 ? entry.withUncountedRequests() : entry;
  }

  /** {@return the entry, with what has none of the four rates taken out} */
  private Entry priceable(Entry entry, AppliedRates applied) {
    return applied.rates().withoutRate().isEmpty()
        ? entry
        : entry.without(
            FourRates.ALL.stream()
                .filter(rate -> rate.of(applied.rates(), rules) == null)
                .toList());
  }

  /** {@return whether a price can price some of an entry} A total alone has no rate. */
  private static boolean hasRates(Entry entry) {
    return entry.text() != null
        || entry.kinds().keySet().stream()
            .anyMatch(portion -> !portion.kind().equals(UnpricedKind.UNSPLIT));
  }

  private void report(TracedCall call, Entry entry, PriceChoice choice) {
    ModelName name = entry.name();
    PriceRow row = choice.row();
    if (choice.fromFuture() && hasRates(entry)) {
      List<String> id = List.of(call.id());
      Anomaly future = Anomaly.of(Anomaly.Kind.PRICE_FROM_FUTURE, id, name.recorded());
      if (told.add(future)) {
        findings.add(future);
      }
    }
    if (row.cacheReadCostUnwritten() && entry.sum(Cells.CACHE_READ) > 0) {
      note(UsageNote.Kind.CACHE_RATE_UNWRITTEN, call, name, "cache_read_input_tokens");
    }
    if (row.cacheCreationCostUnwritten() && entry.sum(Cells.CACHE_CREATION) > 0) {
      note(UsageNote.Kind.CACHE_RATE_UNWRITTEN, call, name, "cache_creation_input_tokens");
    }
    ModelMatch match = choice.match();
    if (!name.pricedAs().equals(name.recorded())) {
      ModelMatch asked = new ModelMatch(row.llmId(), row.providerId(), ModelMatch.Rule.ASKED);
      findings.add(new PricedModel(name.recorded(), name.provider(), asked));
    } else if (match != null && Price.isOfOther(match, name)) {
      findings.add(new PricedModel(name.recorded(), name.provider(), match));
    }
  }

  private void note(UsageNote.Kind kind, TracedCall call, ModelName name, String field) {
    UsageNote note = new UsageNote(kind, call.id(), name.recorded(), field);
    if (told.add(note)) {
      findings.add(note);
    }
  }

  public Unpriced unpriced() {
    return unpriced;
  }
}
