package io.tokentally;

import static java.util.Objects.requireNonNull;

import io.tokentally.json.CallColumn;
import io.tokentally.json.CallRow;
import io.tokentally.json.JsonBytes;
import io.tokentally.json.LineBlocks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** The calls of lines as rows, one after the other. Not thread-safe. */
final class CallRowLines {

  /** The rows of a block. They are used again for other blocks. */
  private static final class Block {
    private final CallRowReader reader;
    private final List<CallRow> rows = new ArrayList<>();
    private byte[] room = {};
    private int size;
    private int lines;

    private Block(CallRowReader reader) {
      this.reader = reader;
    }

    private void read(JsonBytes text) {
      size = 0;
      lines = 0;
      if (text == LineBlocks.TOO_LONG) {
        next().begin(text, 0, ++lines);
        rows.get(size++).setRecord(reader.tooLong(lines));
      }
      for (int from = 0; from < text.length(); from = reader.end() + 1) {
        lines++;
        size += reader.read(text, from, lines, next()) ? 1 : 0;
      }
    }

    /** {@return room for one more row} */
    private CallRow next() {
      if (size == rows.size()) {
        rows.add(new CallRow());
      }
      return rows.get(size);
    }
  }

  private final LinesAhead<Block> blocks;
  private final Queue<Block> free = new ConcurrentLinkedQueue<>();
  private final int most;
  private final Collection<CallColumn> more;
  private @Nullable Block block;

  /** How many lines there are before the block. */
  private int linesBefore;

  /**
   * Rows of a stream.
   *
   * @param parallel whether several threads may read
   * @param most how many bytes one line may have
   * @param more the columns that the calls of unusual lines have besides those of a rollup
   */
  CallRowLines(LineBlocks lines, boolean parallel, int most, Collection<CallColumn> more) {
    this.blocks = new LinesAhead<>(lines, parallel, this::read);
    this.most = most;
    this.more = more;
  }

  private Block read(JsonBytes text, byte[] room) {
    Block known = free.poll();
    Block read = known == null ? new Block(new CallRowReader(most, more)) : known;
    read.room = room;
    read.read(text);
    return read;
  }

  /** {@return the next rows, which hold until those after them; null after the last} */
  @Nullable List<CallRow> next() throws IOException {
    Block last = block;
    if (last != null) {
      linesBefore += last.lines;
      blocks.release(last.room);
      free.add(last);
    }
    block = blocks.next();
    return block == null ? null : block.rows.subList(0, block.size);
  }

  /**
   * {@return the call of a row that was given last}
   *
   * @throws BadCallException if the line is no call
   */
  Call call(CallRow row) {
    Object record = row.record();
    if (record == null) {
      record = requireNonNull(block).reader.record(row.text(), row.from(), row.line());
      row.setRecord(record);
    }
    if (record instanceof BadCallException bad) {
      throw new BadCallException(bad, linesBefore + bad.line(), bad.column());
    }
    return (Call) record;
  }
}
