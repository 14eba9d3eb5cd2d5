package io.tokentally.spark;

import static io.tokentally.dsl.Query.field;
import static io.tokentally.dsl.Query.literal;
import static io.tokentally.dsl.Query.not;
import static io.tokentally.dsl.Query.or;
import static io.tokentally.dsl.Query.where;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.unix_micros;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.aggregation.UsageScope;
import io.tokentally.aggregation.laws.Forests;
import io.tokentally.dsl.Query;
import io.tokentally.spark.rows.Schemas;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Spark says what the library says by itself, in however many parts and in whatever order. */
@PropertyDefaults(
    tries = 2,
    edgeCases = EdgeCasesMode.NONE,
    shrinking = ShrinkingMode.OFF) // a try takes seconds
class SparkTallyPropertyTest {

  private static final List<Query> QUERIES =
      List.of(
          where(literal(true).eq(true)),
          where(field("id").contains("1")),
          where(not(field("ended_at").eq(null))),
          where(field("started_at").gte("2024-01-15")),
          where(or(field("parent_id").eq(null), field("summary.usage.alpha").exists().eq(true))));

  @Property
  void reportsAsInProcess(
      @ForAll("forests") Forests.Case of,
      @ForAll @IntRange(min = 1, max = 20) int partitions,
      @ForAll("queries") Query query,
      @ForAll Random random) {
    UsageReport expected = of.tally().report(of.calls(), query.forCalls());
    SparkTally spark = SparkTally.with(Tallies.source(of.tally())).picking(CallFilter.of(query));
    try (SparkReport report = spark.report(dataset(of.calls(), partitions, random))) {
      assertThat(ReportLines.of(report)).containsExactlyElementsOf(ReportLines.of(expected));
    }
  }

  @Property
  void reportsAsInProcessWhereTracesShareIds(
      @ForAll("sharing") Forests.Case of,
      @ForAll @IntRange(min = 1, max = 20) int partitions,
      @ForAll Random random) {
    UsageReport expected = of.tally().report(of.calls());
    SparkTally spark = SparkTally.with(Tallies.source(of.tally()));
    try (SparkReport report = spark.report(dataset(of.calls(), partitions, random))) {
      assertThat(ReportLines.ofSharing(report))
          .containsExactlyElementsOf(ReportLines.ofSharing(expected, of.calls()));
      assertThat(totals(report.totals())).isEqualTo(totals(expected));
    }
  }

  @Property
  void totalsAreThoseOfTheRoots(
      @ForAll("forests") Forests.Case of,
      @ForAll @IntRange(min = 1, max = 20) int partitions,
      @ForAll Random random) {
    TallyOptions own = TallyOptions.builder().from(of.options()).usageScope(UsageScope.OWN).build();
    List<Call> calls = withoutDuplicates(of.calls());
    Tally tally = of.tally().with(own);
    UsageReport expected = tally.report(calls);
    Dataset<Row> dataset = dataset(calls, partitions, random);
    SparkTally spark = SparkTally.with(Tallies.source(tally));
    assertThat(totals(spark.totals(dataset))).isEqualTo(totals(expected));
    try (SparkReport report = spark.report(dataset)) {
      assertThat(totals(report.totals())).isEqualTo(totals(expected));
    }
  }

  @Property
  void totalsByKeysAreThoseInProcess(
      @ForAll("forests") Forests.Case of,
      @ForAll @IntRange(min = 1, max = 20) int partitions,
      @ForAll("queries") Query query,
      @ForAll Random random) {
    assertSameByKeys(
        of.tally().report(of.calls(), query.forCalls()),
        SparkTally.with(Tallies.source(of.tally())).picking(CallFilter.of(query)),
        dataset(of.calls(), partitions, random));
  }

  @Property
  void totalsByKeysAreThoseInProcessWhereTracesShareIds(
      @ForAll("sharing") Forests.Case of,
      @ForAll @IntRange(min = 1, max = 20) int partitions,
      @ForAll Random random) {
    assertSameByKeys(
        of.tally().report(of.calls()),
        SparkTally.with(Tallies.source(of.tally())),
        dataset(of.calls(), partitions, random));
  }

