package io.tokentally.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import io.tokentally.ValidationException;
import io.tokentally.dsl.Dialect;
import io.tokentally.dsl.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;

/**
 * What the reader of Parquet files leaves out is never what matches: files of many small groups of
 * rows, with each way in which Spark writes moments.
 */
class CallFilterParquetTest {

  private static final List<String> MOMENTS =
      List.of("INT96", "TIMESTAMP_MICROS", "TIMESTAMP_MILLIS");
  private static final CallRows FORM =
      new CallRows(DataTypes.TimestampType, DataTypes.IntegerType, true, Set.of());
  private static final int CALLS = 120;

  private static Path directory;
  private static List<Call> calls;

  @BeforeContainer
  static void writesFiles() throws IOException {
    if (!SparkSessions.hasFiles()) {
      return;
    }
    directory = Files.createTempDirectory("calls");
    List<Call> some = CallFilterQueries.structured().list().ofSize(CALLS).sample();
    calls =
        IntStream.range(0, CALLS)
            .mapToObj(i -> Call.builder().from(FORM.read(some.get(i))).traceId("" + i).build())
            .toList();
    for (String moments : MOMENTS) {
      SparkSession spark = SparkSessions.inZone("America/St_Johns");
      spark.conf().set("spark.sql.parquet.outputTimestampType", moments);
      FORM.dataset(spark, calls)
          .coalesce(1)
          .sortWithinPartitions("op_name", "started_at")
          .write()
          .option("parquet.block.size", 100)
          .option("parquet.page.size.row.check.min", 2)
          .option("parquet.page.size.row.check.max", 2)
          .parquet(file(moments));
    }
  }

  @AfterContainer
  static void deletesFiles() throws IOException {
    if (directory != null) {
      FileUtils.deleteDirectory(directory.toFile());
    }
  }

  private static String file(String moments) {
    return directory.resolve(moments).toString();
  }

  @Property(tries = 20, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void findsTheSameCalls(
      @ForAll("queries") Query query, @ForAll Dialect dialect, @ForAll("moments") String moments) {
    if (!SparkSessions.hasFiles()) {
      return; // properties cannot be skipped
    }
    Predicate<Call> predicate = predicate(query, dialect);
    Dataset<Row> rows = SparkSessions.shared().read().parquet(file(moments));

    Set<String> found = new TreeSet<>();
    CallFilter.of(query, dialect)
        .apply(rows)
        .select("trace_id")
        .collectAsList()
        .forEach(row -> found.add(row.getString(0)));

    Set<String> expected = new TreeSet<>();
    calls.stream()
        .map(call -> moments.equals("TIMESTAMP_MILLIS") ? millis(call) : call)
        .filter(predicate)
        .forEach(call -> expected.add(call.traceId()));
    assertThat(found).as(query.toJson()).isEqualTo(expected);
  }

  private static Predicate<Call> predicate(Query query, Dialect dialect) {
    try {
      return query.forCalls(dialect);
    } catch (ValidationException e) {
      Assume.that(false);
      throw e;
    }
  }

  private static Call millis(Call call) {
    return Call.builder()
        .from(call)
        .startedAt(millis(call.startedAt()))
        .endedAt(millis(call.endedAt()))
        .deletedAt(millis(call.deletedAt()))
        .expireAt(millis(call.expireAt()))
        .build();
  }

  private static Instant millis(Instant moment) {
    return moment == null ? null : moment.truncatedTo(ChronoUnit.MILLIS);
  }

  @Provide
  Arbitrary<Query> queries() {
    return CallFilterQueries.queries();
  }

  @Provide
  Arbitrary<String> moments() {
    return Arbitraries.of(MOMENTS);
  }
}
