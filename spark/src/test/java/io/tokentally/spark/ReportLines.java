package io.tokentally.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tokentally.Call;
import io.tokentally.LLMAggregatedUsage;
import io.tokentally.TokentallyMapper;
import io.tokentally.aggregation.Anomaly;
import io.tokentally.aggregation.CallKey;
import io.tokentally.aggregation.UnpricedModel;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.json.JsonText;
import io.tokentally.spark.rows.Schemas;
import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** All that a report says, a line each, sorted: of the library alone or of Spark. */
final class ReportLines {

  private ReportLines() {}

  static List<String> of(UsageReport report) {
    List<String> lines = new ArrayList<>();
    Set<String> roots = new HashSet<>(report.rootIds());
    report
        .usageByCall()
        .forEach(
            (id, models) ->
                lines.addAll(usage(id, roots.contains(id), models, report.pricedPart(id), report)));
    addFindings(report, lines);
    return sorted(lines);
  }

  /**
   * {@return the same of a report on all calls, of which several may have one id, each line once}
   */
  static List<String> ofSharing(UsageReport report, List<Call> calls) {
    Set<String> lines = new TreeSet<>();
    Set<CallKey> roots = new HashSet<>(report.roots());
    for (Call call : calls) {
      CallKey key = CallKey.of(call);
      lines.addAll(
          usage(key.id(), roots.contains(key), report.usage(key), report.pricedPart(key), report));
    }
    List<String> findings = new ArrayList<>();
    addFindings(report, findings);
    lines.addAll(findings);
    return List.copyOf(lines);
  }

  static List<String> ofSharing(SparkReport report) {
    return List.copyOf(new TreeSet<>(of(report)));
  }

  private static List<String> usage(
      String id,
      boolean root,
      Map<String, LLMAggregatedUsage> models,
      Map<String, LLMAggregatedUsage> priced,
      UsageReport report) {
    List<String> lines = new ArrayList<>();
    models.forEach(
        (model, usage) -> {
          LLMAggregatedUsage part = priced.get(model);
          String unit = part == null ? null : report.unitByModel().get(model);
          lines.add(
              line(id, root, model, unit) + amounts(usage, part == null ? null : part.totalCost()));
          usage
              .kinds()
              .forEach(
                  (kind, each) -> {
                    BigDecimal cost = each.cost();
                    String ofCost = cost == null ? null : report.unitByModel().get(model);
                    lines.add(
                        line("KIND", id, root, model, kind) + line(ofCost, each.count(), cost));
                  });
        });
    return lines;
  }

  private static void addFindings(UsageReport report, List<String> lines) {
    for (Anomaly each : report.anomalies()) {
      Object reason = each.reason();
      lines.add(
          line("ANOMALY", each.kind(), each.callIds(), each.model(), each.field(), reason)
              + line(each.value()));
    }
    for (UnpricedModel each : report.unpricedModels()) {
      lines.add(line("UNPRICED", "MODEL", each.callIds(), each.model(), each.totalTokens()));
    }
    report
        .unpricedKinds()
        .forEach(
            each ->
                lines.add(
                    line("UNPRICED", "KIND", each.callId(), each.model(), each.kind())
                        + line(each.count())));
    report
        .unrecognised()
        .forEach(
            each ->
                lines.add(
                    line("UNRECOGNISED", each.callId(), each.model(), JsonText.of(each.fields()))));
    report
        .notes()
        .forEach(
            each ->
                lines.add(line("NOTE", each.kind(), each.callId(), each.model(), each.field())));
    report
        .scopeDecisions()
        .forEach(
            each ->
                lines.add(
                    line("SCOPE", each.kind(), each.callId(), each.operation(), each.reason())
                        + line(each.own().totalTokens(), each.below().totalTokens())));
    report.unfinishedCallIds().forEach(id -> lines.add(line("UNFINISHED", id)));
  }

