package io.tokentally.cli;

import static java.util.Objects.requireNonNull;

import io.tokentally.BadCallException;
import io.tokentally.Call;
import io.tokentally.CallReader;
import io.tokentally.importers.CallImport;
import io.tokentally.importers.FileKind;
import io.tokentally.importers.ImportOptions;
import io.tokentally.importers.ImportedFile;
import io.tokentally.json.CallRow;
import io.tokentally.json.CallRows;
import io.tokentally.json.TextStream;
import io.tokentally.otel.OtlpReader;
import io.tokentally.report.SkippedRecords;
import io.tokentally.report.SourceFile;
import io.tokentally.report.text.Errors;
import io.tokentally.report.text.Words;
import io.tokentally.value.ReadAhead;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A file of calls, or of spans, while it is read; which it is, is seen from its beginning. Every
 * failure is one line that begins with its name.
 */
final class CallFile implements AutoCloseable {

  private static final String STANDARD_INPUT = "-";
  private static final String BUNDLED = "the bundled trace";
  private static final String NO_CALL = "holds no call";

  private static final String READ =
      "read are "
          + Arrays.stream(FileKind.values()).map(FileKind::title).collect(Collectors.joining(", "));

  /** From how many bytes on several threads read a file sooner than one. */
  private static final long BIG = 4 << 20;

  /** How many bytes show whether a file holds spans. */
  private static final int BEGINNING = 1 << 16;

  private final String name;
  private final Reading<Call> calls;
  private final Closeable reader;
  private final SkippedRecords skipped;
  private final boolean skipBad;
  private long count;

  /** Calls that were looked at and may have been left out, by whichever thread. */
  private final LongAdder seen = new LongAdder();

  private boolean isTaken;

  /** One after the other; null after the last. */
  private interface Reading<T> {
    @Nullable T next() throws IOException;
  }

  /** What reads files of other kinds, or several; null for one file of calls or spans. */
  private @Nullable CallImport imported;

  /** Shows how many calls were read of several files; null if nobody looks. */
  private @Nullable ReadingLine progress;

  /** What reads one file of calls; null for others. */
  private @Nullable CallReader records;

  private CallFile(
      String name, Reading<Call> calls, Closeable reader, SkippedRecords skipped, boolean skipBad) {
    this.name = name;
    this.calls = calls;
    this.reader = reader;
    this.skipped = skipped;
    this.skipBad = skipBad;
  }

  /** {@return the file of that name, opened; {@code -} is the standard input} */
  static CallFile open(String file, ImportOptions options, boolean skipBad, Streams streams) {
    boolean standardInput = file.equals(STANDARD_INPUT);
    String name = standardInput ? "standard input" : file;
    try {
      if (standardInput) {
        return of(name, streams.in(), false, options, skipBad);
      }
      Path path = TextFile.path(file);
      InputStream in = open(path, streams);
      return of(name, in, Files.size(path) > BIG, options, skipBad);
    } catch (IOException e) {
      throw unreadable(name, e, 0);
    }
  }

  /**
   * {@return the files of those names, opened} A name may be that of a folder, or a pattern.
   *
   * @param names at least one
   */
  static CallFile open(
      List<String> names, ImportOptions options, boolean skipBad, Streams streams) {
    String first = names.get(0);
    boolean isOne =
        names.size() == 1
            && (first.equals(STANDARD_INPUT)
                || first.isEmpty()
                || (!Files.isDirectory(Path.of(first)) && first.indexOf('*') < 0));
    if (isOne) {
      return open(first, options, skipBad, streams);
    }
    String name = names.size() == 1 ? first : Words.first(2, names);
    try {
      CallFile file = of(name, CallImport.of(names, options));
      file.progress = ReadingLine.of(streams);
      return file;
    } catch (NoSuchFileException e) {
      throw TextFile.unreadable(e.getFile(), e);
    } catch (IOException e) {
      throw TextFile.unreadable(name, e);
    }
  }

