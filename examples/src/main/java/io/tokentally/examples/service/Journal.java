package io.tokentally.examples.service;

import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A file that only grows: one JSON record a line, an empty line after each commit. A commit is on
 * the disk before it counts. Threads that commit at the same time share one write to the disk.
 * Thread-safe.
 *
 * <p>After a failed write nobody knows what the file holds, so every later commit is refused;
 * {@link JournalFile} finds out at the next start.
 */
final class Journal implements CommitLog, Closeable {

  /** A commit that waits for the disk. Guarded by {@link #writing}, once it is queued. */
  private static final class Commit {
    private final byte[] bytes;
    private final Runnable change;
    private boolean done;

    Commit(List<String> records, Runnable change) {
      this.bytes = (String.join("\n", records) + "\n\n").getBytes(StandardCharsets.UTF_8);
      this.change = change;
    }
  }

  private final Path file;

  /** Not a channel, which would be closed for good when a thread that writes is interrupted. */
  private final FileOutputStream out;

  private final ReentrantLock writing = new ReentrantLock();
  private final List<Commit> waiting = new ArrayList<>();
  private @Nullable IOException failure;

  Journal(Path file) throws IOException {
    this.file = file;
    this.out = new FileOutputStream(file.toFile(), true);
  }

  @Override
  public void commit(List<String> records, Runnable change) {
    Commit commit = new Commit(records, change);
    synchronized (waiting) {
      waiting.add(commit);
    }
    writing.lock();
    try {
      if (!commit.done && failure == null) {
        writeWaiting();
      }
      if (!commit.done) {
        throw new StorageException(file + " cannot be written", cause());
      }
    } finally {
      writing.unlock();
    }
  }

  private IOException cause() {
    return failure == null ? new IOException("not written") : failure;
  }

  private void writeWaiting() {
    List<Commit> commits;
    synchronized (waiting) {
      commits = List.copyOf(waiting);
      waiting.clear();
    }
    try {
      for (Commit commit : commits) {
        out.write(commit.bytes);
      }
      out.getFD().sync();
    } catch (IOException e) {
      failure = e;
      return;
    }
    for (Commit commit : commits) {
      commit.change.run();
      commit.done = true;
    }
  }

  @Override
  public void close() throws IOException {
    writing.lock();
    try {
      failure = new IOException("closed");
      out.close();
    } finally {
      writing.unlock();
    }
  }
}
