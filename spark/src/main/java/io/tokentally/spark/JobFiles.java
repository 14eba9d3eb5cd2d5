package io.tokentally.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.tokentally.json.CallColumn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What a job reads and writes, on whatever file systems Spark knows. */
final class JobFiles {

  private static final String PARQUET = "Parquet";
  private static final String LINES = "newline-delimited JSON";

  private final SparkSession session;

  JobFiles(SparkSession session) {
    this.session = session;
  }

  /** {@return the text of a small file} */
  String text(String path) {
    kinds(path); // a file that is not there is reported by its name
    return session.read().option("wholetext", true).textFile(path).first();
  }

  /** {@return the calls in files or folders, all of which are Parquet or all lines} */
  Dataset<Row> calls(List<String> paths, Collection<CallColumn> columns) {
    Set<String> kinds = new TreeSet<>();
    paths.forEach(path -> kinds.addAll(kinds(path)));
    if (kinds.size() != 1) {
      throw new IllegalArgumentException(
          "expected calls of one kind, found " + String.join(" and ", kinds) + " in " + paths);
    }
    String[] all = paths.toArray(String[]::new);
    return kinds.contains(PARQUET)
        ? session.read().parquet(all)
        : CallLines.read(session, columns, all);
  }

  /** {@return of which kinds the files are that the path stands for} */
  private Set<String> kinds(String path) {
    Set<String> kinds = new TreeSet<>();
    try {
      Path pattern = new Path(path);
      FileSystem system = system(pattern);
      FileStatus[] found = system.globStatus(pattern);
      for (FileStatus each : found == null ? new FileStatus[0] : found) {
        RemoteIterator<LocatedFileStatus> files = system.listFiles(each.getPath(), true);
        while (files.hasNext()) {
          String name = files.next().getPath().getName();
          if (!name.startsWith("_") && !name.startsWith(".")) {
            kinds.add(name.endsWith(".parquet") ? PARQUET : LINES);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException("no such file, and no files in it: " + path);
    }
    return kinds;
  }

  void refuseToOverwrite(String path) {
    try {
      Path folder = new Path(path);
      if (system(folder).exists(folder)) {
        throw new IllegalArgumentException("expected a folder that is not there yet: " + path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private FileSystem system(Path path) throws IOException {
    return path.getFileSystem(session.sparkContext().hadoopConfiguration());
  }

  void write(Dataset<Row> rows, String folder, String name) {
    rows.write().parquet(folder + "/" + name);
  }

  /** Prints what was written, in short. */
  void show(String folder) {
    session
        .read()
        .parquet(folder + "/totals")
        .select("model", "unit", "requests", "total_tokens", "total_cost", "priced_cost")
        .orderBy("model", "unit")
        .show(1_000, false);
    session
        .read()
        .parquet(folder + "/findings")
        .groupBy("category", "kind", "model")
        .agg(count(lit(1)).as("findings"))
        .orderBy(col("category"), col("kind"), col("model"))
        .show(1_000, false);
  }
}