  private static void assertSameByKeys(UsageReport expected, SparkTally spark, Dataset<Row> calls) {
    List<String> lines = new ArrayList<>();
    expected
        .totalsBy(
            call ->
                Arrays.asList(
                    call.operation(),
                    call.traceId(),
                    call.startedAt() == null ? null : call.startedAt().getEpochSecond()))
        .forEach(
            (key, totals) ->
                totals
                    .usage()
                    .forEach(
                        (model, usage) -> {
                          var part = totals.pricedPart().get(model);
                          BigDecimal priced = part == null ? null : part.totalCost();
                          lines.add(key + model + ReportLines.amounts(usage, priced));
                        }));
    try (SparkReport report = spark.report(calls)) {
      List<String> actual = new ArrayList<>();
      Column second = floor(unix_micros(col("started_at")).divide(1_000_000)).as("second");
      for (Row row : report.totalsBy(col("operation"), col("trace_id"), second).collectAsList()) {
        List<@Nullable Object> key = Arrays.asList(row.get(0), row.get(1), row.get(2));
        actual.add(key + row.<String>getAs("model") + ReportLines.amounts(row));
      }
      assertThat(actual).containsExactlyInAnyOrderElementsOf(lines);
    }
  }

  private static List<String> totals(UsageReport report) {
    List<String> lines = new ArrayList<>();
    report
        .totals()
        .forEach(
            (model, usage) -> {
              var part = report.pricedPartOfTotals().get(model);
              lines.add(model + ReportLines.amounts(usage, part == null ? null : part.totalCost()));
            });
    Collections.sort(lines);
    return lines;
  }

  private static List<String> totals(Dataset<Row> totals) {
    List<String> lines = new ArrayList<>();
    for (Row row : totals.collectAsList()) {
      boolean some = Schemas.COUNTS.stream().anyMatch(name -> row.<Long>getAs(name) != 0);
      if (some) {
        lines.add(row.getAs("model") + ReportLines.amounts(row));
      }
    }
    Collections.sort(lines);
    return lines;
  }

  private static List<Call> withoutDuplicates(List<Call> calls) {
    Set<String> ids = new HashSet<>();
    return calls.stream().filter(call -> ids.add(call.id())).toList();
  }

  static Dataset<Row> dataset(List<Call> calls, int partitions, Random random) {
    SparkSession session = SparkSessions.shared().newSession();
    session.conf().set("spark.sql.shuffle.partitions", partitions);
    List<String> lines = new ArrayList<>(calls.stream().map(Call::toJson).toList());
    Collections.shuffle(lines, random);
    return CallLines.parse(session.createDataset(lines, Encoders.STRING()).repartition(partitions));
  }

  @Provide
  Arbitrary<Query> queries() {
    return Arbitraries.of(QUERIES);
  }

  /** {@return many forests at a time, all of them with the prices of one} */
  @Provide
  Arbitrary<Forests.Case> forests() {
    Arbitrary<List<List<Call>>> many = Forests.calls("").list().ofSize(30);
    Arbitrary<Forests.Case> cases =
        Combinators.combine(Forests.cases(), many).as((of, each) -> of.with(apart(each)));
    return Arbitraries.oneOf(cases, cases.map(Forests.Case::withMoreThanFourRates));
  }

  @Provide
  Arbitrary<Forests.Case> sharing() {
    Arbitrary<List<List<Call>>> many =
        Forests.sharingIds().map(Forests.Case::calls).list().ofSize(30);
    return Combinators.combine(Forests.cases(), many).as((of, each) -> of.with(apart(each)));
  }

  /** {@return the calls of all forests, those of one apart from those of the others} */
  private static List<Call> apart(List<List<Call>> forests) {
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < forests.size(); i++) {
      String prefix = i + "/";
      for (Call call : forests.get(i)) {
        Call.Builder moved = Call.builder().from(call).id(prefix + call.id());
        if (call.parentId() != null && !call.parentId().isEmpty()) {
          moved.parentId(prefix + call.parentId());
        }
        if (call.traceId() != null) {
          moved.traceId(prefix + call.traceId());
        }
        calls.add(moved.build());
      }
    }
    return calls;
  }
}
