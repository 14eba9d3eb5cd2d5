package io.tokentally.importers;

import io.tokentally.BadCallException;
import io.tokentally.importers.read.ReadingLog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is noted of a file while it is read. */
final class FileLog implements ReadingLog {

  private final String name;
  private final Map<String, Long> leftOut = new LinkedHashMap<>();
  private final List<BadCallException> firstBad = new ArrayList<>();
  private @Nullable FileKind kind;
  private @Nullable String problem;
  private long calls;
  private long repeated;
  private long badRecords;

  /**
   * What is noted of a file.
   *
   * @param name the name of the file
   */
  FileLog(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  void kind(FileKind kind) {
    this.kind = kind;
  }

  /** Says why nothing of the file is read. */
  void problem(String problem) {
    this.problem = problem;
  }

  @Override
  public void call() {
    calls++;
  }

  @Override
  public void repeated() {
    repeated++;
  }

  @Override
  public void leftOut(String what, long count) {
    leftOut.merge(what, count, Long::sum);
  }

  @Override
  public void accept(BadCallException bad) {
    badRecords++;
    if (firstBad.size() < ImportedFile.MOST_BAD) {
      firstBad.add(bad);
    }
  }

  /** {@return all of it} */
  ImportedFile toFile() {
    return new ImportedFile(name, kind, problem, calls, repeated, leftOut, badRecords, firstBad);
  }
}
