package io.tokentally.spark;

import static io.tokentally.dsl.Query.and;
import static io.tokentally.dsl.Query.field;
import static io.tokentally.dsl.Query.not;
import static io.tokentally.dsl.Query.or;
import static io.tokentally.dsl.Query.where;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import io.tokentally.dsl.Dialect;
import io.tokentally.dsl.Operation;
import io.tokentally.dsl.Query;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.io.TempDir;

/** What of a query reaches the reader of a Parquet file, and what the reader leaves out for it. */
@EnabledForJreRange(maxVersion = SparkSessions.LAST_JDK_WITH_FILES)
class CallFilterPushDownTest {

  private static final int CALLS = 4_000;
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

  @TempDir static Path directory;

  @BeforeAll
  static void writesCallsSortedByTime() {
    SparkSession spark = SparkSessions.inZone("Asia/Kolkata");
    spark.conf().set("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");
    CallRows form = new CallRows(DataTypes.TimestampType, DataTypes.LongType, true, Set.of());
    form.dataset(spark, IntStream.range(0, CALLS).mapToObj(CallFilterPushDownTest::call).toList())
        .coalesce(1)
        .write()
        // Groups of some hundred rows.
        .option("parquet.block.size", 20_000)
        .option("parquet.page.size.row.check.min", 100)
        .option("parquet.page.size.row.check.max", 100)
        .parquet(file());
  }

  private static Call call(int second) {
    return Call.builder()
        .id("call-" + second)
        .opName(second % 2 == 0 ? "chat" : "embed")
        .startedAt(START.plusSeconds(second))
        .wbRunStep((long) second)
        .inputs(Map.of("a", "prompt " + second, "b", (long) second))
        .output("text that nobody asks for")
        .build();
  }

  private static String file() {
    return directory.resolve("calls").toString();
  }

  private static Dataset<Row> filtered(Operation condition, Dialect dialect) {
    Dataset<Row> calls = SparkSessions.inZone("Asia/Kolkata").read().parquet(file());
    return CallFilter.of(where(condition), dialect).apply(calls);
  }

  private static Dataset<Row> filtered(Operation condition) {
    return filtered(condition, Dialect.STANDARD);
  }

  private static String pushed(Operation condition) {
    return SparkPlans.pushedFilters(filtered(condition));
  }

  @Test
  void leavesOutGroupsOfRowsThatCannotMatch() {
    Dataset<Row> lastMinute = filtered(field("started_at").gte("2026-01-05T01:05:40Z"));

    assertThat(lastMinute.collectAsList()).hasSize(60);
    assertThat(SparkPlans.rowsRead(lastMinute)).isBetween(60L, 1_000L);
  }

  @Test
  void momentsAreMicrosecondsOfUtcWhateverTheZone() {
    assertThat(pushed(field("started_at").gt("2026-01-05T01:00:00.0000005+02:00")))
        .isEqualTo("[IsNotNull(started_at), GreaterThan(started_at,2026-01-04 23:00:00.0)]");
    assertThat(pushed(field("started_at").lt(1_767_571_200.5)))
        .contains("LessThanOrEqual(started_at,2026-01-05 00:00:00.499999)");
  }

  @Test
  void textsAreComparedByTheReader() {
    assertThat(pushed(field("op_name").eq("chat")))
        .isEqualTo("[IsNotNull(op_name), EqualTo(op_name,chat)]");
    assertThat(pushed(field("op_name").in("chat", "x", null)))
        .isEqualTo("[Or(IsNull(op_name),In(op_name, [chat,x]))]");
    assertThat(pushed(field("op_name").contains("ha")))
        .isEqualTo("[IsNotNull(op_name), StringContains(op_name,ha)]");
    assertThat(pushed(field("exception").eq(null))).isEqualTo("[IsNull(exception)]");
    assertThat(pushed(and(field("exception").exists()))).isEqualTo("[IsNotNull(exception)]");
  }