  private static CallFile of(String name, CallImport calls) {
    SkippedRecords skipped = new SkippedRecords(name);
    CallFile file = new CallFile(name, calls::next, calls, skipped, true);
    file.imported = calls;
    return file;
  }

  /** {@return the trace that comes with the program, opened} */
  static CallFile bundled() {
    try {
      return of(BUNDLED, Bundled.calls(), false, ImportOptions.DEFAULT, false);
    } catch (IOException e) {
      throw unreadable(BUNDLED, e, 0);
    }
  }

  private static CallFile of(
      String name, InputStream in, boolean isBig, ImportOptions options, boolean skipBad)
      throws IOException {
    try {
      BufferedInputStream text = TextStream.of(options.unpacking().unpack(in));
      text.mark(BEGINNING);
      byte[] beginning = text.readNBytes(BEGINNING);
      text.reset();
      FileKind kind = CallImport.kind(beginning);
      if (kind != FileKind.CALLS && kind != FileKind.SPANS && beginning.length > 0) {
        return of(name, CallImport.of(name, text, options));
      }
      SkippedRecords skipped = new SkippedRecords(name);
      if (kind == FileKind.SPANS) {
        Iterator<Call> spans = OtlpReader.read(text, skipped).iterator();
        return new CallFile(name, () -> spans.hasNext() ? spans.next() : null, text, skipped, true);
      }
      CallReader reader = isBig ? CallReader.parallel(text) : CallReader.of(text);
      CallReader calls = skipBad ? reader.skipping(skipped) : reader;
      CallFile file = new CallFile(name, calls::next, calls::close, skipped, skipBad);
      file.records = calls;
      return file;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private static InputStream open(Path file, Streams streams) throws IOException {
    InputStream in = Files.newInputStream(file);
    return streams.progress() ? Progress.watch(in, file, streams.err()) : in;
  }

  /** Leaves out what a rollup does not need, but for these columns, as far as that is faster. */
  void readForRollup(Collection<String> columns) {
    if (records != null) {
      records.forRollup(columns.toArray(String[]::new));
    }
  }

  /**
   * Leaves out calls that a condition does not hold for, as far as that is faster: where it is not,
   * they come all the same.
   *
   * @param columns those that the condition looks at
   */
  void leaveOut(Predicate<? super Call> condition, Collection<String> columns) {
    if (records != null) {
      records.only(
          call -> {
            seen.increment();
            return condition.test(call);
          },
          columns);
    }
  }

  /** {@return the next call, or null after the last; a file without any is rejected} */
  @Nullable Call next() {
    Call call = read(calls);
    if (call == null) {
      takeFiles();
    } else {
      count++;
    }
    tell(call == null);
    if (call == null) {
      rejectIfEmpty();
    }
    return call;
  }

  private <T> @Nullable T read(Reading<T> reading) {
    try {
      return reading.next();
    } catch (BadCallException e) {
      throw refusal(e);
    } catch (UncheckedIOException e) {
      throw unreadable(name, requireNonNull(e.getCause()), count);
    } catch (IOException e) {
      throw unreadable(name, e, count);
    }
  }

  /** {@return whether calls can be written without making most of them} */
  boolean isCopied() {
    return records != null;
  }

  /** Writes the calls that follow; {@link #isCopied} has to hold. */
  void writeTo(Output out) throws Output.Failed {
    try {
      count += requireNonNull(records).transferTo(out);
      rejectIfEmpty();
    } catch (Output.Failed e) {
      throw e;
    } catch (BadCallException e) {
      throw refusal(e);
    } catch (IOException e) {
      throw unreadable(name, e, count);
    }
  }

  private void rejectIfEmpty() {
    if (count == 0 && seen.sum() == 0) {
      throw Failure.refused(unread(skipped.count() == 0 ? NO_CALL : onlyBadRecords()));
    }
  }

  private Failure refusal(BadCallException e) {
    String hint = skipBad ? "" : " (--skip-bad leaves bad records out)";
    return Failure.refused(name + ": " + SkippedRecords.where(e) + ": " + Errors.first(e) + hint);
  }

  private void tell(boolean isEnd) {
    ReadingLine line = progress;
    if (line != null && isEnd) {
      line.clear();
    } else if (line != null) {
      line.show(count);
    }
  }

  /** {@return the calls that follow, which are read as they are asked for} */
  Iterator<Call> iterator() {
    return new All();
  }

  private final class All extends ReadAhead<Call> implements CallRows.Source {

    @Override
    protected @Nullable Call read() {
      return CallFile.this.next();
    }

    @Override
    public @Nullable CallRows rows() {
      CallRows rows =
          records != null && records.iterator() instanceof CallRows.Source source
              ? source.rows()
              : null;
      return rows == null ? null : new Rows(rows);
    }
  }

  /** The rows of the file, with its errors. */
  private final class Rows implements CallRows {

    private final CallRows rows;

    private Rows(CallRows rows) {
      this.rows = rows;
    }

    @Override
    public @Nullable List<CallRow> next() {
      List<CallRow> next = read(rows::next);
      if (next == null) {
        rejectIfEmpty();
      }
      return next;
    }

    @Override
    public @Nullable Call call(CallRow row) {
      return read(() -> rows.call(row));
    }

    @Override
    public void keptAs(CallRow row, int id, int trace) {
      count++;
    }
  }

  /** {@return all calls that follow, kept in memory} */
  List<Call> rest() {
    List<Call> rest = new ArrayList<>();
    iterator().forEachRemaining(rest::add);
    return rest;
  }

  /** {@return why there is no call: what is wrong with a file, or with all of them} */
  private String unread(String reason) {
    List<SourceFile> unread = files().stream().filter(file -> file.problem() != null).toList();
    if (unread.isEmpty()) {
      return name + ": " + reason;
    }
    String first = unread.get(0).name() + ": " + unread.get(0).problem();
    String others =
        unread.size() == 1 ? "" : " (and " + Words.count(unread.size() - 1, "other file") + ")";
    return first + others + "; " + READ;
  }

  /** {@return what was read of each file; none for one file of calls or spans} */
  List<SourceFile> files() {
    return imported == null
        ? List.of()
        : imported.files().stream()
            .map(
                file ->
                    new SourceFile(
                        file.name(),
                        file.kind() == null ? null : file.kind().title(),
                        file.problem(),
                        file.calls(),
                        file.repeated(),
                        file.leftOut(),
                        file.badRecords()))
            .toList();
  }

  /** Takes over which records of files could not be read. */
  private void takeFiles() {
    if (imported == null || isTaken) {
      return;
    }
    isTaken = true;
    for (ImportedFile file : imported.files()) {
      file.firstBad().forEach(bad -> skipped.acceptOf(file.name(), bad));
      skipped.addUnkept(file.badRecords() - file.firstBad().size());
    }
  }

  private String onlyBadRecords() {
    BadCallException first = skipped.first().get(0);
    return "%s, only %s, the first at %s: %s"
        .formatted(
            NO_CALL,
            Words.count(skipped.count(), "bad record"),
            SkippedRecords.where(first),
            Errors.first(first));
  }

  private static Failure unreadable(String name, IOException e, long count) {
    if (!(e instanceof EOFException || e instanceof ZipException)) {
      return TextFile.unreadable(name, e);
    }
    String problem = e instanceof EOFException ? "breaks off" : "is broken";
    String after = count == 0 ? "" : " after " + Words.count(count, "call");
    return Failure.failed(name + ": cannot be read: the compressed data " + problem + after);
  }

  String name() {
    return name;
  }

  /** {@return the name without the folders it is in} */
  String shortName() {
    return name.substring(name.lastIndexOf(File.separatorChar) + 1);
  }

  /** {@return how many calls were read so far} */
  long count() {
    return count;
  }

  SkippedRecords skipped() {
    return skipped;
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw unreadable(name, e, count);
    }
  }
}
