package io.tokentally;

import io.tokentally.json.CallColumn;
import io.tokentally.json.JsonBytes;
import io.tokentally.json.LineBlocks;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
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

  private final LineBlocks blocks;
  private final Deque<ForkJoinTask<Read>> ahead = new ArrayDeque<>();

  /** Readers that no thread uses, and room for lines. */
  private final Queue<CallLine> readers = new ConcurrentLinkedQueue<>();

  private final Queue<byte[]> rooms = new ConcurrentLinkedQueue<>();

  private Supplier<CallLine> newReader;
  private final int most;
  private Iterator<Object> records = List.of().iterator();

  /** What ended the reading, once everything before it was given. */
  private @Nullable IOException problem;

  /** How many lines there are before the current block, and in it. */
  private int linesBefore;

  private int linesOfBlock;

  /** Whether blocks to come are read to be written. */
  private boolean isCopied;

  ParallelCalls(InputStream in) {
    this(new LineBlocks(in, MAX_BYTES), MAX_BYTES);
  }

  /**
   * Calls of a stream.
   *
   * @param most how many bytes one line may have
   */
  ParallelCalls(LineBlocks blocks, int most) {
    this.blocks = blocks;
    this.most = most;
    this.newReader = () -> CallLine.reading(most, null);
  }

  @Override
  public void forRollup(Collection<CallColumn> more) {
    newReader = () -> CallLine.reading(most, SomeColumns.ofRollup(more));
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
      readAhead();
      ForkJoinTask<Read> first = ahead.poll();
      if (first == null) {
        if (problem != null) {
          throw problem;
        }
        return null;
      }
      Read read = first.join();
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

  /** Keeps the threads busy, and no more than that in memory. */
  private void readAhead() {
    try {
      while (problem == null && ahead.size() <= ForkJoinPool.getCommonPoolParallelism()) {
        byte[] free = rooms.poll();
        byte[] room = free == null ? new byte[LineBlocks.ROOM] : free;
        JsonBytes block = blocks.next(room);
        if (block == null) {
          return;
        }
        boolean copied = isCopied;
        ahead.add(ForkJoinPool.commonPool().submit(() -> read(block, room, copied)));
      }
    } catch (IOException e) {
      problem = e;
    }
  }

  private Read read(JsonBytes block, byte[] room, boolean isCopied) {
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
    rooms.add(room);
    return new Read(records, number);
  }

  @Override
  public boolean goesOn() {
    return true;
  }

  @Override
  public void close() throws IOException {
    ahead.forEach(task -> task.cancel(false));
    ahead.clear();
    blocks.close();
  }
}
