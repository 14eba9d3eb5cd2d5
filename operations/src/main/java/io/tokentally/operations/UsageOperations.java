package io.tokentally.operations;

import static io.tokentally.operations.Contract.BODY;

import io.tokentally.Call;
import io.tokentally.LLMAggregatedUsage;
import io.tokentally.ValidationError.Type;
import io.tokentally.ValidationException;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.aggregation.rollup.Rollup;
import io.tokentally.json.ErrorCollector;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code /calls/usage} and {@code /trace/usage}: docs/semantics.md section 9. */
final class UsageOperations {

  /** A table made of the rows that a store gave last. */
  private record Indexed(List<PriceRow> rows, PriceTable table) {}

  private final CallSource calls;
  private final PriceStore prices;
  private final Settings settings;
  private final OperationRules rules;
  private volatile Indexed indexed = new Indexed(List.of(), PriceTable.EMPTY);

  UsageOperations(CallSource calls, PriceStore prices, Settings settings) {
    this.calls = calls;
    this.prices = prices;
    this.settings = settings;
    this.rules = settings.rules();
  }

  UsageRes callsUsage(CallsUsageReq request) {
    ErrorCollector faults = new ErrorCollector();
    checkLimit(request.limit(), faults);
    faults.throwIfAny();
    String project = request.projectId();
    Set<String> asked = new HashSet<>(request.callIds());
    Set<@Nullable String> traces = new HashSet<>();
    kept(calls.withIds(project, request.callIds())).forEach(call -> traces.add(call.traceId()));
    // A call without a trace is a trace of its own, with what lies below it.
    Predicate<Call> picked = call -> call.traceId() != null || asked.contains(call.id());
    List<Call> set = kept(calls.ofTraces(project, traces));
    UsageReport report = report(set, picked, request.includeCosts(), request.limit());
    Map<String, Map<String, LLMAggregatedUsage>> usage = new LinkedHashMap<>();
    request.callIds().forEach(id -> usage.put(id, report.usage(id)));
    return new UsageRes(usage, report.unfinishedCallIds());
  }

  UsageRes traceUsage(TraceUsageReq request) {
    ErrorCollector faults = new ErrorCollector();
    checkLimit(request.limit(), faults);
    Predicate<Call> picked =
        Conditions.of(request.filter(), request.query(), settings.dialect(), BODY, faults);
    faults.throwIfAny();
    List<Call> candidates = kept(calls.ofProject(request.projectId()));
    List<Call> all =
        rules.sumsPickedAlone() ? candidates.stream().filter(picked).toList() : candidates;
    UsageReport report = report(all, picked, request.includeCosts(), request.limit());
    return new UsageRes(report.usageByCall(), report.unfinishedCallIds());
  }

  private static void checkLimit(long limit, ErrorCollector faults) {
    if (limit < 1) {
      faults.add(BODY.key("limit"), Type.VALUE, "expected 1 or more, found " + limit);
    }
  }

  private static List<Call> kept(Collection<Call> found) {
    return found.stream().filter(call -> call.deletedAt() == null).toList();
  }

  private UsageReport report(
      List<Call> candidates, Predicate<Call> picked, boolean includeCosts, long limit) {
    TallyOptions asked =
        TallyOptions.builder().from(settings.tally()).includeCosts(includeCosts).build();
    PriceTable table = includeCosts ? table() : PriceTable.EMPTY;
    try {
      return Rollup.report(candidates, picked, table, asked, rules.limit(limit));
    } catch (ValidationException e) {
      throw e.within("body");
    }
  }

  private PriceTable table() {
    List<PriceRow> rows = prices.rows();
    Indexed last = indexed;
    if (!last.rows.equals(rows)) {
      last = new Indexed(List.copyOf(rows), PriceTable.of(rows, settings.dialect()));
      indexed = last;
    }
    return last.table;
  }
}
