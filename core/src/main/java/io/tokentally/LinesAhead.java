package io.tokentally;

import io.tokentally.json.JsonBytes;
import io.tokentally.json.LineBlocks;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import org.jspecify.annotations.Nullable;

/**
 * Blocks of lines that the threads of the common pool read ahead of whoever asks, in the order of
 * the text. Not thread-safe.
 */
final class LinesAhead<R> implements Closeable {

  /** What makes something of a block, on any thread. */
  @FunctionalInterface
  interface Reader<R> {

    /**
     * {@return what a block holds}
     *
     * @param room to be {@linkplain #release released} when the lines are no longer needed
     */
    R read(JsonBytes lines, byte[] room);
  }

  private final LineBlocks blocks;
  private final Reader<R> reader;
  private final Deque<ForkJoinTask<R>> ahead = new ArrayDeque<>();

  /** Room for lines. */
  private final Queue<byte[]> rooms = new ConcurrentLinkedQueue<>();

  /** What ended the reading, once everything before it was given. */
  private @Nullable IOException problem;

  private final boolean parallel;
  private boolean ended;

  /**
   * The blocks of a stream.
   *
   * @param parallel whether other threads may read; if not, whoever asks does
   */
  LinesAhead(LineBlocks blocks, boolean parallel, Reader<R> reader) {
    this.blocks = blocks;
    this.parallel = parallel;
    this.reader = reader;
  }

  /** {@return what the next block holds, null after the last} */
  @Nullable R next() throws IOException {
    readAhead();
    ForkJoinTask<R> first = ahead.poll();
    if (first == null) {
      if (problem != null) {
        throw problem;
      }
      return null;
    }
    if (!parallel) {
      return first.invoke();
    }
    help(first);
    return first.join();
  }

  /** Lets room be used for other lines, by any thread. */
  void release(byte[] room) {
    rooms.add(room);
  }

  /** Keeps the threads busy, and no more than that in memory. */
  private void readAhead() {
    int most = parallel ? ForkJoinPool.getCommonPoolParallelism() + 2 : 1;
    try {
      while (problem == null && !ended && ahead.size() < most) {
        byte[] free = rooms.poll();
        byte[] room = free == null ? new byte[LineBlocks.ROOM] : free;
        JsonBytes block = blocks.next(room);
        if (block == null) {
          ended = true;
        } else {
          Callable<R> task = () -> reader.read(block, room);
          ahead.add(parallel ? ForkJoinPool.commonPool().submit(task) : ForkJoinTask.adapt(task));
        }
      }
    } catch (IOException e) {
      problem = e;
    }
  }

  /** Reads blocks that no other thread has begun with, as long as the first one is not done. */
  private void help(ForkJoinTask<R> first) {
    for (ForkJoinTask<R> last = ahead.peekLast();
        last != null && !first.isDone() && last.tryUnfork();
        last = before(last)) {
      last.quietlyInvoke();
    }
  }

  private @Nullable ForkJoinTask<R> before(ForkJoinTask<R> task) {
    ForkJoinTask<R> before = null;
    for (ForkJoinTask<R> each : ahead) {
      if (each.equals(task)) {
        return before;
      }
      before = each;
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    ahead.forEach(task -> task.cancel(false));
    ahead.clear();
    blocks.close();
  }
}
