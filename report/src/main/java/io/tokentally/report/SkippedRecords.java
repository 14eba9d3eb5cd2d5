package io.tokentally.report;

import io.tokentally.BadCallException;
import io.tokentally.report.text.Errors;
import io.tokentally.report.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The records of a file that were left out: how many, and the first of them. */
public final class SkippedRecords implements Consumer<BadCallException> {

  private static final int MOST_KEPT = 20;

  private final String file;
  private final List<BadCallException> first = new ArrayList<>();

  /** The files of the first records, where there are several. */
  private final List<@Nullable String> files = new ArrayList<>();

  private long count;

  /**
   * @param file the name of the file
   */
  public SkippedRecords(String file) {
    this.file = file;
  }

  /** Counts records of which not all are kept. */
  public void addUnkept(long more) {
    count += more;
  }

  @Override
  public void accept(BadCallException record) {
    add(null, record);
  }

  /** Takes a record of one of several files. */
  public void acceptOf(String file, BadCallException record) {
    add(file, record);
  }

  private void add(@Nullable String of, BadCallException record) {
    count++;
    if (first.size() < MOST_KEPT) {
      first.add(record);
      files.add(of);
    }
  }

  /** {@return the file of one of the first records; null if there is only one file} */
  public @Nullable String fileOf(int index) {
    return files.get(index);
  }

  /** {@return the name of the file} */
  public String file() {
    return file;
  }

  public long count() {
    return count;
  }

  /** {@return the first, at most {@value #MOST_KEPT}} */
  public List<BadCallException> first() {
    return first;
  }

  /** {@return a line about them and one for each of the first; none if there are none} */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (count > 0) {
      String shown = count > first.size() ? "; the first " + first.size() : "";
      lines.add(file + ": " + Words.count(count, "bad record") + " skipped" + shown + ":");
      for (int i = 0; i < first.size(); i++) {
        String of = files.get(i);
        String place = of == null || of.equals(file) ? "" : of + ", ";
        lines.add("  " + place + where(first.get(i)) + ": " + Errors.first(first.get(i)));
      }
    }
    return lines;
  }

  /** {@return where a record stands, in words} */
  public static String where(BadCallException record) {
    return "line " + record.line() + ", column " + record.column();
  }
}
