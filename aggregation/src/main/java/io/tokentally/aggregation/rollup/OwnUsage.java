package io.tokentally.aggregation.rollup;

import io.tokentally.TracedCall;
import io.tokentally.aggregation.Anomaly;
import io.tokentally.aggregation.PriceChoice;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UnpricedModel;
import io.tokentally.aggregation.UsageNote;
import io.tokentally.aggregation.UsageScope;
import io.tokentally.aggregation.usage.Findings;
import io.tokentally.aggregation.usage.UsageEntry;
import io.tokentally.aggregation.usage.UsageReader;
import io.tokentally.value.Texts;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads each call's own usage and chooses its prices, one call after the other. SEMANTICS.md
 * sections 6 and 7, and section 10, rules 39 and 45.
 */
final class OwnUsage {

  private static final class Unpriced {
    private final List<String> callIds = new ArrayList<>();
    private BigInteger totalTokens = BigInteger.ZERO;
  }

  private final PriceTable prices;
  private final TallyOptions options;
  private final Findings findings;
  private final UsageReader reader;
  private final Cells cells;
  private final PricedModels keys;
  private final Map<String, Unpriced> unpriced = new TreeMap<>(Texts::compare);

  OwnUsage(
      PriceTable prices, TallyOptions options, Findings findings, Cells cells, PricedModels keys) {
    this.prices = prices;
    this.options = options;
    this.findings = findings;
    this.reader = new UsageReader(options, findings);
    this.cells = cells;
    this.keys = keys;
  }

  /** {@return the list of the call's own usage; entries that are all zero are dropped} */
  int read(TracedCall call) {
    int list = Cells.END;
    for (UsageEntry entry : reader.read(call)) {
      if (!entry.isZero()) {
        list = insert(entry, keys.key(entry.model(), price(call, entry)), list);
      }
    }
    return list;
  }

  private int insert(UsageEntry entry, int key, int list) {
    int before = Cells.END;
    int after = list;
    while (after != Cells.END && cells.key(after) < key) {
      before = after;
      after = cells.next(after);
    }
    int cell = cells.create(key, after);
    cells.set(cell, Cells.REQUESTS, entry.requests());
    cells.set(cell, Cells.PROMPT, entry.promptTokens());
    cells.set(cell, Cells.COMPLETION, entry.completionTokens());
    cells.set(cell, Cells.TOTAL, entry.totalTokens());
    cells.set(cell, Cells.CACHE_READ, entry.cacheReadInputTokens());
    cells.set(cell, Cells.CACHE_CREATION, entry.cacheCreationInputTokens());
    cells.set(cell, Cells.UNCACHED, entry.uncachedPrompt());
    if (before == Cells.END) {
      return cell;
    }
    cells.link(before, cell);
    return list;
  }

  private @Nullable PriceRow price(TracedCall call, UsageEntry entry) {
    if (!options.includeCosts()) {
      return null;
    }
    String model = entry.model();
    Optional<PriceChoice> choice =
        prices.choose(model, call.projectId(), call.startedAt(), options);
    if (choice.isEmpty()) {
      Unpriced missing = unpriced.computeIfAbsent(model, unused -> new Unpriced());
      missing.callIds.add(call.id());
      missing.totalTokens = missing.totalTokens.add(BigInteger.valueOf(entry.totalTokens()));
      return null;
    }
    PriceRow row = choice.get().row();
    if (choice.get().fromFuture()) {
      List<String> id = List.of(call.id());
      findings.add(Anomaly.of(Anomaly.Kind.PRICE_FROM_FUTURE, id, model));
    }
    if (row.cacheReadCostUnwritten() && entry.cacheReadInputTokens() > 0) {
      noteUnwritten(call, model, "cache_read_input_tokens");
    }
    if (row.cacheCreationCostUnwritten() && entry.cacheCreationInputTokens() > 0) {
      noteUnwritten(call, model, "cache_creation_input_tokens");
    }
    return row;
  }

  private void noteUnwritten(TracedCall call, String model, String field) {
    findings.add(new UsageNote(UsageNote.Kind.CACHE_RATE_UNWRITTEN, call.id(), model, field));
  }

  List<UnpricedModel> unpriced() {
    boolean summed = options.usageScope() == UsageScope.OWN;
    List<UnpricedModel> models = new ArrayList<>();
    unpriced.forEach(
        (model, missing) -> {
          missing.callIds.sort(Texts::compare);
          models.add(
              new UnpricedModel(model, missing.callIds, summed ? missing.totalTokens : null));
        });
    return models;
  }
}