  static List<String> of(SparkReport report) {
    List<String> lines = of(report.usage(), report.findings());
    for (Row row : report.kinds().collectAsList()) {
      Object id = row.getAs("call_id");
      lines.add(
          line("KIND", id, row.getAs("is_root"), row.getAs("model"), row.getAs("kind"))
              + line(row.getAs("unit"), row.getAs("count"), row.getAs("cost")));
    }
    return sorted(lines);
  }

  static List<String> of(Dataset<Row> usage, Dataset<Row> told) {
    List<String> lines = new ArrayList<>();
    for (Row row : usage.collectAsList()) {
      lines.add(
          line(row.getAs("call_id"), row.getAs("is_root"), row.getAs("model"), row.getAs("unit"))
              + amounts(row));
    }
    List<Row> findings = told.collectAsList();
    findings.stream().filter(row -> !isUnpricedModel(row)).forEach(row -> lines.add(finding(row)));
    findings.stream()
        .filter(ReportLines::isUnpricedModel)
        .collect(Collectors.groupingBy(row -> row.<String>getAs("model")))
        .forEach((model, rows) -> lines.add(unpricedModel(model, rows)));
    return sorted(lines);
  }

  private static boolean isUnpricedModel(Row row) {
    return row.getAs("category").equals("UNPRICED") && row.getAs("kind").equals("MODEL");
  }

  private static String unpricedModel(String model, List<Row> rows) {
    List<String> ids = rows.stream().map(row -> ids(row).get(0)).distinct().sorted().toList();
    Long tokens = 0L;
    for (Row row : rows) {
      Long count = row.getAs("count");
      tokens = tokens == null || count == null ? null : Long.valueOf(tokens + count);
    }
    return line("UNPRICED", "MODEL", ids, model, tokens);
  }

  private static String finding(Row row) {
    Object kind = row.getAs("kind");
    Object model = row.getAs("model");
    Object field = row.getAs("field");
    Object value = row.getAs("value");
    Long count = row.getAs("count");
    String call = ids(row).isEmpty() ? "" : ids(row).get(0);
    return switch (row.<String>getAs("category")) {
      case "ANOMALY" ->
          line("ANOMALY", kind, ids(row), model, field, row.getAs("reason")) + line(value);
      case "UNPRICED" -> line("UNPRICED", kind, call, model, field) + line(count);
      case "UNRECOGNISED" -> line("UNRECOGNISED", call, model, value);
      case "NOTE" -> line("NOTE", kind, call, model, field);
      case "SCOPE" ->
          line("SCOPE", kind, call, field, row.getAs("reason"))
              + line(totalTokens(value, "own"), totalTokens(value, "below"));
      case "UNFINISHED" -> line("UNFINISHED", call);
      default -> row.toString();
    };
  }

  private static long totalTokens(Object value, String of) {
    try {
      return TokentallyMapper.create()
          .readTree((String) value)
          .at("/" + of + "/total_tokens")
          .asLong();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> ids(Row row) {
    return row.getList(row.fieldIndex("call_ids"));
  }

  static String amounts(LLMAggregatedUsage usage, @Nullable BigDecimal priced) {
    return line(
            usage.requests(),
            usage.promptTokens(),
            usage.completionTokens(),
            usage.totalTokens(),
            usage.cacheReadInputTokens(),
            usage.cacheCreationInputTokens())
        + line(
            usage.promptTokensTotalCost(),
            usage.completionTokensTotalCost(),
            usage.cacheReadInputTokensTotalCost(),
            usage.cacheCreationInputTokensTotalCost(),
            usage.totalCost(),
            priced);
  }

  static String amounts(Row row) {
    return line(Schemas.COUNTS.stream().map(row::getAs).toArray())
        + line(Schemas.COSTS.stream().map(row::getAs).toArray());
  }

  private static String line(@Nullable Object... values) {
    return Arrays.stream(values).map(ReportLines::text).collect(Collectors.joining("|", "", "|"));
  }

  private static String text(@Nullable Object value) {
    return value instanceof BigDecimal cost
        ? Numbers.plain(cost).toPlainString()
        : String.valueOf(value);
  }

  private static List<String> sorted(List<String> lines) {
    Collections.sort(lines);
    return lines;
  }
}
