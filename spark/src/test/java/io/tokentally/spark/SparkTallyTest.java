package io.tokentally.spark;

import static io.tokentally.dsl.Query.field;
import static io.tokentally.dsl.Query.where;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.udf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokentally.Call;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.aggregation.UsageScope;
import io.tokentally.dsl.Query;
import io.tokentally.spark.tally.ShortSummary;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.api.Test;

/** Rollups on Spark, by example. */
class SparkTallyTest {

  private static final String PRICES =
      """
      {"gpt": {"prompt_token_cost": 0.5, "completion_token_cost": 1}}""";

  private static final TallySource SOURCE = () -> Tally.with(PriceTable.parse(PRICES));

  private final SparkSession session = SparkSessions.shared();

  private Dataset<Row> calls(String... lines) {
    return CallLines.parse(session.createDataset(List.of(lines), Encoders.STRING()));
  }

  private static String call(String trace, String id, String more) {
    return "{\"id\":\""
        + id
        + "\",\"trace_id\":\""
        + trace
        + "\",\"started_at\":\"2026-01-01\",\"ended_at\":\"2026-01-01\""
        + more
        + "}";
  }

  private static String usage(String model, String counts) {
    return ",\"summary\":{\"usage\":{\"" + model + "\":{" + counts + "}}}";
  }

  private static List<String> rows(Dataset<Row> dataset, String... columns) {
    return dataset.selectExpr(columns).collectAsList().stream()
        .map(Row::toString)
        .sorted()
        .toList();
  }

  private static List<String> findings(SparkReport report) {
    return rows(report.findings(), "trace_id", "category", "kind", "call_ids", "model", "value");
  }

  @Test
  void aCallHasItsOwnUsageAndThatOfAllBelowIt() {
    SparkReport report =
        SparkTally.with(SOURCE)
            .report(
                calls(
                    call("t", "root", ""),
                    call(
                        "t",
                        "chat",
                        ",\"parent_id\":\"root\"" + usage("gpt", "\"prompt_tokens\":3"))));
    assertThat(
            rows(
                report.usage(),
                "call_id",
                "is_root",
                "model",
                "unit",
                "prompt_tokens",
                "total_cost"))
        .containsExactly(
            "[chat,false,gpt,USD,3,1.500000000000000000000000]",
            "[root,true,gpt,USD,3,1.500000000000000000000000]");
    assertThat(findings(report)).isEmpty();
  }

  @Test
  void aTraceBeyondTheLimitIsTold() {
    SparkReport report =
        SparkTally.with(SOURCE)
            .mostCallsPerTrace(2)
            .report(
                calls(
                    call("large", "a", usage("gpt", "\"prompt_tokens\":1")),
                    call("large", "b", ""),
                    call("large", "c", ""),
                    call("small", "d", usage("gpt", "\"prompt_tokens\":2")),
                    call("small", "e", "")));
    assertThat(rows(report.usage(), "trace_id", "call_id")).containsExactly("[small,d]");
    assertThat(rows(report.findings(), "trace_id", "category", "kind", "value", "count"))
        .containsExactly(
            "[large,REJECTED,TRACE_TOO_LARGE," + "expected at most 2 calls in a trace, found 3,3]");
  }

  @Test
  void findingsBeyondTheirLimitAreCounted() {
    TallySource few =
        () -> Tally.with(PriceTable.EMPTY).with(TallyOptions.builder().maxFindings(1).build());
    SparkReport report =
        SparkTally.with(few)
            .report(
                calls(
                    call("t", "a", ",\"parent_id\":\"x\"" + usage("gpt", "\"prompt_tokens\":3")),
                    call("t", "b", ",\"parent_id\":\"x\"" + usage("gpt", "\"prompt_tokens\":5")),
                    call("t", "c", ",\"parent_id\":\"x\"" + usage("gpt", "\"prompt_tokens\":7"))));
    assertThat(rows(report.findings(), "category", "kind", "call_ids", "model", "value", "count"))
        .containsExactly(
            "[ANOMALY,ORPHAN,ArraySeq(a),null,null,null]",
            "[LEFT_OUT,ORPHAN,ArraySeq(),null,null,2]",
            "[LEFT_OUT,UNPRICED_MODEL,ArraySeq(),gpt,12,2]",
            "[UNPRICED,MODEL,ArraySeq(a),gpt,null,3]");
  }

