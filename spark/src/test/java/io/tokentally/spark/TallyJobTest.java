package io.tokentally.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import io.tokentally.CallReader;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.Tally;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.io.TempDir;

/** The job on the example's files. */
@EnabledForJreRange(maxVersion = SparkSessions.LAST_JDK_WITH_FILES)
class TallyJobTest {

  private static final String CALLS = "example/calls.ndjson";
  private static final String PRICES = "example/prices.json";

  @TempDir Path folder;

  private final SparkSession session = SparkSessions.shared();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
  private String out = "";

  @BeforeEach
  void chooseFolder() {
    out = folder.resolve("out").toString();
  }

  private int run(String... more) {
    List<String> args = new ArrayList<>(List.of("--prices", PRICES, "--out", out));
    args.addAll(List.of(more));
    PrintStream before = System.err;
    System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
    try {
      return TallyJob.run(args.toArray(String[]::new));
    } finally {
      System.setErr(before);
    }
  }

  private String told() {
    return errors.toString(StandardCharsets.UTF_8);
  }

  private Dataset<Row> written(String name) {
    return session.read().parquet(out + "/" + name);
  }

  @Test
  void writesWhatTheLibrarySays() throws IOException {
    assertThat(run("--calls", CALLS)).isZero();
    List<Call> calls;
    try (CallReader reader = CallReader.open(Path.of(CALLS))) {
      calls = reader.readAll();
    }
    Tally tally = Tally.with(PriceTable.parse(Files.readString(Path.of(PRICES))));
    assertThat(ReportLines.of(written("usage"), written("findings")))
        .containsExactlyElementsOf(ReportLines.of(tally.report(calls)));
    assertThat(written("totals").count()).isEqualTo(4);
  }

  @Test
  void readsParquetAndQueries() {
    String parquet = folder.resolve("calls").toString();
    CallLines.read(session, CALLS).write().parquet(parquet);
    String query = "{\"$expr\":{\"$eq\":[{\"$getField\":\"trace_id\"},{\"$literal\":\"a\"}]}}";
    assertThat(run("--calls", parquet, "--query", query, "--by", "op_name")).isZero();
    assertThat(written("usage").select("trace_id").distinct().collectAsList().toString())
        .isEqualTo("[[a]]");
    assertThat(
            written("totals_by")
                .selectExpr("op_name", "model", "prompt_tokens")
                .orderBy("op_name", "model")
                .collectAsList()
                .toString())
        .isEqualTo("[[chat,gpt-4o,7100], [embed,text-embedding-3-small,5200]]");
  }

  /** The agent repeats what the model call below it used. */
  @Test
  void repeatedUsageCountsOnceUnlessTotalsAreByColumns() throws IOException {
    String calls = folder.resolve("calls.ndjson").toString();
    String usage = ",\"summary\":{\"usage\":{\"gpt-4o\":{\"prompt_tokens\":7}}}}\n";
    Files.writeString(
        Path.of(calls),
        "{\"id\":\"agent\",\"trace_id\":\"t\""
            + usage
            + "{\"id\":\"chat\",\"trace_id\":\"t\",\"parent_id\":\"agent\""
            + usage);
    assertThat(run("--calls", calls)).isZero();
    assertThat(written("totals").select("prompt_tokens").collectAsList().toString())
        .isEqualTo("[[7]]");
    out = folder.resolve("by").toString();
    assertThat(run("--calls", calls, "--by", "op_name")).isZero();
    assertThat(written("totals").select("prompt_tokens").collectAsList().toString())
        .isEqualTo("[[14]]");
    assertThat(written("findings").where("kind = 'LOOKS_PRE_AGGREGATED'").count()).isEqualTo(1);
    out = folder.resolve("again").toString();
    assertThat(run("--calls", calls, "--scope", "model-calls")).isZero();
    assertThat(written("totals").select("prompt_tokens").collectAsList().toString())
        .isEqualTo("[[7]]");
    assertThat(run("--calls", calls, "--scope", "some")).isEqualTo(2);
  }

  @Test
  void readsAQueryFromAFile() throws IOException {
    Path query = folder.resolve("query.json");
    Files.writeString(
        query, "{\"$expr\":{\"$eq\":[{\"$getField\":\"id\"},{\"$literal\":\"a3\"}]}}");
    assertThat(run("--calls", CALLS, "--query", "@" + query)).isZero();
    assertThat(written("usage").select("call_id").collectAsList().toString()).isEqualTo("[[a3]]");
  }

  @Test
  void doesNotOverwrite() throws IOException {
    Files.createDirectory(Path.of(out));
    assertThat(run("--calls", CALLS)).isEqualTo(1);
    assertThat(told()).contains("TallyJob: expected a folder that is not there yet: " + out);
  }

  @Test
  void tellsOfAFileThatIsNotThere() {
    assertThat(run("--calls", "gone.ndjson")).isEqualTo(1);
    assertThat(told()).contains("TallyJob: no such file, and no files in it: gone.ndjson");
    assertThat(Path.of(out)).doesNotExist();
  }

  @Test
  void refusesCallsOfTwoKinds() {
    String parquet = folder.resolve("calls").toString();
    CallLines.read(session, CALLS).write().parquet(parquet);
    assertThat(run("--calls", CALLS, "--calls", parquet)).isEqualTo(1);
    assertThat(told())
        .contains("expected calls of one kind, found Parquet and newline-delimited JSON");
  }

  @Test
  void refusesAQueryThatIsNone() {
    assertThat(run("--calls", CALLS, "--query", "{\"$expr\":{\"$ne\":[]}}")).isEqualTo(2);
    assertThat(told()).contains("$ne");
  }

  @Test
  void refusesAnOptionThatIsMissing() {
    assertThat(run()).isEqualTo(2);
    assertThat(told()).contains("Missing required option: '--calls=PATH'");
  }
}
