package io.tokentally.report.data;

import io.tokentally.KindUsage;
import io.tokentally.LLMAggregatedUsage;
import io.tokentally.UsageCost;
import io.tokentally.UsageCount;
import io.tokentally.aggregation.CallKey;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.aggregation.UsageTotals;
import io.tokentally.report.CallTimes;
import io.tokentally.report.Failures;
import io.tokentally.report.Groups;
import io.tokentally.report.Report;
import io.tokentally.report.ReportWriter;
import io.tokentally.report.Sink;
import io.tokentally.report.text.FindingGroup;
import io.tokentally.report.text.Money;
import io.tokentally.report.text.NotListed;
import io.tokentally.report.text.Words;
import io.tokentally.value.CodePoints;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a row for each root call and model. Every number is exact; a cost that is not known is
 * empty. After the columns that there always are, each kind of usage that the report has and the
 * contract does not count has two, by its name: how many and what they cost. What else a report
 * says goes to standard error, a line for each kind.
 */
public final class CsvReport implements ReportWriter {

  private static final List<String> COLUMNS =
      Stream.of(
              Stream.of("root_call_id", "operation", "model"),
              Stream.of(UsageCount.values()).map(UsageCount::wireName),
              Stream.of(UsageCost.values()).map(UsageCost::wireName),
              Stream.of("total_cost", "priced", "priced_part_cost", "unit", "trace_id"))
          .flatMap(names -> names)
          .toList();

  /** Counts that stand in a row already, though a price may charge them. */
  private static final Set<String> COUNTED =
      Stream.of(UsageCount.values()).map(UsageCount::wireName).collect(Collectors.toSet());

  @Override
  public void write(Report report, Sink to) throws IOException {
    UsageReport usage = report.usage();
    Groups groups = report.groups();
    if (groups == null) {
      writeRoots(report, to);
    } else {
      writeGroups(report, groups, to);
    }
    to.out().flush();
    tellFailures(report, to);
    tellFindings(usage, to);
    List<String> unused = report.unusedAliases();
    new FindingWarnings(to).tell("aliases that no call used", unused.size(), unused);
    report.prices().skipped().forEach(to::say);
  }

  private static void writeRoots(Report report, Sink to) throws IOException {
    UsageReport usage = report.usage();
    List<String> kinds = kinds(usage);
    try (CsvOutput csv = CsvOutput.open(with(COLUMNS, kinds), to)) {
      for (CallKey root : usage.roots()) {
        Map<String, LLMAggregatedUsage> all = usage.usage(root);
        String name = report.source().name(root.id());
        Map<String, LLMAggregatedUsage> priced = isPriced(all) ? all : usage.pricedPart(root);
        for (Map.Entry<String, LLMAggregatedUsage> ofModel : all.entrySet()) {
          String model = ofModel.getKey();
          LLMAggregatedUsage ofPriced = priced.get(model);
          csv.add(root.id());
          csv.add(name);
          csv.add(model);
          addUsage(csv, ofModel.getValue(), ofPriced);
          csv.add(ofPriced == null ? null : usage.unitByModel().get(model));
          csv.add(root.traceId());
          addKinds(csv, ofModel.getValue(), kinds);
          csv.endRow();
        }
      }
    }
  }

  /** {@return whether all of it has a price} */
  private static boolean isPriced(Map<String, LLMAggregatedUsage> usage) {
    for (LLMAggregatedUsage ofModel : usage.values()) {
      if (ofModel.totalCost() == null) {
        return false;
      }
    }
    return true;
  }

  /** Further columns where the order is that of time. */
  private static final List<String> TIMES =
      List.of("group_calls", "group_seconds", "group_longest_seconds");

  /** The key of what is not shown. */
  private static final String OTHERS = "(others)";

  /** Writes a row for each group and model, and for each model of what is not shown. */
  private static void writeGroups(Report report, Groups groups, Sink to) throws IOException {
    List<String> columns = new ArrayList<>(groups.names());
    columns.addAll(COLUMNS.subList(2, COLUMNS.size() - 1));
    List<String> kinds = kinds(report.usage());
    List<String> all = new ArrayList<>(with(columns, kinds));
    if (groups.restTimes() != null) {
      all.addAll(TIMES);
    }
    try (CsvOutput csv = CsvOutput.open(all, to)) {
      for (Groups.Group group : groups.groups()) {
        writeGroup(report.usage(), group.keys(), group.totals(), kinds, group.times(), all, csv);
      }
      UsageTotals rest = groups.rest();
      if (rest != null) {
        List<String> keys = Collections.nCopies(groups.names().size(), OTHERS);
        writeGroup(report.usage(), keys, rest, kinds, groups.restTimes(), all, csv);
      }
    }
  }