  @Test
  void aLimitBelowOneIsRefused() {
    SparkTally tally = SparkTally.with(SOURCE);
    assertThatThrownBy(() -> tally.mostCallsPerTrace(0))
        .hasMessage("expected a limit of 1 call or more, found 0");
  }

  @Test
  void whatCannotBeAddedUpIsRefusedByItself() {
    String most = usage("gpt", "\"prompt_tokens\":9223372036854775807");
    SparkReport report =
        SparkTally.with(SOURCE)
            .report(
                calls(
                    call("over", "a", most),
                    call("over", "b", ",\"parent_id\":\"a\"" + most),
                    call("fine", "c", usage("gpt", "\"prompt_tokens\":2"))));
    assertThat(rows(report.usage(), "trace_id", "call_id")).containsExactly("[fine,c]");
    assertThat(rows(report.findings(), "trace_id", "category", "kind", "call_ids", "model"))
        .containsExactly("[over,REJECTED,TOKEN_OVERFLOW,ArraySeq(a),gpt]");
  }

  @Test
  void aCostThatDoesNotFitItsColumnIsRefusedNotRounded() {
    String fine = "{\"gpt\": {\"prompt_token_cost\": 1e-25, \"completion_token_cost\": 1}}";
    SparkReport report =
        SparkTally.with(() -> Tally.with(PriceTable.parse(fine)))
            .report(calls(call("t", "a", usage("gpt", "\"prompt_tokens\":1"))));
    assertThat(report.usage().collectAsList()).isEmpty();
    assertThat(findings(report))
        .containsExactly(
            "[t,REJECTED,COST_TOO_LARGE,ArraySeq(a),gpt,"
                + "costs: expected a cost that fits DECIMAL(38,24), found 1E-25]");
  }

  @Test
  void rowsThatAreNoCallsAndDatesThatAreNoneAreTold() {
    SparkReport report =
        SparkTally.with(SOURCE)
            .report(
                calls("{\"id\":7}", "", "no JSON", call("t", "a", ""))
                    .withColumn("ended_at", expr("if(id = 'a', 'tomorrow', ended_at)")));
    assertThat(findings(report))
        .satisfiesExactlyInAnyOrder(
            row -> assertThat(row).isEqualTo("[t,UNREADABLE,DATE,ArraySeq(a),null,tomorrow]"),
            row -> assertThat(row).isEqualTo("[t,UNFINISHED,CALL,ArraySeq(a),null,null]"),
            row -> assertThat(row).contains("REJECTED,NO_CALL", "id: expected a string, found 7"),
            row -> assertThat(row).contains("REJECTED,NO_CALL", "not JSON"));
  }

  @Test
  void rowsWithoutAnIdAreTold() {
    Dataset<Row> rows = session.sql("select cast(null as string) id, 't' trace_id");
    assertThat(findings(SparkTally.with(SOURCE).report(rows)))
        .containsExactly(
            "[t,REJECTED,NO_CALL,ArraySeq(),null,expected a call, found a row without an id]");
  }

  @Test
  void aSummaryMayBeTextAStructAMapOrAVariant() {
    String json = "'{\"usage\":{\"gpt\":{\"prompt_tokens\":3}}}'";
    for (String summary :
        List.of(
            json,
            "named_struct('usage', map('gpt', named_struct('prompt_tokens', 3)))",
            "named_struct('usage', named_struct('gpt', named_struct('prompt_tokens', 3L, 'x', null)))",
            "map('usage', map('gpt', map('prompt_tokens', 3)))",
            "parse_json(" + json + ")")) {
      Dataset<Row> rows =
          session.sql(
              "select 'a' id, timestamp'2026-01-01 00:00:00' started_at, " + summary + " summary");
      assertThat(
              rows(
                  SparkTally.with(SOURCE).report(rows).usage(),
                  "model",
                  "prompt_tokens",
                  "total_cost"))
          .as(summary)
          .containsExactly("[gpt,3,1.500000000000000000000000]");
    }
  }

  @Test
  void aSummaryThatIsNoObjectIsMalformed() {
    Dataset<Row> rows = session.sql("select 'a' id, 'none' summary, now() ended_at");
    assertThat(findings(SparkTally.with(SOURCE).report(rows)))
        .containsExactly("[null,ANOMALY,MALFORMED_USAGE,ArraySeq(a),null,string \"none\"]");
  }

