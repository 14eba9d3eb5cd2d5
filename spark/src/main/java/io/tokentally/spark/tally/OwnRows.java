package io.tokentally.spark.tally;

import static java.util.Objects.requireNonNull;

import io.tokentally.LLMAggregatedUsage;
import io.tokentally.TracedCall;
import io.tokentally.ValidationException;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.aggregation.UsageTotals;
import io.tokentally.spark.rows.Amounts;
import io.tokentally.spark.rows.PackedRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** What the calls of a report used of their own as rows, a call and a model each. */
final class OwnRows {

  /** What is known of a call, and its usage may be grouped by. */
  private record Known(
      String id,
      @Nullable String operation,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt) {

    static Known of(TracedCall call) {
      return new Known(call.id(), call.operation(), call.startedAt(), call.endedAt());
    }
  }

  private final SparkTrace trace;
  private final Map<String, String> units;

  private OwnRows(SparkTrace trace, Map<String, String> units) {
    this.trace = trace;
    this.units = units;
  }

  /**
   * {@return the rows}
   *
   * @throws ValidationException if a cost does not fit its column
   */
  static Stream<Row> of(SparkTrace trace, UsageReport report) {
    OwnRows rows = new OwnRows(trace, report.unitByModel());
    return report.totalsBy(Known::of).entrySet().stream()
        .flatMap(call -> rows.of(requireNonNull(call.getKey()), call.getValue()));
  }

  private Stream<Row> of(Known call, UsageTotals totals) {
    return totals.usage().entrySet().stream()
        .map(
            usage -> {
              LLMAggregatedUsage priced = totals.pricedPart().get(usage.getKey());
              BigDecimal cost = priced == null ? null : priced.totalCost();
              return row(call, usage.getKey(), usage.getValue(), cost);
            });
  }

  private Row row(Known call, String model, LLMAggregatedUsage usage, @Nullable BigDecimal priced) {
    String unit = priced == null ? null : units.get(model);
    @Nullable String[] texts = {
      trace.projectId(), trace.traceId(), call.id(), call.operation(), model, unit
    };
    Stream<@Nullable Long> dates = Stream.of(micros(call.startedAt()), micros(call.endedAt()));
    @Nullable Long[] counts =
        Stream.concat(Stream.of(Amounts.counts(usage)), dates).toArray(Long[]::new);
    return PackedRow.own(texts, counts, Amounts.costs(usage, priced));
  }

  private static @Nullable Long micros(@Nullable Instant moment) {
    return moment == null ? null : ChronoUnit.MICROS.between(Instant.EPOCH, moment);
  }
}
