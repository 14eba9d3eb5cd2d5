package io.tokentally;

import io.tokentally.json.CallColumn;
import io.tokentally.json.JsonBytes;
import io.tokentally.json.LineBlocks;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One call a line, in blocks of lines that several threads read ahead of whoever asks. Calls, and
 * what is wrong with others, come in the order of the lines.
 */
final class ParallelCalls implements CallRecords {

  /**
   * What a block holds.
   *
   * @param records {@link Call}, or what is written of it as bytes, or {@link BadCallException},
   *     whose line is that in the block
   * @param lines how many lines there are
   */
  private record Read(List<Object> records, int lines) {}

  private final LineBlocks lines;
  private final LinesAhead<Read> blocks;

  /** Readers that no thread uses. */
  private final Queue<CallLine> readers = new ConcurrentLinkedQueue<>();

  private Supplier<CallLine> newReader;
  private final int most;
  private Iterator<Object> records = List.of().iterator();

  /** How many lines there are before the current block, and in it. */
  private int linesBefore;

  private int linesOfBlock;

  /** Whether blocks to come are read to be written. */
  private volatile boolean isCopied;

  ParallelCalls(InputStream in) {
    this(new LineBlocks(in, MAX_BYTES), MAX_BYTES);
  }

  /**
   * Calls of a stream.
   *
   * @param most how many bytes one line may have
   */
  ParallelCalls(LineBlocks blocks, int most) {
    this.lines = blocks;
    this.blocks = new LinesAhead<>(blocks, true, this::read);
    this.most = most;
    this.newReader = () -> CallLine.reading(most, null);
  }

  @Override
  public void forRollup(Collection<CallColumn> more) {
    newReader = () -> CallLine.reading(most, SomeColumns.ofRollup(more));
  }

  @Override
  public CallRowLines rows(Collection<CallColumn> more) {
    return new CallRowLines(lines, true, most, more);
  }

  @Override
  public void only(CallFilter filter) {
    newReader = () -> CallLine.filtering(most, filter);
  }

  @Override
  public @Nullable Call next() throws IOException {
    Object record = nextRecord();
    return record instanceof byte[] line
        ? Call.parse(new String(line, StandardCharsets.UTF_8)) // read ahead to be written
        : (Call) record;
  }

  @Override
  public byte @Nullable [] nextLine() throws IOException {
    isCopied = true;
    Object record = nextRecord();
    return record instanceof Call call ? CallLine.lineOf(call) : (byte[]) record;
  }

  private @Nullable Object nextRecord() throws IOException {
    while (!records.hasNext()) {
      Read read = blocks.next();
      if (read == null) {
        return null;
      }
      linesBefore += linesOfBlock;
      linesOfBlock = read.lines;
      records = read.records.iterator();
    }
    Object record = records.next();
    if (record instanceof BadCallException bad) {
      throw new BadCallException(bad, linesBefore + bad.line(), bad.column());
    }
    return record;
  }

  private Read read(JsonBytes block, byte[] room) {
    CallLine free = readers.poll();
    CallLine reader = free == null ? newReader.get() : free;
    List<Object> records = new ArrayList<>();
    int number = 0;
    if (block == LineBlocks.TOO_LONG) {
      records.add(reader.tooLong(++number));
    }
    for (int from = 0; from < block.length(); from = reader.end() + 1) {
      number++;
      try {
        Object record =
            isCopied ? reader.copy(block, from, number) : reader.read(block, from, number);
        if (record != null) {
          records.add(record);
        }
      } catch (BadCallException e) {
        records.add(e);
      }
    }
    readers.add(reader);
    blocks.release(room);
    return new Read(records, number);
  }

  @Override
  public boolean goesOn() {
    return true;
  }

  @Override
  public void close() throws IOException {
    blocks.close();
  }
}