  @Test
  void negationsKeepTheRowsWithout() {
    Operation notChat = not(or(field("op_name").eq("chat"), field("wb_run_step").lt(10)));
    assertThat(pushed(notChat))
        .contains("Or(IsNull(op_name),Not(EqualTo(op_name,chat)))")
        .contains("Or(IsNull(wb_run_step),GreaterThan(wb_run_step,9))");
    assertThat(SparkPlans.pushedFilters(filtered(notChat, Dialect.WEAVE)))
        .contains("Or(IsNull(op_name),Not(EqualTo(op_name,chat)))");
    // Of one operand the negation of unknown stays unknown.
    assertThat(SparkPlans.pushedFilters(filtered(not(field("op_name").eq("chat")), Dialect.WEAVE)))
        .isEqualTo("[IsNotNull(op_name), Not(EqualTo(op_name,chat))]");
  }

  @Test
  void numbersAreComparedExactly() {
    assertThat(pushed(field("wb_run_step").gte(9.5)))
        .isEqualTo("[IsNotNull(wb_run_step), GreaterThan(wb_run_step,9)]");
    assertThat(filtered(field("wb_run_step").eq(9.5)).isEmpty()).isTrue();
    assertThat(pushed(field("wb_run_step").lt(new BigDecimal("1e300"))))
        .isEqualTo("[IsNotNull(wb_run_step)]");
  }

  @Test
  void membersOfStructsAreReadAlone() {
    Dataset<Row> calls = filtered(field("inputs.b").lt(5)).select("id");
    assertThat(SparkPlans.pushedFilters(calls)).contains("LessThanOrEqual(inputs.b,4)");
    assertThat(SparkPlans.readSchema(calls)).isEqualTo("struct<id:string,inputs:struct<b:bigint>>");
    assertThat(calls.collectAsList()).hasSize(5);
  }

  @Test
  void whatIsLeftIsEvaluatedOnTheColumnsThatItNeeds() {
    Operation mixed =
        and(
            field("op_name").eq("chat"),
            field("op_name").containsIgnoringCase("CHA"),
            or(field("wb_run_step").lt(4), field("inputs.a").containsIgnoringCase("PROMPT 7")));
    Dataset<Row> calls = filtered(mixed).select("id");
    assertThat(SparkPlans.pushedFilters(calls))
        .isEqualTo("[IsNotNull(op_name), EqualTo(op_name,chat)]");
    assertThat(SparkPlans.readSchema(calls))
        .startsWith("struct<id:string,op_name:string,wb_run_step:bigint,inputs:struct<")
        .doesNotContain("output", "summary", "started_at");
    assertThat(calls.count()).isEqualTo(2 + 55);
  }

  @Test
  void computedFieldsReadWhatTheyAreMadeOf() {
    Dataset<Row> calls = filtered(field("summary.weave.latency_ms").gt(1)).select("id");
    assertThat(SparkPlans.readSchema(calls))
        .isEqualTo("struct<id:string,started_at:timestamp,ended_at:timestamp>");
  }

  @Test
  void directoriesAreLeftOut() {
    Dataset<Row> calls = SparkSessions.shared().read().parquet(file());
    String parts = directory.resolve("parts").toString();
    calls.write().partitionBy("op_name").parquet(parts);
    Query embeds = where(field("op_name").eq("embed"));
    Dataset<Row> found = CallFilter.of(embeds).apply(SparkSessions.shared().read().parquet(parts));
    assertThat(SparkPlans.partitionFilters(found)).contains("= embed");
    assertThat(found.count()).isEqualTo(CALLS / 2);
  }

  @Test
  void aConditionMeansTheSameOutsideAFilter() {
    Dataset<Row> calls = SparkSessions.shared().read().parquet(file());
    CallFilter late = CallFilter.of(where(field("ended_at").gt("2026-01-01")));
    List<Row> answers = calls.select(late.on(calls.schema())).distinct().collectAsList();
    assertThat(answers).hasSize(1);
    assertThat(answers.get(0).get(0)).isEqualTo(false);
  }
}
