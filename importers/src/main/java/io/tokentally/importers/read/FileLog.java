package io.tokentally.importers.read;

import io.tokentally.BadCallException;
import io.tokentally.ValidationError.Type;
import io.tokentally.ValidationException;
import io.tokentally.importers.FileKind;
import io.tokentally.importers.ImportedFile;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import io.tokentally.json.MalformedJsonException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is noted of a file while it is read. */
public final class FileLog implements Consumer<BadCallException> {

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
  public FileLog(String name) {
    this.name = name;
  }

  public String name() {
    return name;
  }

  public void kind(FileKind kind) {
    this.kind = kind;
  }

  /** Says why nothing of the file is read. */
  public void problem(String problem) {
    this.problem = problem;
  }

  public void call() {
    calls++;
  }

  /** Says that a record repeats one of a file before. */
  public void repeated() {
    repeated++;
  }

  /** Says that a record was not read. */
  public void leftOut(String what) {
    leftOut(what, 1);
  }

  /** Says that some records were not read. */
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

  /** Says that a record cannot be read. */
  public void bad(String problem, int line, int column) {
    accept(
        new BadCallException(ErrorCollector.refusal(Loc.ROOT, Type.VALUE, problem), line, column));
  }

  /** Says that a record cannot be read, which begins at the given place. */
  public void bad(ValidationException e, int line, int column) {
    accept(
        e instanceof MalformedJsonException malformed && malformed.line() > 0
            ? new BadCallException(malformed.withoutPlace(), malformed.line(), malformed.column())
            : new BadCallException(e, line, column));
  }

  /** {@return all of it} */
  public ImportedFile toFile() {
    return new ImportedFile(name, kind, problem, calls, repeated, leftOut, badRecords, firstBad);
  }
}
