package io.tokentally.spark;

import io.tokentally.spark.rows.Schemas;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Any number of calls, always the same: agents with turns, and model calls below them. */
final class GeneratedCalls implements FlatMapFunction<Long, Row> {

  private static final long serialVersionUID = 1;

  static final StructType SCHEMA =
      new StructType(
          new StructField[] {
            Schemas.text("project_id"),
            Schemas.text("trace_id"),
            Schemas.text("id"),
            Schemas.text("parent_id"),
            Schemas.text("op_name"),
            Schemas.field("started_at", DataTypes.TimestampType),
            Schemas.field("ended_at", DataTypes.TimestampType),
            Schemas.text("summary")
          });

  private static final String[] MODELS = {"large", "small", "embedding"};

  private final int callsPerTrace;

  private GeneratedCalls(int callsPerTrace) {
    this.callsPerTrace = callsPerTrace;
  }

  /** {@return so many calls, in traces of so many each} */
  static Dataset<Row> of(SparkSession session, long calls, int callsPerTrace) {
    return session
        .range(0, calls / callsPerTrace, 1, (int) Math.max(4, calls / 500_000))
        .as(Encoders.LONG())
        .flatMap(new GeneratedCalls(callsPerTrace), Encoders.row(SCHEMA));
  }

  @Override
  public Iterator<Row> call(Long trace) {
    SplittableRandom random = new SplittableRandom(trace);
    String traceId = id(random);
    List<String> ids = new ArrayList<>();
    long start = 1_767_225_600_000L + trace * 1_000;
    return LongStream.range(0, callsPerTrace)
        .mapToObj(
            i -> {
              String id = id(random);
              boolean inner = i % 4 == 0;
              String parent =
                  ids.isEmpty()
                      ? null
                      : ids.get(ids.size() - 1 - random.nextInt(Math.min(3, ids.size())));
              if (inner) {
                ids.add(id);
              }
              java.sql.Timestamp at = new java.sql.Timestamp(start + i * 10);
              return RowFactory.create(
                  "shop",
                  traceId,
                  id,
                  parent,
                  inner ? "agent.turn" : "chat",
                  at,
                  new java.sql.Timestamp(start + i * 10 + 500),
                  inner ? "{\"usage\":{}}" : summary(random));
            })
        .iterator();
  }

  private static String id(SplittableRandom random) {
    return new java.util.UUID(random.nextLong(), random.nextLong()).toString();
  }

  private static String summary(SplittableRandom random) {
    long prompt = random.nextInt(100_000);
    long completion = random.nextInt(4_000);
    return "{\"status_counts\":{\"success\":1,\"error\":0},\"usage\":{\""
        + MODELS[random.nextInt(MODELS.length)]
        + "\":{\"requests\":1,\"prompt_tokens\":"
        + prompt
        + ",\"completion_tokens\":"
        + completion
        + ",\"total_tokens\":"
        + (prompt + completion)
        + "}},\"weave\":{\"status\":\"success\",\"latency_ms\":500}}";
  }
}