  private static void writeGroup(
      UsageReport usage,
      List<String> keys,
      UsageTotals totals,
      List<String> kinds,
      @Nullable CallTimes times,
      List<String> columns,
      CsvOutput csv)
      throws IOException {
    if (totals.usage().isEmpty() && times != null) {
      keys.forEach(csv::add);
      Collections.nCopies(columns.size() - keys.size() - TIMES.size(), null).forEach(csv::add);
      addTimes(csv, times);
      csv.endRow();
    }
    for (Map.Entry<String, LLMAggregatedUsage> ofModel : totals.usage().entrySet()) {
      String model = ofModel.getKey();
      LLMAggregatedUsage priced = totals.pricedPart().get(model);
      keys.forEach(csv::add);
      csv.add(model);
      addUsage(csv, ofModel.getValue(), priced);
      csv.add(priced == null ? null : usage.unitByModel().get(model));
      addKinds(csv, ofModel.getValue(), kinds);
      addTimes(csv, times);
      csv.endRow();
    }
  }

  /** Adds how long the calls of the whole group took. */
  private static void addTimes(CsvOutput csv, @Nullable CallTimes times) {
    if (times != null) {
      csv.add(times.calls());
      csv.add(Seconds.of(times.total()));
      csv.add(Seconds.of(times.longest()));
    }
  }

  /** {@return the kinds of all usage of a report that the contract does not count, sorted} */
  private static List<String> kinds(UsageReport report) {
    Set<String> kinds = new TreeSet<>(CodePoints::compare);
    for (LLMAggregatedUsage usage : report.totals().values()) {
      kinds.addAll(usage.kinds().keySet());
      kinds.addAll(usage.otherCosts().keySet());
    }
    return List.copyOf(kinds);
  }

  private static List<String> with(List<String> columns, List<String> kinds) {
    List<String> all = new ArrayList<>(columns);
    for (String kind : kinds) {
      if (!COUNTED.contains(kind)) {
        all.add(kind);
      }
      all.add(kind + "_cost");
    }
    return all;
  }

  private static void addKinds(CsvOutput csv, LLMAggregatedUsage usage, List<String> kinds) {
    for (String kind : kinds) {
      KindUsage of = usage.kinds().get(kind);
      if (!COUNTED.contains(kind)) {
        csv.add(of == null ? 0 : of.count());
      }
      csv.add(of == null ? usage.otherCosts().get(kind) : of.cost());
    }
  }

  private static void addUsage(
      CsvOutput csv, LLMAggregatedUsage usage, @Nullable LLMAggregatedUsage priced) {
    for (UsageCount count : UsageCount.values()) {
      csv.add(count.of(usage));
    }
    for (UsageCost cost : UsageCost.values()) {
      csv.add(cost.of(usage));
    }
    BigDecimal total = usage.totalCost();
    csv.add(total);
    csv.add(total != null ? "yes" : priced != null ? "partly" : "no");
    csv.add(priced == null ? null : total != null ? total : priced.totalCost());
  }

  /** The rows are of roots; those of failed calls would count usage again. */
  private static void tellFailures(Report report, Sink to) {
    Failures failures = report.failures();
    if (failures != null) {
      tellFailures("failed calls", report.usage(), failures.failed(), to);
      tellFailures("retried calls", report.usage(), failures.retried(), to);
    }
  }

  private static void tellFailures(String what, UsageReport usage, List<CallKey> calls, Sink to) {
    Map<String, LLMAggregatedUsage> priced = usage.pricedShareOfTotals(calls);
    List<String> byModel = new ArrayList<>();
    usage
        .shareOfTotals(calls)
        .forEach(
            (model, share) -> {
              LLMAggregatedUsage part = priced.get(model);
              BigDecimal cost = part == null ? null : part.totalCost();
              String unit = usage.unitByModel().getOrDefault(model, "");
              String partly = share.totalCost() == null ? " in part" : "";
              byModel.add(
                  model
                      + ": "
                      + Words.count(share.totalTokens(), "token")
                      + ", "
                      + (cost == null ? "unpriced" : Money.text(cost) + " " + unit + partly));
            });
    new FindingWarnings(to).tell(what, calls.size(), byModel);
  }

  private static void tellFindings(UsageReport usage, Sink to) {
    FindingWarnings told = new FindingWarnings(to);
    told.tellUnpriced("unpriced models", usage.unpricedModels());
    told.tell("kinds without a rate", FindingGroup.ofKinds(usage.unpricedKinds()));
    told.tell("impossible rates", FindingGroup.ofRates(usage.impossibleRates()));
    List<String> matched =
        usage.pricedModels().stream()
            .map(model -> model.model() + " as " + model.match().llmId())
            .toList();
    told.tell("priced under another name", matched.size(), matched);
    told.tell("anomalies", FindingGroup.ofAnomalies(usage.anomalies()));
    told.tell("scope decisions", FindingGroup.ofDecisions(usage.scopeDecisions()));
    told.tell("notes", FindingGroup.ofNotes(usage.notes()));
    told.tell("unrecognised usage", FindingGroup.ofUnrecognised(usage.unrecognised()));
    told.tell("findings not listed", usage.leftOut().total(), NotListed.of(usage.leftOut()));
    List<String> unfinished = usage.unfinishedCallIds();
    told.tell("unfinished calls", unfinished.size(), unfinished);
  }
}