  @Test
  void columnsOfOtherTypesAreRefusedOnTheDriver() {
    Dataset<Row> rows = session.sql("select 1 id, 2L started_at, 'x' summary");
    assertThatThrownBy(() -> SparkTally.with(SOURCE).report(rows))
        .hasMessageContaining("id: expected a string (STRING), found INT")
        .hasMessageContaining("started_at: expected a date")
        .hasMessageContaining("found BIGINT");
  }

  @Test
  void aSourceThatFailsDoesSoOnTheDriver() {
    SparkTally tally = SparkTally.with(() -> Tally.with(PriceTable.parse("[]")));
    assertThatThrownBy(() -> tally.report(calls())).hasMessageContaining("expected");
  }

  /** One of the calls by trace; one of two hashes of each, to find ids of several traces. */
  @Test
  void callsAreShuffledByTraceOnce() {
    SparkReport report = SparkTally.with(SOURCE).report(calls(call("t", "a", "")));
    String plan = report.usage().queryExecution().executedPlan().toString();
    assertThat(plan).contains("Exchange hashpartitioning(project_id", "trace_id");
    assertThat(plan).doesNotContain("SortMergeJoin");
  }

  private static final String CONTINUED = "\"started_at\":\"2026-01-01\"";

  @Test
  void aCallThatIsLoggedAgainInAnotherTraceCountsOnce() {
    Dataset<Row> calls =
        calls(
            call("t2", "a", usage("gpt", "\"prompt_tokens\":4")),
            call("t2", "b", ",\"parent_id\":\"a\"" + usage("gpt", "\"prompt_tokens\":10")),
            call("t1", "r", "").replace(CONTINUED, "\"started_at\":\"2025-12-31\""),
            call("t1", "a", ",\"parent_id\":\"r\"" + usage("gpt", "\"prompt_tokens\":4.0")),
            call("t3", "b", usage("gpt", "\"prompt_tokens\":300")),
            call("t4", "c", usage("gpt", "\"prompt_tokens\":1000")));
    try (SparkReport report = SparkTally.with(SOURCE).report(calls.repartition(3))) {
      assertThat(rows(report.usage(), "trace_id", "call_id", "prompt_tokens"))
          .containsExactly(
              "[t1,a,4]", "[t1,r,4]", "[t2,a,10]", "[t2,b,10]", "[t3,b,300]", "[t4,c,1000]");
      assertThat(rows(report.totals(), "prompt_tokens")).containsExactly("[1314]");
      assertThat(rows(report.findings(), "trace_id", "kind", "call_ids", "value"))
          .containsExactly(
              "[t1,DUPLICATE_ID,ArraySeq(a),counted: {trace \"t1\", parent \"r\", started"
                  + " 2026-01-01T00:00:00Z, ended 2026-01-01T00:00:00Z, sum of counts 4}; not"
                  + " counted: {trace \"t2\", started 2026-01-01T00:00:00Z, ended"
                  + " 2026-01-01T00:00:00Z, sum of counts 4}]",
              "[t2,SHARED_ID,ArraySeq(b),trace \"t2\" of no project and trace \"t3\" of no project]");
    }
  }

  /** Records of the traces themselves that do not count are reported with the others. */
  @Test
  void duplicatesOfOneIdAreReportedOnceInAllTraces() {
    List<String> lines =
        List.of(
            call("t1", "a", usage("gpt", "\"prompt_tokens\":4")),
            call("t1", "a", usage("gpt", "\"prompt_tokens\":3")),
            call("t2", "a", usage("gpt", "\"prompt_tokens\":4")),
            call("t2", "a", usage("gpt", "\"prompt_tokens\":2")),
            call("t3", "a", usage("gpt", "\"prompt_tokens\":1")));
    UsageReport whole = SOURCE.tally().report(lines.stream().map(Call::parse).toList());
    try (SparkReport report =
        SparkTally.with(SOURCE).report(calls(lines.toArray(String[]::new)).repartition(2))) {
      assertThat(rows(report.findings(), "trace_id", "kind", "value"))
          .containsExactlyInAnyOrderElementsOf(
              whole.anomalies().stream()
                  .map(each -> "[t1," + each.kind() + "," + each.value() + "]")
                  .toList())
          .hasSize(2);
      assertThat(rows(report.totals(), "prompt_tokens")).containsExactly("[5]");
    }
  }

