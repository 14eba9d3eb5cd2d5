package io.tokentally.spark.tally;

import io.tokentally.LLMAggregatedUsage;
import io.tokentally.UsageCount;
import io.tokentally.aggregation.Anomaly;
import io.tokentally.aggregation.LeftOut;
import io.tokentally.aggregation.PricedModel;
import io.tokentally.aggregation.ScopeDecision;
import io.tokentally.aggregation.UnpricedKind;
import io.tokentally.aggregation.UnpricedModel;
import io.tokentally.aggregation.UnrecognisedUsage;
import io.tokentally.aggregation.UsageNote;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.json.CallColumn;
import io.tokentally.json.JsonText;
import io.tokentally.spark.rows.PackedRow;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** What a report tells besides its figures, as rows. */
final class FindingRows {

  private static final String ANOMALY = "ANOMALY";
  private static final String UNPRICED = "UNPRICED";
  private static final String REJECTED = "REJECTED";
  private static final String LEFT_OUT = "LEFT_OUT";

  private final SparkTrace trace;

  FindingRows(SparkTrace trace) {
    this.trace = trace;
  }

  /** {@return everything, one after the other} */
  Stream<Row> of(UsageReport report) {
    return Stream.of(
            report.anomalies().stream().map(this::anomaly),
            report.unpricedModels().stream().flatMap(model -> unpriced(model, report)),
            report.unpricedKinds().stream().map(this::unpriced),
            report.unrecognised().stream().map(this::unrecognised),
            report.notes().stream().map(this::note),
            report.scopeDecisions().stream().map(this::decision),
            report.pricedModels().stream().map(this::pricedAs),
            report.unfinishedCallIds().stream().map(this::unfinished),
            leftOut(report.leftOut()))
        .flatMap(rows -> rows);
  }

  Row anomaly(Anomaly anomaly) {
    String reason = anomaly.reason() == null ? null : anomaly.reason().name();
    return row(
        ANOMALY,
        anomaly.kind().name(),
        anomaly.callIds(),
        anomaly.model(),
        anomaly.field(),
        reason,
        anomaly.value(),
        null);
  }

  /**
   * A row for each call that is listed, as a model without a price may have millions; and one for
   * those that are not.
   */
  private Stream<Row> unpriced(UnpricedModel unpriced, UsageReport report) {
    String model = unpriced.model();
    List<String> ids = unpriced.callIds();
    BigInteger all = unpriced.totalTokens();
    String reasons =
        unpriced.reasons().stream()
            .map(reason -> reason.kind().name())
            .distinct()
            .collect(Collectors.joining(","));
    String why = reasons.isEmpty() ? null : reasons;
    Stream<Row> listed =
        ids.stream()
            .map(
                id -> {
                  Long tokens = all == null ? null : tokens(report, id, model);
                  return row(UNPRICED, "MODEL", List.of(id), model, null, why, null, tokens);
                });
    long others = unpriced.callCount() - ids.size();
    if (others == 0) {
      return listed;
    }
    String tokens = all == null ? null : all.subtract(tokens(report, ids, model)).toString();
    Row rest = row(LEFT_OUT, "UNPRICED_MODEL", List.of(), model, null, null, tokens, others);
    return Stream.concat(listed, Stream.of(rest));
  }

  private static BigInteger tokens(UsageReport report, List<String> ids, String model) {
    return ids.stream()
        .map(id -> BigInteger.valueOf(tokens(report, id, model)))
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  private Stream<Row> leftOut(LeftOut leftOut) {
    Map<String, Long> counts = new TreeMap<>();
    leftOut.anomalies().forEach((kind, count) -> counts.put(kind.name(), count));
    leftOut.notes().forEach((kind, count) -> counts.put(kind.name(), count));
    leftOut.scopeDecisions().forEach((kind, count) -> counts.put(kind.name(), count));
    counts.put("UNRECOGNISED", leftOut.unrecognised());
    counts.put("UNPRICED_KIND", leftOut.unpricedKinds());
    return counts.entrySet().stream()
        .filter(each -> each.getValue() > 0)
        .map(
            each ->
                row(LEFT_OUT, each.getKey(), List.of(), null, null, null, null, each.getValue()));
  }

  private static long tokens(UsageReport report, String id, String model) {
    LLMAggregatedUsage usage = report.ownUsage(id).get(model);
    return usage == null ? 0 : usage.totalTokens();
  }

  private Row unpriced(UnpricedKind kind) {
    List<String> call = List.of(kind.callId());
    return row(
        UNPRICED,
        "KIND",
        call,
        kind.model(),
        kind.kind(),
        kind.reason().kind().name(),
        null,
        kind.count());
  }

  private Row unrecognised(UnrecognisedUsage entry) {
    List<String> call = List.of(entry.callId());
    String fields = JsonText.of(entry.fields());
    return row("UNRECOGNISED", "USAGE", call, entry.model(), null, null, fields, null);
  }

  private Row decision(ScopeDecision decision) {
    String reason = decision.reason() == null ? null : decision.reason().name();
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("own", counts(decision.own()));
    value.put("below", counts(decision.below()));
    return row(
        "SCOPE",
        decision.kind().name(),
        List.of(decision.callId()),
        null,
        decision.operation(),
        reason,
        JsonText.of(value),
        null);
  }

  private static Map<String, Object> counts(LLMAggregatedUsage usage) {
    Map<String, Object> counts = new LinkedHashMap<>();
    for (UsageCount count : UsageCount.values()) {
      counts.put(count.wireName(), count.of(usage));
    }
    return counts;
  }

  private Row note(UsageNote note) {
    List<String> call = List.of(note.callId());
    return row(
        "NOTE", note.kind().name(), call, note.model(), note.field(), null, note.value(), null);
  }

  private Row pricedAs(PricedModel priced) {
    String rule = priced.match().rule().name();
    String name = priced.match().llmId();
    return row("PRICED_AS", rule, List.of(), priced.model(), priced.provider(), null, name, null);
  }

  private Row unfinished(String id) {
    return row("UNFINISHED", "CALL", List.of(id), null, null, null, null, null);
  }

  /** {@return a date that could not be read; the call counts without it} */
  Row unreadableDate(String id, CallColumn column, String value) {
    String field = column.wireName();
    return row("UNREADABLE", "DATE", List.of(id), null, field, null, value, null);
  }

  /** {@return rows that are no calls, which did not count} */
  Row noCall(String why) {
    return row(REJECTED, "NO_CALL", List.of(), null, null, null, why, null);
  }

  /** {@return a trace that has more calls than one task may hold, which did not count} */
  Row tooLarge(long calls, long most) {
    String why = "expected at most " + most + " calls in a trace, found " + calls;
    return row(REJECTED, "TRACE_TOO_LARGE", List.of(), null, null, null, why, calls);
  }

  /** {@return a trace that cannot be added up, which did not count} */
  Row refused(String kind, List<String> callIds, @Nullable String model, String why) {
    return row(REJECTED, kind, callIds, model, null, null, why, null);
  }

  private Row row(
      String category,
      String kind,
      List<String> callIds,
      @Nullable String model,
      @Nullable String field,
      @Nullable String reason,
      @Nullable String value,
      @Nullable Long count) {
    @Nullable String[] texts = {
      trace.projectId(), trace.traceId(), category, kind, model, field, reason, value
    };
    return PackedRow.finding(texts, callIds.toArray(String[]::new), count);
  }
}
