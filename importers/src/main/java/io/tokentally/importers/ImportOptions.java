package io.tokentally.importers;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * How files are read. Immutable and thread-safe.
 *
 * @param columns which column of a CSV file holds what: a name of {@link #COLUMNS} to the name of
 *     the column in the file's first line
 * @param keepsContent whether prompts and answers are kept, as {@code inputs} and {@code output} of
 *     the calls, where the file has them
 * @param unpacking what each file is read through first
 */
public record ImportOptions(
    Map<String, String> columns, boolean keepsContent, Unpacking unpacking) {

  /** What a column of a CSV file may hold. */
  public static final Set<String> COLUMNS =
      Set.of(
          "id",
          "parent",
          "trace",
          "project",
          "thread",
          "user",
          "operation",
          "started",
          "ended",
          "model",
          "input",
          "output",
          "total",
          "cache_read",
          "cache_write",
          "cache_write_1h",
          "reasoning",
          "requests",
          "cost");

  /** Nothing of prompts and answers is kept, and no CSV file is read but those of known tools. */
  public static final ImportOptions DEFAULT = new ImportOptions(Map.of(), false, Unpacking.NONE);

  /**
   * Options as given.
   *
   * @throws IllegalArgumentException if a column is none of {@link #COLUMNS}
   */
  public ImportOptions {
    requireNonNull(unpacking, "unpacking");
    columns = Map.copyOf(new LinkedHashMap<>(columns));
    for (String column : columns.keySet()) {
      if (!COLUMNS.contains(column)) {
        throw new IllegalArgumentException(
            "expected one of "
                + String.join(", ", COLUMNS.stream().sorted().toList())
                + ", found \""
                + column
                + "\"");
      }
    }
  }

  /** {@return the same with these columns of CSV files} */
  public ImportOptions withColumns(Map<String, String> columns) {
    return new ImportOptions(columns, keepsContent, unpacking);
  }

  /** {@return the same, with prompts and answers kept or not} */
  public ImportOptions withContent(boolean keepsContent) {
    return new ImportOptions(columns, keepsContent, unpacking);
  }

  /** {@return the same for files that this unpacks, such as those compressed with zstd} */
  public ImportOptions withUnpacking(Unpacking unpacking) {
    return new ImportOptions(columns, keepsContent, unpacking);
  }
}