  /** Of many calls a task keeps what a report needs, and no objects of Spark's. */
  @Test
  void aLongTraceMayShareIdsWithOthers() {
    int calls = 10_001;
    String usage = usage("gpt", "\"prompt_tokens\":1");
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      lines.add(call("t1", "c" + i, usage));
    }
    lines.add(call("t2", "c7", usage));
    try (SparkReport report = SparkTally.with(SOURCE).report(calls(lines.toArray(String[]::new)))) {
      assertThat(rows(report.totals(), "prompt_tokens")).containsExactly("[" + calls + "]");
      assertThat(rows(report.findings(), "trace_id", "kind", "call_ids"))
          .containsExactly("[t1,DUPLICATE_ID,ArraySeq(c7)]");
    }
  }

  /** What is not asked about does not keep a call of another trace from counting. */
  @Test
  void onlyCallsThatAreAskedAboutAreComparedWithThoseOfOtherTraces() {
    String usage = usage("gpt", "\"prompt_tokens\":4");
    Dataset<Row> calls =
        calls(
            call("t1", "a", usage),
            call("t1", "x", ""),
            call("t2", "a", usage + ",\"op_name\":\"chat\""));
    SparkTally picking =
        SparkTally.with(SOURCE).picking(CallFilter.of(where(field("op_name").eq("chat"))));
    try (SparkReport report = picking.report(calls)) {
      assertThat(rows(report.usage(), "trace_id", "call_id", "prompt_tokens"))
          .containsExactly("[t2,a,4]");
      assertThat(findings(report)).isEmpty();
    }
  }

  /** The trace that is too large does not count, so the call counts in the other one. */
  @Test
  void aTraceAboveTheLimitKeepsNoCallFromCounting() {
    String usage = usage("gpt", "\"prompt_tokens\":4");
    Dataset<Row> calls =
        calls(
            call("t1", "a", usage),
            call("t1", "b", ""),
            call("t1", "c", ""),
            call("t2", "a", usage));
    try (SparkReport report = SparkTally.with(SOURCE).mostCallsPerTrace(2).report(calls)) {
      assertThat(rows(report.totals(), "prompt_tokens")).containsExactly("[4]");
      assertThat(rows(report.findings(), "trace_id", "kind"))
          .containsExactly("[t1,TRACE_TOO_LARGE]");
    }
  }

  @Test
  void totalsAreAddedUpBeforeTheyAreExchanged() {
    Dataset<Row> totals = SparkTally.with(SOURCE).totals(calls(call("t", "a", "")), col("op_name"));
    String plan = totals.queryExecution().executedPlan().toString();
    assertThat(plan).contains("partial_sum", "Exchange hashpartitioning(op_name");
    assertThat(plan.split("Exchange hashpartitioning", -1)).hasSize(2);
  }

  @Test
  void tasksThatAreRunAgainChangeNothing() {
    String[] lines =
        IntStream.range(0, 200)
            .mapToObj(
                i ->
                    call(
                        "t" + i % 7,
                        "c" + i,
                        (i < 7 ? "" : ",\"parent_id\":\"c" + (i - 7) + "\"")
                            + usage("gpt", "\"prompt_tokens\":" + i)))
            .toArray(String[]::new);
    Dataset<Row> calls = calls(lines).repartition(5);
    UDF1<String, String> failing =
        text -> {
          if (TaskContext.get().attemptNumber() == 0 && TaskContext.getPartitionId() % 2 == 0) {
            throw new IllegalStateException("the first attempt fails");
          }
          return text;
        };
    Dataset<Row> fragile =
        calls.withColumn("id", udf(failing, DataTypes.StringType).apply(col("id")));
    assertThat(ReportLines.of(SparkTally.with(SOURCE).report(fragile)))
        .isEqualTo(ReportLines.of(SparkTally.with(SOURCE).report(calls)))
        .hasSize(200);
  }

  @Test
  void aTraceOfManyCallsIsRolledUpByOneTask() {
    String[] lines =
        IntStream.range(0, 30_000)
            .mapToObj(
                i ->
                    call(
                        "t",
                        "c" + i,
                        (i == 0 ? "" : ",\"parent_id\":\"c" + (i / 10) + "\"")
                            + usage("gpt", "\"prompt_tokens\":1")))
            .toArray(String[]::new);
    SparkReport report = SparkTally.with(SOURCE).report(calls(lines).repartition(4));
    assertThat(rows(report.usage().where("is_root"), "call_id", "prompt_tokens"))
        .containsExactly("[c0,30000]");
  }

  @Test
  void whatIsKeptIsLetGoAgain() {
    try (SparkReport report =
        SparkTally.with(SOURCE)
            .report(calls(call("t", "a", usage("gpt", "\"prompt_tokens\":1"))))
            .persist(StorageLevel.MEMORY_AND_DISK())) {
      assertThat(report.usage().count()).isEqualTo(1);
      assertThat(report.usage().queryExecution().executedPlan().toString())
          .contains("InMemoryTableScan");
    }
  }

  @Test
  void pickedCallsAreReportedWithAllBelowThem() {
    Query turns = Query.where(Query.field("op_name").eq("turn"));
    SparkReport report =
        SparkTally.with(SOURCE)
            .picking(CallFilter.of(turns))
            .report(
                calls(
                    call("t", "agent", ""),
                    call("t", "turn", ",\"op_name\":\"turn\",\"parent_id\":\"agent\""),
                    call(
                        "t",
                        "chat",
                        ",\"parent_id\":\"turn\"" + usage("gpt", "\"prompt_tokens\":3")),
                    call(
                        "t",
                        "other",
                        ",\"parent_id\":\"agent\"" + usage("gpt", "\"prompt_tokens\":5"))));
    assertThat(rows(report.usage(), "call_id", "is_root", "prompt_tokens"))
        .containsExactly("[turn,true,3]");
    assertThat(rows(report.totals(), "model", "prompt_tokens")).containsExactly("[gpt,3]");
  }

  @Test
  void totalsByAnyColumn() {
    Dataset<Row> totals =
        SparkTally.with(SOURCE)
            .totals(
                calls(
                    call("t", "a", ",\"op_name\":\"chat\"" + usage("gpt", "\"prompt_tokens\":3")),
                    call("u", "b", ",\"op_name\":\"chat\"" + usage("gpt", "\"prompt_tokens\":5")),
                    call("u", "c", ",\"op_name\":\"chat\"" + usage("other", "\"prompt_tokens\":7")),
                    call(
                        "u", "d", ",\"op_name\":\"embed\"" + usage("gpt", "\"prompt_tokens\":-1"))),
                col("op_name"),
                expr("to_date(started_at)"));
    assertThat(totals.columns()).startsWith("op_name", "to_date(started_at)", "model", "unit");
    assertThat(
            rows(
                totals,
                "op_name",
                "`to_date(started_at)`",
                "model",
                "unit",
                "prompt_tokens",
                "total_cost",
                "flaws"))
        .containsExactly(
            "[chat,2026-01-01,gpt,USD,8,4.000000000000000000000000,0]",
            "[chat,2026-01-01,other,null,7,null,0]",
            "[embed,2026-01-01,gpt,null,0,0E-24,1]");
  }

  @Test
  void totalsOfOneModelInSeveralUnitsAreRefused() {
    TallySource source =
        () ->
            Tally.with(
                PriceTable.of(
                    List.of(row("default", "default", "USD"), row("project", "shop", "EUR"))));
    Dataset<Row> totals =
        SparkTally.with(source)
            .totals(
                calls(
                    call("t", "a", usage("gpt", "\"prompt_tokens\":3")),
                    call(
                        "t",
                        "b",
                        ",\"project_id\":\"shop\"" + usage("gpt", "\"prompt_tokens\":3"))));
    assertThatThrownBy(totals::collectAsList)
        .hasStackTraceContaining("amounts of model \"gpt\" are in different units: EUR and USD");
  }

  private static PriceRow row(String level, String levelId, String unit) {
    return PriceRow.builder()
        .id(unit)
        .llmId("gpt")
        .pricingLevel(level)
        .pricingLevelId(levelId)
        .effectiveDate(Instant.EPOCH)
        .promptTokenCost(BigDecimal.ONE)
        .completionTokenCost(BigDecimal.ONE)
        .promptTokenCostUnit(unit)
        .completionTokenCostUnit(unit)
        .build();
  }

  @Test
  void totalsBeyondSixtyFourBitsAreRefused() {
    String most = usage("other", "\"prompt_tokens\":9223372036854775807");
    Dataset<Row> totals =
        SparkTally.with(SOURCE).totals(calls(call("t", "a", most), call("u", "b", most)));
    assertThatThrownBy(totals::collectAsList)
        .hasStackTraceContaining("a count of model \"other\" in the total exceeds 64 bits");
  }

  @Test
  void whatCannotBeCountedIsAFlawOfTotals() {
    Dataset<Row> totals =
        SparkTally.with(SOURCE)
            .totals(
                calls(
                    "no JSON",
                    call("t", "a", usage("gpt", "\"prompt_tokens\":1e30")),
                    call("t", "b", usage("gpt", "\"prompt_tokens\":9000000000000000000")),
                    call("t", "c", usage("gpt", "\"prompt_tokens\":2"))));
    assertThat(rows(totals, "model", "prompt_tokens", "total_cost", "flaws"))
        .containsExactly("[gpt,2,1.000000000000000000000000,2]", "[null,0,0E-24,1]");
  }

  @Test
  void totalsTakeNoFilterAndNoNameTwice() {
    Dataset<Row> calls = calls(call("t", "a", ""));
    SparkTally picking =
        SparkTally.with(SOURCE).picking(CallFilter.of(Query.where(Query.field("id").eq("a"))));
    assertThatThrownBy(() -> picking.totals(calls)).hasMessageContaining("picks no calls");
    assertThatThrownBy(
            () -> SparkTally.with(SOURCE).totals(calls, col("op_name"), expr("id as Model")))
        .hasMessage("expected columns to group by with names of their own, found Model");
  }

  @Test
  void streamsAreRefused() {
    Dataset<Row> stream =
        session.readStream().format("rate").load().selectExpr("cast(value as string) id");
    assertThatThrownBy(() -> SparkTally.with(SOURCE).report(stream))
        .hasMessageStartingWith("expected a batch of calls, found a stream");
  }

  @Test
  void columnsInAnotherCaseAreRefused() {
    Dataset<Row> rows = session.sql("select 'a' id, '{}' SUMMARY");
    assertThatThrownBy(() -> SparkTally.with(SOURCE).report(rows))
        .hasMessage("SUMMARY: expected the name summary for a column of calls");
  }

  @Test
  void ofEqualRecordsOfACallAnyMayBePicked() {
    String a = call("t", "a", ",\"display_name\":\"x\"" + usage("gpt", "\"prompt_tokens\":1"));
    String again = call("t", "a", ",\"display_name\":\"y\"" + usage("gpt", "\"prompt_tokens\":1"));
    SparkTally picking =
        SparkTally.with(SOURCE)
            .picking(CallFilter.of(Query.where(Query.field("display_name").eq("x"))));
    for (Dataset<Row> calls : List.of(calls(a, again), calls(again, a))) {
      assertThat(rows(picking.report(calls).usage(), "call_id", "prompt_tokens"))
          .containsExactly("[a,1]");
    }
  }

  @Test
  void summariesThatHoldTheirChildrensUsageHaveNoTotalsWithoutTheTrees() {
    TallySource inclusive =
        () ->
            Tally.with(PriceTable.parse(PRICES))
                .with(TallyOptions.builder().usageScope(UsageScope.INCLUSIVE).build());
    assertThatThrownBy(() -> SparkTally.with(inclusive).totals(calls(call("t", "a", ""))))
        .hasMessageContaining("UsageScope.OWN");
  }

  @Test
  void longSummariesAreShuffledWithoutWhatIsNotUsage() throws Exception {
    String padding = "\"x\":\"" + "y".repeat(500) + "\"";
    String summary = "{" + padding + ",\"usage\":{\"gpt\":{\"prompt_tokens\":1e2}}}";
    assertThat(new ShortSummary().call(summary))
        .isEqualTo("{\"usage\":{\"gpt\":{\"prompt_tokens\":1E+2}}}");
    assertThat(new ShortSummary().call("{\"a\":1}")).isEqualTo("{\"a\":1}");
    assertThat(new ShortSummary().call("[" + "1,".repeat(300) + "1]"))
        .startsWith("{\"usage\":[1,1");
    assertThat(Stream.of(new ShortSummary().call(null))).containsOnlyNulls();
  }
}
