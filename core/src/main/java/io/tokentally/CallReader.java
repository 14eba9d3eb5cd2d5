package io.tokentally;

import static java.util.Objects.requireNonNull;

import io.tokentally.json.CallColumn;
import io.tokentally.json.CallRow;
import io.tokentally.json.CallRows;
import io.tokentally.json.JsonBytes;
import io.tokentally.json.TextStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads calls, one after the other: newline-delimited JSON (one call a line, blank lines skipped)
 * or one JSON array of calls; either may be compressed with gzip. Which it is, is seen from the
 * first bytes. The text is UTF-8. Not thread-safe.
 *
 * <p>A record that is no call is rejected with its line and column. Either reading stops there with
 * a {@link BadCallException}, or, {@linkplain #skipping on request}, the record is handed to the
 * caller and reading goes on after it. A line of more than 256 MiB is such a record. Text that is
 * not JSON inside an array always stops the reading: nobody knows where the next record begins.
 */
public final class CallReader implements Iterable<Call>, AutoCloseable {

  private final CallRecords records;
  private @Nullable Consumer<BadCallException> skipped;

  /**
   * The columns besides those of a rollup; null where all are read, or what a filter lets through.
   */
  private @Nullable List<CallColumn> rollupWith;

  private boolean begun;

  /** Read to see whether there is more; the next one to be given. */
  private @Nullable Call ahead;

  private CallReader(CallRecords records) {
    this.records = records;
  }

  /**
   * {@return a reader of the file}
   *
   * @throws IOException if the file cannot be opened
   */
  public static CallReader open(Path file) throws IOException {
    if (Files.isDirectory(requireNonNull(file, "file"))) {
      throw new IOException("expected a file of calls, found a directory: " + file);
    }
    InputStream in = Files.newInputStream(file);
    try {
      return of(in);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /**
   * {@return a reader of the stream; closing the reader closes the stream}
   *
   * @throws IOException if the first bytes cannot be read
   */
  public static CallReader of(InputStream in) throws IOException {
    BufferedInputStream text = TextStream.of(requireNonNull(in, "in"));
    return new CallReader(
        firstCharacter(text) == '[' ? new CallArray(text) : new NdjsonCalls(text));
  }

  /**
   * {@return the same with lines that are read ahead by the threads of the common pool} Calls and
   * errors come in the order of the file, as from one thread. It pays where a file has many
   * megabytes; an array of calls is read by one thread all the same.
   *
   * @throws IOException if the first bytes cannot be read
   */
  public static CallReader parallel(InputStream in) throws IOException {
    BufferedInputStream text = TextStream.of(requireNonNull(in, "in"));
    return new CallReader(
        firstCharacter(text) == '[' ? new CallArray(text) : new ParallelCalls(text));
  }

  /**
   * Goes on after a record that is no call.
   *
   * @param skipped is given each such record
   * @return this reader
   */
  public CallReader skipping(Consumer<BadCallException> skipped) {
    this.skipped = requireNonNull(skipped, "skipped");
    return this;
  }

  /**
   * Reads only what a rollup needs of each call to come: {@code id}, {@code project_id}, {@code
   * trace_id}, {@code parent_id}, {@code started_at}, {@code ended_at}, {@code op_name}, {@code
   * exception}, {@code summary.usage}, what {@link Call#operation} and {@link Call#failed} look at
   * in {@code attributes} and {@code summary}, and of an {@code output} that is a response of a
   * model what says how it was served, such as {@code service_tier}. The rest is null in the calls.
   *
   * <p>Lines are read several times as fast: what is not needed is skipped. It has to be JSON all
   * the same; that a key is written twice in it, or that it is no value for its column, goes
   * unnoticed.
   *
   * <p>A query on such calls must find the columns that it reads, or it takes them for null:
   *
   * <pre>{@code
   * reader.forRollup(query.columns().toArray(String[]::new));
   * report = tally.report(reader, query.forCalls());
   * }</pre>
   *
   * @param more further columns to be read, by their names in JSON, such as {@code display_name};
   *     {@code summary} for all of it
   * @return this reader
   * @throws IllegalArgumentException if calls have no such column
   */
  public CallReader forRollup(String... more) {
    rollupWith = CallJson.columns(List.of(more));
    records.forRollup(rollupWith);
    return this;
  }

  /**
   * Gives of the calls to come only those that a condition holds for, each with all its columns.
   *
   * <p>Lines are read several times as fast where few calls meet the condition: of the others only
   * what it looks at is read. The rest has to be JSON all the same; that a key is written twice in
   * it, or that it is no value for its column, goes unnoticed there.
   *
   * <pre>{@code
   * reader.only(query.forCalls(), query.columns());
   * }</pre>
   *
   * @param condition must be thread-safe if this reader is {@linkplain #parallel parallel}
   * @param columns the columns that the condition looks at, by their names in JSON; others may be
   *     null where it is asked
   * @return this reader
   * @throws IllegalArgumentException if calls have no such column
   */
  public CallReader only(Predicate<? super Call> condition, Collection<String> columns) {
    rollupWith = null;
    records.only(
        new CallFilter(
            requireNonNull(condition, "condition"), CallJson.columns(List.copyOf(columns))));
    return this;
  }

  /**
   * {@return the next call, or null after the last}
   *
   * @throws BadCallException if the next record is no call, unless such records are skipped; always
   *     if an array of calls breaks off or is no JSON
   * @throws IOException if the file cannot be read or its compression is broken
   */
  public @Nullable Call next() throws IOException {
    Call next = ahead == null ? read() : ahead;
    ahead = null;
    return next;
  }

  /**
   * Writes the calls that are left, as {@link CallWriter} does, and flushes. Most lines are copied
   * without making a call of them, which takes much less time.
   *
   * @param out is left open
   * @return how many calls were written
   * @throws BadCallException as {@link #next()}, when the calls before are written
   * @throws IOException as {@link #next()}, or if the calls cannot be written
   */
  public long transferTo(OutputStream out) throws IOException {
    requireNonNull(out, "out");
    Call first = ahead;
    ahead = null;
    byte[] line = first == null ? read(records::nextLine) : CallLine.lineOf(first);
    long written = 0;
    for (; line != null; line = read(records::nextLine)) {
      out.write(line);
      written++;
    }
    out.flush();
    return written;
  }

  private interface Source<T> {
    @Nullable T next() throws IOException;
  }

  private @Nullable Call read() throws IOException {
    return read(records::next);
  }

  private <T> @Nullable T read(Source<T> source) throws IOException {
    begun = true;
    while (true) {
      try {
        return source.next();
      } catch (BadCallException e) {
        skip(e);
      }
    }
  }

  private void skip(BadCallException e) {
    if (skipped == null || !records.goesOn()) {
      throw e;
    }
    skipped.accept(e);
  }

  /**
   * {@return all calls that are left, in file order}
   *
   * @throws BadCallException as {@link #next()}
   * @throws IOException as {@link #next()}
   */
  public List<Call> readAll() throws IOException {
    List<Call> calls = new ArrayList<>();
    for (Call call = next(); call != null; call = next()) {
      calls.add(call);
    }
    return calls;
  }

  /**
   * {@return the calls that are left} As {@link #next()}, with an {@link UncheckedIOException} for
   * an {@link IOException}. There is one pass over the calls, which all iterators and {@link
   * #next()} share: each call is given once.
   */
  @Override
  public Iterator<Call> iterator() {
    return new Calls();
  }

  private final class Calls implements Iterator<Call>, CallRows.Source {

    @Override
    public boolean hasNext() {
      if (ahead == null) {
        ahead = readUnchecked();
      }
      return ahead != null;
    }

    @Override
    public Call next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Call next = requireNonNull(ahead);
      ahead = null;
      return next;
    }

    @Override
    public @Nullable CallRows rows() {
      // A row has no other columns.
      boolean known =
          rollupWith != null && List.of(CallColumn.DISPLAY_NAME).containsAll(rollupWith);
      CallRowLines lines = begun || !known ? null : records.rows(requireNonNull(rollupWith));
      begun |= lines != null;
      return lines == null ? null : new Rows(lines);
    }
  }

  private final class Rows implements CallRows {

    private final CallRowLines lines;

    private Rows(CallRowLines lines) {
      this.lines = lines;
    }

    @Override
    public @Nullable List<CallRow> next() {
      try {
        return lines.next();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public @Nullable Call call(CallRow row) {
      try {
        return lines.call(row);
      } catch (BadCallException e) {
        skip(e);
        return null;
      }
    }
  }

  private @Nullable Call readUnchecked() {
    try {
      return read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    records.close();
  }

  /** {@return the first character that is no white space, -1 at the end} */
  private static int firstCharacter(BufferedInputStream text) throws IOException {
    int most = 1 << 20;
    text.mark(most);
    int found = -1;
    for (int i = 0; i < most; i++) {
      found = text.read();
      if (!JsonBytes.isBlank(found)) {
        break;
      }
    }
    text.reset();
    text.mark(0); // or the buffer would grow by all that is read next
    return found;
  }
}
