package io.tokentally;

import io.tokentally.json.CallColumn;
import io.tokentally.json.JsonBytes;
import io.tokentally.json.LineBlocks;
import io.tokentally.json.Lines;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * One call a line. A line break cannot stand inside JSON text, so the next record is always found.
 */
final class NdjsonCalls implements CallRecords {

  private final InputStream in;
  private final Lines lines;
  private final int most;
  private CallLine reader;

  NdjsonCalls(InputStream in) {
    this(in, MAX_BYTES);
  }

  /**
   * Calls of a stream.
   *
   * @param most how many bytes one line may have
   */
  NdjsonCalls(InputStream in, int most) {
    this.in = in;
    this.lines = new Lines(in, most);
    this.most = most;
    this.reader = CallLine.reading(most, null);
  }

  /** What a line becomes, null for nothing. */
  private interface Form<T> {
    @Nullable T of(JsonBytes text, int from, int number) throws BadCallException;
  }

  @Override
  public @Nullable Call next() throws IOException {
    return next(reader::read);
  }

  @Override
  public byte @Nullable [] nextLine() throws IOException {
    return next(reader::copy);
  }

  private <T> @Nullable T next(Form<T> form) throws IOException {
    T record = null;
    while (record == null && lines.next()) {
      if (lines.isTooLong()) {
        throw reader.tooLong(lines.number());
      }
      record = form.of(lines.text(), lines.from(), lines.number());
      lines.endsAt(reader.end());
    }
    return record;
  }

  @Override
  public void forRollup(Collection<CallColumn> more) {
    reader = CallLine.reading(most, SomeColumns.ofRollup(more));
  }

  @Override
  public CallRowLines rows(Collection<CallColumn> more) {
    return new CallRowLines(new LineBlocks(in, most), false, most, more);
  }

  @Override
  public void only(CallFilter filter) {
    reader = CallLine.filtering(most, filter);
  }

  @Override
  public boolean goesOn() {
    return true;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
