package io.tokentally.recorder;

import java.io.Closeable;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * How many calls were expected and how many were written, in memory that the operating system keeps
 * when the process is killed. The file is the lock of its folder, too.
 */
final class CallFilesLog implements Closeable {

  static final String NAME = "calls.counts";

  private static final int EXPECTED = 0;
  private static final int WRITTEN = 8;
  private static final int SIZE = 16;

  private static final VarHandle COUNTS =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final FileChannel channel;
  private final FileLock lock;
  private final MappedByteBuffer counts;

  private CallFilesLog(FileChannel channel, FileLock lock, MappedByteBuffer counts) {
    this.channel = channel;
    this.lock = lock;
    this.counts = counts;
  }

  static CallFilesLog open(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve(NAME),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    try {
      FileLock lock = lock(channel);
      if (lock == null) {
        throw new IOException(
            "expected a folder that nobody else writes to, found one in use: "
                + folder
                + "; give each process a folder of its own");
      }
      return new CallFilesLog(channel, lock, channel.map(FileChannel.MapMode.READ_WRITE, 0, SIZE));
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // in use in this process
    }
  }

  /** {@return how many calls were expected and never written} */
  long lost() {
    return (long) COUNTS.getVolatile(counts, EXPECTED) - (long) COUNTS.getVolatile(counts, WRITTEN);
  }

  void restart() {
    COUNTS.setVolatile(counts, EXPECTED, 0L);
    COUNTS.setVolatile(counts, WRITTEN, 0L);
  }

  void expect() {
    COUNTS.getAndAdd(counts, EXPECTED, 1L);
  }

  void written(int calls) {
    COUNTS.getAndAdd(counts, WRITTEN, (long) calls);
  }

  @Override
  public void close() throws IOException {
    lock.release();
    channel.close();
  }
}
