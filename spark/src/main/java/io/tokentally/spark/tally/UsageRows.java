package io.tokentally.spark.tally;

import static java.util.Objects.requireNonNull;

import io.tokentally.KindUsage;
import io.tokentally.LLMAggregatedUsage;
import io.tokentally.ValidationException;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.spark.rows.Amounts;
import io.tokentally.spark.rows.PackedRow;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a report as rows: a call and a model each, calls by start, models by name, and its
 * further kinds after it. A cost that does not fit its column makes a finding of it.
 */
final class UsageRows {

  private final SparkTrace trace;
  private final UsageReport report;
  private final FindingRows findings;
  private final Set<String> roots;
  private final Map<String, String> units;

  UsageRows(SparkTrace trace, UsageReport report, FindingRows findings) {
    this.trace = trace;
    this.findings = findings;
    this.report = report;
    this.roots = new HashSet<>(report.rootIds());
    this.units = report.unitByModel();
  }

  /** {@return the rows} */
  Stream<Row> rows() {
    return report.callIds().stream().flatMap(this::rows);
  }

  private Stream<Row> rows(String id) {
    boolean root = roots.contains(id);
    return report.usage(id).entrySet().stream()
        .flatMap(
            usage ->
                Stream.concat(
                    Stream.of(row(id, root, usage.getKey(), usage.getValue())),
                    kinds(id, root, usage.getKey(), usage.getValue())));
  }

  private Stream<Row> kinds(String id, boolean root, String model, LLMAggregatedUsage usage) {
    return usage.kinds().entrySet().stream()
        .map(kind -> kind(id, root, model, kind.getKey(), kind.getValue()));
  }

  private Row kind(String id, boolean root, String model, String kind, KindUsage usage) {
    String unit = usage.cost() == null ? null : units.get(model);
    @Nullable String[] texts = {trace.projectId(), trace.traceId(), id, model, kind, unit};
    try {
      return PackedRow.kind(root, texts, usage.count(), Amounts.cost(usage.cost()));
    } catch (ValidationException e) {
      return tooLarge(id, model, e);
    }
  }

  private Row tooLarge(String id, String model, ValidationException e) {
    String why = requireNonNull(e.getMessage());
    return findings.refused("COST_TOO_LARGE", List.of(id), model, why);
  }

  private Row row(String id, boolean root, String model, LLMAggregatedUsage usage) {
    BigDecimal priced = pricedCost(report, id, model, usage);
    String unit = priced == null ? null : units.get(model);
    @Nullable String[] texts = {trace.projectId(), trace.traceId(), id, model, unit};
    try {
      return PackedRow.usage(root, texts, Amounts.counts(usage), Amounts.costs(usage, priced));
    } catch (ValidationException e) {
      return tooLarge(id, model, e);
    }
  }

  /** {@return the cost of what has a price of a call's usage, null if nothing has} */
  static @Nullable BigDecimal pricedCost(
      UsageReport report, String id, String model, LLMAggregatedUsage usage) {
    if (usage.totalCost() != null) {
      return usage.totalCost();
    }
    LLMAggregatedUsage priced = report.pricedPart(id).get(model);
    return priced == null ? null : priced.totalCost();
  }
}
