package io.tokentally.aggregation;

import io.tokentally.LLMAggregatedUsage;
import io.tokentally.value.CodePoints;
import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The cost of a report, or of a part of it, in one value. */
final class CostOf {
  private final UsageReport report;
  private final Map<String, LLMAggregatedUsage> usage;

  /** Which calls take part, by id. */
  private final Predicate<String> calls;

  private CostOf(
      UsageReport report, Map<String, LLMAggregatedUsage> usage, Predicate<String> calls) {
    this.report = report;
    this.usage = usage;
    this.calls = calls;
  }

  static Cost all(UsageReport report) {
    CostOf cost = new CostOf(report, report.totals(), id -> true);
    return cost.of(report.pricedPartOfTotals());
  }

  static Cost of(UsageReport report, String callId) {
    Set<String> below = below(report, callId);
    CostOf cost = new CostOf(report, report.usage(callId), below::contains);
    return cost.of(report.pricedPart(callId));
  }

  /** {@return the id, and those of all calls below it} */
  static Set<String> below(UsageReport report, String callId) {
    Set<String> below = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(callId));
    while (!open.isEmpty()) {
      String id = open.remove();
      if (below.add(id)) {
        open.addAll(report.childIds(id));
      }
    }
    return below;
  }

  private Cost of(Map<String, LLMAggregatedUsage> priced) {
    Map<String, BigDecimal> amounts = new TreeMap<>(CodePoints::compare);
    priced.forEach(
        (model, part) -> {
          String unit = Objects.requireNonNull(report.unitByModel().get(model));
          amounts.merge(unit, Objects.requireNonNull(part.totalCost()), BigDecimal::add);
        });
    amounts.replaceAll((unit, amount) -> Numbers.plain(amount));
    return new Cost(amounts, unpriced(), open());
  }

  private Map<String, List<UnpricedReason>> unpriced() {
    Map<String, Set<UnpricedReason>> reasons = new TreeMap<>(CodePoints::compare);
    usage.forEach(
        (model, part) -> {
          if (part.totalCost() == null) {
            reasons.put(model, new LinkedHashSet<>());
          }
        });
    for (UnpricedModel model : report.unpricedModels()) {
      Set<UnpricedReason> of = reasons.get(model.model());
      if (of != null) {
        of.addAll(model.reasons());
      }
    }
    for (UnpricedKind kind : report.unpricedKinds()) {
      if (calls.test(kind.callId())) {
        reasons.computeIfAbsent(kind.model(), unused -> new LinkedHashSet<>()).add(kind.reason());
      }
    }
    Map<String, List<UnpricedReason>> lists = new TreeMap<>(CodePoints::compare);
    reasons.forEach((model, each) -> lists.put(model, List.copyOf(each)));
    return lists;
  }

  private List<String> open() {
    List<String> open = new ArrayList<>();
    report.anomalies().stream()
        .filter(each -> each.kind() == Anomaly.Kind.MALFORMED_USAGE)
        .filter(each -> each.callIds().stream().anyMatch(calls))
        .forEach(each -> open.add(words(each.reason(), each.model(), each.field(), each.value())));
    report.unrecognised().stream()
        .filter(each -> calls.test(each.callId()))
        .forEach(each -> open.add(words("unrecognised usage", each.model(), each.fields(), null)));
    report.notes().stream()
        .filter(note -> note.kind().leavesUsageOpen() && calls.test(note.callId()))
        .forEach(note -> open.add(words(note.kind(), note.model(), note.field(), note.value())));
    return open;
  }

  private static String words(@Nullable Object... parts) {
    StringBuilder words = new StringBuilder();
    for (Object part : parts) {
      if (part != null) {
        words.append(words.isEmpty() ? "" : " ").append(part);
      }
    }
    return words.toString();
  }
}
