package io.tokentally.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.struct;

import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.Tally;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Measures rollups beside Spark's own grouping of the same rows by trace, in one run. A program:
 * {@code FOLDER CALLS[xCALLS_PER_TRACE] ...}; generated calls are kept below the folder.
 */
public final class RollupMeasurement {

  private static final int ROUNDS = Integer.getInteger("rounds", 3);

  private static final String PRICES =
      """
      {"large": {"prompt_token_cost": 0.0000025, "completion_token_cost": 0.00001},
       "small": {"prompt_token_cost": 0.00000015, "completion_token_cost": 0.0000006},
       "embedding": {"prompt_token_cost": 0.00000002, "completion_token_cost": 0}}""";

  private final SparkSession session;
  private final AtomicLong shuffled = new AtomicLong();
  private final SparkTally tally =
      SparkTally.with(() -> Tally.with(PriceTable.parse(PRICES))).mostCallsPerTrace(20_000_000);

  private RollupMeasurement(SparkSession session) {
    this.session = session;
    session
        .sparkContext()
        .addSparkListener(
            new SparkListener() {
              @Override
              public void onTaskEnd(SparkListenerTaskEnd end) {
                if (end.taskMetrics() != null) {
                  shuffled.addAndGet(end.taskMetrics().shuffleWriteMetrics().bytesWritten());
                }
              }
            });
  }

  public static void main(String[] args) {
    SparkSession session =
        SparkSession.builder().master("local[2]").config("spark.ui.enabled", false).getOrCreate();
    session.sparkContext().setLogLevel("WARN");
    RollupMeasurement measurement = new RollupMeasurement(session);
    for (String size : Arrays.copyOfRange(args, 1, args.length)) {
      String[] parts = size.split("x", 2);
      long calls = Long.parseLong(parts[0]);
      int perTrace = parts.length == 1 ? 20 : Integer.parseInt(parts[1]);
      // As many as a cluster would have for so many rows.
      session.conf().set("spark.sql.shuffle.partitions", Math.max(2, calls / 250_000));
      measurement.measure(Path.of(args[0], size).toString(), calls, perTrace);
    }
    session.stop();
  }

  private void measure(String folder, long number, int perTrace) {
    if (!Files.exists(Path.of(folder, "_SUCCESS"))) {
      GeneratedCalls.of(session, number, perTrace).write().mode("overwrite").parquet(folder);
    }
    Dataset<Row> calls = session.read().parquet(folder);
    Map<String, Dataset<Row>> ways = new LinkedHashMap<>();
    ways.put("read the columns", rows(calls));
    ways.put(
        "Spark's own group by trace",
        rows(calls)
            .groupBy("project_id", "trace_id")
            .agg(
                collect_list(struct("id", "parent_id", "started_at", "ended_at", "summary"))
                    .as("calls")));
    ways.put("rollup: usage", tally.report(calls).usage());
    ways.put("totals by operation", tally.totals(calls, col("op_name")));
    Map<String, List<Double>> times = new LinkedHashMap<>();
    Map<String, Long> bytes = new LinkedHashMap<>();
    // Small datasets more often: code is fast once it has run for a while.
    int rounds = (int) Math.max(ROUNDS, Math.min(10, 3_000_000 / number));
    for (int round = 0; round <= rounds; round++) {
      for (Map.Entry<String, Dataset<Row>> way : ways.entrySet()) {
        shuffled.set(0);
        long start = System.nanoTime();
        way.getValue().write().format("noop").mode("overwrite").save();
        double micros = (System.nanoTime() - start) / 1_000.0 / number;
        if (round > rounds - ROUNDS) { // those before are to warm up
          times.computeIfAbsent(way.getKey(), unused -> new ArrayList<>()).add(micros);
        }
        bytes.put(way.getKey(), shuffled.get());
      }
    }
    tell(number, perTrace, times, bytes);
  }

  private static Dataset<Row> rows(Dataset<Row> calls) {
    return calls.select(
        "project_id", "trace_id", "id", "parent_id", "started_at", "ended_at", "summary");
  }

  private static void tell(
      long number, int perTrace, Map<String, List<Double>> times, Map<String, Long> bytes) {
    System.out.printf("%,d calls, %,d in a trace%n", number, perTrace);
    double base = median(times.get("Spark's own group by trace"));
    times.forEach(
        (way, all) ->
            System.out.printf(
                "  %-28s %8.2f us/call %6.2f x %8.1f bytes/call shuffled   (%s)%n",
                way,
                median(all),
                median(all) / base,
                (double) bytes.get(way) / number,
                String.join(" ", all.stream().map(each -> String.format("%.2f", each)).toList())));
  }

  private static double median(List<Double> all) {
    return all.stream().sorted().toList().get(all.size() / 2);
  }
}
