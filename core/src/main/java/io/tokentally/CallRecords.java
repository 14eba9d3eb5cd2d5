package io.tokentally;

import io.tokentally.json.CallColumn;
import io.tokentally.json.LineBlocks;
import io.tokentally.json.MalformedJsonException;
import java.io.IOException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The records of one form of file. */
interface CallRecords extends AutoCloseable {

  /** How many bytes a record may have. */
  int MAX_BYTES = LineBlocks.MAX_BYTES;

  /**
   * {@return the next record, null at the end}
   *
   * @throws BadCallException if the record is none
   */
  @Nullable Call next() throws IOException;

  /**
   * {@return the next record as {@link CallWriter} writes it, null at the end}
   *
   * @throws BadCallException if the record is none
   */
  default byte @Nullable [] nextLine() throws IOException {
    Call call = next();
    return call == null ? null : CallLine.lineOf(call);
  }

  /** Reads of the records to come only what a rollup needs, and these columns. */
  void forRollup(Collection<CallColumn> more);

  /**
   * {@return all records as rows, as long as none was read, with these columns besides those of a
   * rollup; null where they do not come as lines}
   */
  @Nullable CallRowLines rows(Collection<CallColumn> more);

  /** Gives of the records to come only those that a filter lets through, each as a whole. */
  void only(CallFilter filter);

  /** {@return whether there is a next record to be found after a bad one} */
  boolean goesOn();

  @Override
  void close() throws IOException;

  /** {@return the exception for a record that begins at the given place} */
  static BadCallException bad(ValidationException e, int line, int column) {
    return e instanceof MalformedJsonException malformed && malformed.line() > 0
        ? new BadCallException(malformed.withoutPlace(), malformed.line(), malformed.column())
        : new BadCallException(e, line, column);
  }
}
