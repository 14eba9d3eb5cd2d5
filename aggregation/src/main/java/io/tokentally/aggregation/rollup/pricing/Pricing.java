package io.tokentally.aggregation.rollup.pricing;

import io.tokentally.TracedCall;
import io.tokentally.aggregation.Anomaly;
import io.tokentally.aggregation.ModelMatch;
import io.tokentally.aggregation.PriceChoice;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.PriceVariant;
import io.tokentally.aggregation.PricedModel;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UnpricedKind;
import io.tokentally.aggregation.UnpricedReason;
import io.tokentally.aggregation.UsageNote;
import io.tokentally.aggregation.rollup.ledger.AppliedRates;
import io.tokentally.aggregation.rollup.ledger.CellKeys;
import io.tokentally.aggregation.rollup.ledger.CellKeys.ModelName;
import io.tokentally.aggregation.rollup.ledger.Cells;
import io.tokentally.aggregation.rollup.ledger.Entry;
import io.tokentally.aggregation.rollup.ledger.Portion;
import io.tokentally.aggregation.rollup.pricing.ModelPrices.Price;
import io.tokentally.aggregation.usage.Findings;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the price of each call's own usage, one entry after the other. docs/semantics.md section
 * 7, rules 39 and 45.
 */
public final class Pricing {

  private final PriceLookup prices;
  private final TallyOptions options;
  private final Findings findings;
  private final Cells cells;
  private final CellKeys keys;
  private final Unpriced unpriced;
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
  }

  /**
   * {@return a list of the entries' cells, each at the price in effect for the call}
   *
   * @param entries all of the call's usage, one entry per model
   */
  public int add(TracedCall call, Collection<Entry> entries) {
    int list = Cells.END;
    boolean sorted = true;
    for (Entry entry : entries) {
      AppliedRates applied = options.includeCosts() ? applied(call, entry) : null;
      for (Portion portion : Portion.ALL) {
        long[] counts = entry.counts(portion);
        if (counts != null) {
          boolean priced = isPriced(call, entry, portion, counts, applied);
          int key = keys.number(entry.name(), portion, priced ? applied : null);
          sorted &= list == Cells.END || key < cells.key(list);
          list = cells.create(key, counts, list);
        }
      }
    }
    return sorted ? list : cells.sorted(list);
  }

  /**
   * {@return the same, without reporting anything; {@link #isRemarkable} then says whether there is
   * something to report}
   */
  public int addQuietly(TracedCall call, Collection<Entry> entries) {
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
  public void report(TracedCall call, Collection<Entry> entries) {
    for (Entry entry : entries) {
      AppliedRates applied = options.includeCosts() ? applied(call, entry) : null;
      for (Portion portion : Portion.ALL) {
        long[] counts = entry.counts(portion);
        if (counts != null) {
          isPriced(call, entry, portion, counts, applied);
        }
      }
    }
  }

  /** {@return whether something may be reported; if not, it is to be remembered that there is} */
  private boolean reports() {
    remarkable |= quiet;
    return !quiet;
  }

  private boolean isPriced(
      TracedCall call,
      Entry entry,
      Portion portion,
      long[] counts,
      @Nullable AppliedRates applied) {
    boolean priced =
        applied != null
            && switch (portion) {
              case FOUR_RATES -> true;
              case LONG_CACHE -> applied.rates().cacheCreation1hInputTokenCost() != null;
              case NO_RATE -> false;
            };
    if (portion == Portion.NO_RATE) {
      reports(); // its kinds are
    }
    if (portion == Portion.LONG_CACHE && !priced && options.includeCosts() && reports()) {
      long tokens = counts[Cells.CACHE_CREATION];
      String model = entry.name().recorded();
      findings.add(new UnpricedKind(call.id(), model, UnpricedKind.CACHE_CREATION_1H, tokens));
    }
    return priced;
  }

  private @Nullable AppliedRates applied(TracedCall call, Entry entry) {
    ModelName name = entry.name();
    Instant startedAt = call.startedAt();
    ModelPrices ofModel = prices.of(name, call.projectId());
    Price price = startedAt == null ? null : ofModel.at(startedAt);
    if (startedAt == null || price == null) {
      if (reports()) {
        UnpricedReason why = ofModel.why(startedAt);
        unpriced.add(name.recorded(), call.id(), entry.sum(Cells.TOTAL), why);
      }
      return null;
    }
    if (price.isPlain()) {
      return price.withoutVariant();
    }
    if (reports()) {
      report(call, entry, price.choice());
    }
    PriceRow row = price.choice().row();
    PriceVariant variant = variant(row, entry.sum(Cells.PROMPT), startedAt);
    if (variant != null
        && variant.abovePromptTokens() > 0
        && entry.sum(Cells.REQUESTS) != 1
        && reports()) {
      note(UsageNote.Kind.LONG_PROMPT_UNDECIDED, call, name, "prompt_tokens");
    }
    return new AppliedRates(row, variant);
  }

  private static @Nullable PriceVariant variant(PriceRow row, long prompt, Instant startedAt) {
    PriceVariant last = null;
    for (PriceVariant variant : row.variants()) {
      last = variant.appliesTo(prompt, startedAt) ? variant : last;
    }
    return last;
  }

  /** {@return whether a price can price some of an entry} A total alone has no rate. */
  private static boolean hasRates(Entry entry) {
    return entry.counts(Portion.FOUR_RATES) != null || entry.counts(Portion.LONG_CACHE) != null;
  }

  private void report(TracedCall call, Entry entry, PriceChoice choice) {
    ModelName name = entry.name();
    PriceRow row = choice.row();
    if (choice.fromFuture() && hasRates(entry)) {
      List<String> id = List.of(call.id());
      findings.add(Anomaly.of(Anomaly.Kind.PRICE_FROM_FUTURE, id, name.recorded()));
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
    findings.add(new UsageNote(kind, call.id(), name.recorded(), field));
  }

  public Unpriced unpriced() {
    return unpriced;
  }
}
