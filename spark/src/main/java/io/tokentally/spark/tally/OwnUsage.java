package io.tokentally.spark.tally;

import io.tokentally.LLMAggregatedUsage;
import io.tokentally.ValidationException;
import io.tokentally.aggregation.Anomaly;
import io.tokentally.aggregation.MixedUnitsException;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.TokenOverflowException;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.spark.rows.Amounts;
import io.tokentally.spark.rows.RowCalls;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * From calls to the usage of each alone, a row for each of its models. Calls are priced many at a
 * time, as roots without children, so that it costs little more than one report on all of them.
 */
final class OwnUsage implements MapPartitionsFunction<Row, Row> {

  private static final long serialVersionUID = 1;

  private static final int AT_A_TIME = 1_000;

  /** Nothing is added, and no price is missing. */
  private static final LLMAggregatedUsage NOTHING =
      LLMAggregatedUsage.builder()
          .promptTokensTotalCost(BigDecimal.ZERO)
          .completionTokensTotalCost(BigDecimal.ZERO)
          .cacheReadInputTokensTotalCost(BigDecimal.ZERO)
          .cacheCreationInputTokensTotalCost(BigDecimal.ZERO)
          .build();

  private final Broadcast<SharedTally> tally;
  private final int groups;

  /**
   * What makes the rows.
   *
   * @param groups how many columns in front of those of the call are given back as they are
   */
  OwnUsage(Broadcast<SharedTally> tally, int groups) {
    this.tally = tally;
    this.groups = groups;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    Tally shared = tally.value().tally();
    SummaryReader summaries = new SummaryReader();
    return StreamSupport.stream(new Batches(rows), false)
        .flatMap(batch -> withFlaws(batch, calls(batch, summaries), shared))
        .iterator();
  }

  private Stream<Row> withFlaws(List<Row> rows, List<SparkCall> calls, Tally shared) {
    Stream<Row> flaws =
        IntStream.range(0, rows.size())
            .filter(i -> isFlawed(rows.get(i), calls.get(i)))
            .mapToObj(i -> flaw(rows.get(i), null));
    return Stream.concat(own(calls, rows, shared), flaws);
  }

  /** {@return whether the row is no call, or its start could not be read} */
  private boolean isFlawed(Row row, SparkCall call) {
    return !isCall(row) || (call.startedAt() == null && !row.isNullAt(groups + 1));
  }

  private boolean isCall(Row row) {
    return row.getBoolean(groups + 3);
  }

  private Stream<Row> own(List<SparkCall> calls, List<Row> rows, Tally shared) {
    UsageReport report;
    try {
      report = shared.report(calls);
    } catch (ValidationException e) {
      if (calls.size() == 1) {
        return Stream.of(flaw(row(rows, calls.get(0).id()), model(e)));
      }
      // What cannot be added up need not be: each call is reported on by itself.
      return IntStream.range(0, calls.size())
          .boxed()
          .flatMap(i -> own(calls.subList(i, i + 1), rows, shared));
    }
    return own(calls, rows, report).stream();
  }

  /** {@return the model whose usage cannot be counted, null if that is not known} */
  private static @Nullable String model(ValidationException e) {
    if (e instanceof TokenOverflowException overflow) {
      return overflow.model();
    }
    return e instanceof MixedUnitsException mixed ? mixed.model() : null;
  }

  /** {@return the calls of the rows, whose ids are the numbers of their rows} */
  private List<SparkCall> calls(List<Row> rows, SummaryReader summaries) {
    List<SparkCall> calls = new ArrayList<>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      Object startedAt = row.get(groups + 1);
      String summary = isCall(row) ? row.getString(groups + 2) : null;
      String response = row.getString(groups + 4);
      calls.add(
          new SparkCall(
              Integer.toString(i),
              null,
              null,
              row.getString(groups),
              startedAt == null ? null : RowCalls.moment(startedAt),
              null,
              summary == null ? null : summaries.usage(summary),
              response == null ? null : RowCalls.json(response),
              null,
              true));
    }
    return calls;
  }

  private List<Row> own(List<SparkCall> calls, List<Row> rows, UsageReport report) {
    List<Row> own = new ArrayList<>();
    Map<String, String> units = report.unitByModel();
    for (SparkCall call : calls) {
      Row row = row(rows, call.id());
      report
          .ownUsage(call.id())
          .forEach(
              (model, usage) -> {
                BigDecimal priced = UsageRows.pricedCost(report, call.id(), model, usage);
                own.add(row(row, model, units.get(model), usage, priced));
              });
    }
    for (Anomaly anomaly : report.anomalies()) {
      if (anomaly.kind() == Anomaly.Kind.MALFORMED_USAGE) {
        own.add(flaw(row(rows, anomaly.callIds().get(0)), anomaly.model()));
      }
    }
    report.unrecognised().forEach(each -> own.add(flaw(row(rows, each.callId()), each.model())));
    return own;
  }

  private static Row row(List<Row> rows, String id) {
    return rows.get(Integer.parseInt(id));
  }

  private Row row(
      Row call,
      String model,
      @Nullable String unit,
      LLMAggregatedUsage usage,
      @Nullable BigDecimal priced) {
    String ofPriced = priced == null ? null : unit;
    @Nullable BigDecimal[] costs;
    try {
      costs = Amounts.costs(usage, priced);
    } catch (ValidationException e) {
      return flaw(call, model); // a cost that does not fit its column
    }
    return row(call, model, ofPriced, Amounts.counts(usage), costs, 0L);
  }

  /** {@return a row without usage, which tells that some was not in the expected form} */
  private Row flaw(Row call, @Nullable String model) {
    return row(call, model, null, Amounts.counts(NOTHING), Amounts.costs(NOTHING, null), 1L);
  }

  private Row row(Row call, @Nullable Object... ownColumns) {
    @Nullable Object[] row = new @Nullable Object[groups + ownColumns.length];
    for (int i = 0; i < groups; i++) {
      row[i] = call.get(i);
    }
    System.arraycopy(ownColumns, 0, row, groups, ownColumns.length);
    return RowFactory.create(row);
  }

  /** Some rows at a time. */
  private static final class Batches extends Spliterators.AbstractSpliterator<List<Row>> {

    private final Iterator<Row> rows;

    private Batches(Iterator<Row> rows) {
      super(Long.MAX_VALUE, ORDERED | NONNULL);
      this.rows = rows;
    }

    @Override
    public boolean tryAdvance(Consumer<? super List<Row>> action) {
      List<Row> batch = new ArrayList<>(AT_A_TIME);
      while (batch.size() < AT_A_TIME && rows.hasNext()) {
        batch.add(rows.next());
      }
      if (batch.isEmpty()) {
        return false;
      }
      action.accept(batch);
      return true;
    }
  }
}
