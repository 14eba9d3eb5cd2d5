package io.tokentally.spark;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tokentally.dsl.Query;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java of this module's README compiles and runs, all blocks as one program. */
class ReadmeJavaTest {

  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  /** The names of files and folders. */
  private static final Pattern PATH = Pattern.compile("(Path\\.of|parquet)\\(\"([a-z.]+)\"\\)");

  private static final String CALLS =
      """
      {"id": "root", "trace_id": "t", "started_at": "2026-01-05T10:00:00Z"}
      {"id": "chat", "trace_id": "t", "parent_id": "root", "op_name": "chat",\
       "started_at": "2026-01-05T10:00:01Z", "ended_at": "2026-01-05T10:00:04Z",\
       "summary": {"usage": {"gpt": {"prompt_tokens": 1000, "completion_tokens": 200}}}}""";

  private static final String PRICES =
      """
      {"gpt": {"prompt_token_cost": 0.0000025, "completion_token_cost": 0.00001}}""";

  private static final String QUERY =
      """
      {"$expr": {"$eq": [{"$getField": "op_name"}, {"$literal": "chat"}]}}""";

  @TempDir Path folder;

  @Test
  void itsBlocksCompileAndRun() throws Exception {
    assumeTrue(SparkSessions.hasFiles());
    SparkSession spark = SparkSessions.shared();
    Files.writeString(folder.resolve("prices.json"), PRICES);
    Dataset<Row> calls =
        CallLines.parse(spark.createDataset(CALLS.lines().toList(), Encoders.STRING()));
    calls.write().parquet(folder.resolve("calls").toString());

    Class<?> page = compiled();
    page.getMethod("run", SparkSession.class, Dataset.class, Query.class)
        .invoke(null, spark, calls, Query.parse(QUERY));

    Dataset<Row> usage = spark.read().parquet(folder.resolve("usage").toString());
    assertThat(usage.select("call_id", "prompt_tokens").collectAsList())
        .extracting(Row::toString)
        .containsExactlyInAnyOrder("[root,1000]", "[chat,1000]");
    assertThat(spark.read().parquet(folder.resolve("findings").toString()).toJSON().collectAsList())
        .containsExactly(
            "{\"trace_id\":\"t\",\"category\":\"UNFINISHED\",\"kind\":\"CALL\",\"call_ids\":[\"root\"]}");
  }

  /** Among the classes of the tests, where Spark finds what its tasks are to run. */
  private Class<?> compiled() throws Exception {
    Path classes =
        Path.of(ReadmeJavaTest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path source = folder.resolve("ReadmePage.java");
    Files.writeString(source, program());
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    StringWriter output = new StringWriter();
    boolean done =
        javac
            .getTask(
                output,
                null,
                null,
                List.of("-proc:none", "-d", classes.toString()),
                null,
                javac.getStandardFileManager(null, null, null).getJavaFileObjects(source))
            .call();
    assertThat(done).as("%s", output).isTrue();
    return Class.forName("ReadmePage");
  }

  private String program() throws Exception {
    String blocks =
        BLOCK
            .matcher(Files.readString(Path.of("README.md")))
            .results()
            .map(block -> block.group(1))
            .collect(joining("\n"));
    String inFolder =
        PATH.matcher(blocks)
            .replaceAll(path -> path.group(1) + "(\"" + folder.resolve(path.group(2)) + "\")");
    return """
        import static org.apache.spark.sql.functions.*;
        import io.tokentally.aggregation.*;
        import io.tokentally.dsl.*;
        import io.tokentally.spark.*;
        import java.nio.file.*;
        import org.apache.spark.sql.*;
        import org.apache.spark.storage.StorageLevel;
        public class ReadmePage {
          public static void run(SparkSession spark, Dataset<Row> calls, Query query)
              throws Exception {
        """
        + inFolder
        + "  }\n}\n";
  }
}
