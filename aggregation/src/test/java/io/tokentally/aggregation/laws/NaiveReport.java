package io.tokentally.aggregation.laws;

import io.tokentally.Call;
import io.tokentally.LLMAggregatedUsage;
import io.tokentally.aggregation.Anomaly;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UnpricedModel;
import io.tokentally.aggregation.UsageNote;
import io.tokentally.aggregation.UsageScope;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A report made the slow and simple way, by recursion and with numbers of any size:
 * docs/semantics.md section 8, rules 40 to 46.
 */
final class NaiveReport {

  final List<Anomaly> anomalies = new ArrayList<>();
  final List<UnpricedModel> unpriced = new ArrayList<>();
  final NaiveUsage usage;

  private final TallyOptions options;
  private final Predicate<Call> picked;
  private final NaiveForest forest;
  private final List<Call> members = new ArrayList<>();
  private final Map<Call, List<NaivePart>> own = new LinkedHashMap<>();
  private final Map<Call, List<NaivePart>> counted = new LinkedHashMap<>();

  NaiveReport(Forests.Case of, Predicate<Call> picked) {
    this.options = of.options();
    this.picked = picked;
    this.usage = new NaiveUsage(options.cacheConvention());
    this.forest = new NaiveForest(of.calls());
    for (Call call : forest.calls()) {
      if (isPickedOrBelow(call)) {
        members.add(call);
      }
    }
    NaivePrices prices = new NaivePrices(of.prices(), options);
    members.forEach(call -> own.put(call, parts(call, prices)));
    NaiveScope scope = new NaiveScope(forest, own, options);
    members.forEach(
        call -> {
          boolean repeated = options.usageScope() != UsageScope.INCLUSIVE && scope.isRepeated(call);
          if (repeated && options.usageScope() == UsageScope.OWN) {
            anomalies.add(Anomaly.of(Anomaly.Kind.LOOKS_PRE_AGGREGATED, List.of(call.id()), null));
          }
          boolean counts = !repeated || options.usageScope() == UsageScope.OWN;
          counted.put(call, counts ? own.get(call) : List.of());
          counted
              .get(call)
              .forEach(
                  part -> {
                    if (part.row() != null) {
                      lookAt(call, part.model(), part.entry(), part.row());
                    }
                  });
        });
    anomalies.addAll(usage.anomalies);
    members.forEach(this::lookAt);
    findUnpriced();
  }

  private boolean isPickedOrBelow(Call call) {
    Call parent = forest.parent(call);
    return picked.test(call) || (parent != null && isPickedOrBelow(parent));
  }

  private List<NaivePart> parts(Call call, NaivePrices prices) {
    List<NaivePart> parts = new ArrayList<>();
    usage
        .read(call)
        .forEach(
            (model, entry) -> {
              PriceRow row = options.includeCosts() ? prices.choose(call, model) : null;
              parts.addAll(NaivePart.of(model, entry, row));
            });
    return parts;
  }

  private void lookAt(Call call, String model, NaiveUsage.Entry entry, PriceRow row) {
    if (row.effectiveDate().isAfter(call.startedAt())) {
      List<String> id = List.of(call.id());
      anomalies.add(Anomaly.of(Anomaly.Kind.PRICE_FROM_FUTURE, id, model));
    }
    UsageNote.Kind kind = UsageNote.Kind.CACHE_RATE_UNWRITTEN;
    if (row.cacheReadCostUnwritten() && entry.six().get(4).signum() > 0) {
      usage.notes.add(new UsageNote(kind, call.id(), model, "cache_read_input_tokens"));
    }
    if (row.cacheCreationCostUnwritten() && entry.six().get(5).signum() > 0) {
      usage.notes.add(new UsageNote(kind, call.id(), model, "cache_creation_input_tokens"));
    }
  }

  private void lookAt(Call call) {
    List<String> id = List.of(call.id());
    if (forest.isDuplicated(call)) {
      anomalies.add(Anomaly.of(Anomaly.Kind.DUPLICATE_ID, id, null));
    }
    if (forest.isOrphan(call)) {
      anomalies.add(Anomaly.of(Anomaly.Kind.ORPHAN, id, null));
    }
    List<String> cycle = forest.cycle(call).stream().map(Call::id).sorted().toList();
    Anomaly around = cycle.isEmpty() ? null : Anomaly.of(Anomaly.Kind.CYCLE, cycle, null);
    if (around != null && !anomalies.contains(around)) {
      anomalies.add(around);
    }
  }

  private void findUnpriced() {
    Map<String, TreeSet<String>> ids = new TreeMap<>();
    Map<String, BigInteger> tokens = new TreeMap<>();
    counted.forEach(
        (call, parts) -> {
          for (NaivePart part : parts) {
            if (options.includeCosts() && part.row() == null && !part.noRate()) {
              ids.computeIfAbsent(part.model(), model -> new TreeSet<>()).add(call.id());
              tokens.merge(part.model(), part.entry().six().get(3), BigInteger::add);
            }
          }
        });
    boolean summed = options.usageScope() != UsageScope.INCLUSIVE;
    ids.forEach(
        (model, of) -> {
          BigInteger total = summed ? tokens.get(model) : null;
          unpriced.add(new UnpricedModel(model, List.copyOf(of), total));
        });
  }

  /** {@return what counts for a call: its own entries and those of the calls below it} */
  private List<NaivePart> rolledUp(Call call) {
    List<NaivePart> parts = new ArrayList<>(counted.get(call));
    for (Call child : forest.children(call)) {
      for (NaivePart part : rolledUp(child)) {
        boolean counted =
            options.usageScope() == UsageScope.INCLUSIVE
                && own.get(call).stream().anyMatch(mine -> mine.model().equals(part.model()));
        if (!counted) {
          parts.add(part);
        }
      }
    }
    return parts;
  }

  private static List<NaivePart> priced(List<NaivePart> parts) {
    return parts.stream().filter(part -> part.row() != null).toList();
  }

  /** {@return the picked calls that lie below no other picked one} */
  private List<Call> tops() {
    return members.stream().filter(call -> !members.contains(forest.parent(call))).toList();
  }

  private List<NaivePart> all() {
    return tops().stream().flatMap(top -> rolledUp(top).stream()).toList();
  }

  List<String> rootIds() {
    return tops().stream().map(Call::id).toList();
  }

  List<String> unfinished() {
    return members.stream().filter(call -> call.endedAt() == null).map(Call::id).sorted().toList();
  }

  Map<String, LLMAggregatedUsage> totals() {
    return NaivePart.sum(all());
  }

  Map<String, LLMAggregatedUsage> pricedPartOfTotals() {
    return NaivePart.sum(priced(all()));
  }

  Map<String, Map<String, LLMAggregatedUsage>> usageByCall() {
    return byCall(members.stream().filter(picked).toList(), this::rolledUp);
  }

  Map<String, Map<String, LLMAggregatedUsage>> pricedParts() {
    return byCall(members, call -> priced(rolledUp(call)));
  }

  Map<String, Map<String, LLMAggregatedUsage>> ownUsage() {
    return byCall(members, own::get);
  }

  private static Map<String, Map<String, LLMAggregatedUsage>> byCall(
      List<Call> calls, java.util.function.Function<Call, @Nullable List<NaivePart>> parts) {
    Map<String, Map<String, LLMAggregatedUsage>> byCall = new TreeMap<>();
    calls.forEach(call -> byCall.put(call.id(), NaivePart.sum(parts.apply(call))));
    return byCall;
  }
}
