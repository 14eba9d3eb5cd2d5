package io.tokentally.service;

import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file that only grows: one JSON record a line, an empty line after each commit. A commit is on
 * the disk before it counts. Threads that commit at the same time share one write to the disk.
 * Thread-safe.
 *
 * <p>Whatever fails after the first byte, nobody knows what the file holds then, so every later
 * commit is rejected; {@link JournalFile} finds out at the next start. What needs memory is done
 * before.
 */
final class Journal implements CommitLog, Closeable {

  /** A commit that waits for the disk. Guarded by {@link #writing}, once it is queued. */
  private static final class Commit {
    private final Change change;
    private byte[] bytes = {};
    private boolean isMade;
    private boolean isStarted;

    /** Why it was not written; null if it was, or if a write was tried. */
    private @Nullable Throwable refusal;

    Commit(Change change) {
      this.change = change;
    }
  }

  private final Path file;

  /** Not a channel, which would be closed for good when a thread that writes is interrupted. */
  private final FileOutputStream out;

  private final Object queue = new Object();

  /** Guarded by {@link #queue}. */
  private List<Commit> waiting = new ArrayList<>();

  /** Held by the thread that writes. A monitor: it can be had without memory. */
  private final Object writing = new Object();

  private volatile @Nullable Throwable failure;

  Journal(Path file) throws IOException {
    this.file = file;
    this.out = new FileOutputStream(file.toFile(), true);
  }

  @Override
  public void commit(Change change) {
    Commit commit = new Commit(change);
    List<Commit> empty = new ArrayList<>();
    synchronized (queue) {
      waiting.add(commit);
    }
    synchronized (writing) {
      if (!commit.isStarted) {
        write(takeWaiting(empty));
      }
    }
    if (!commit.isMade) {
      throw refusal(commit.refusal);
    }
  }

  private List<Commit> takeWaiting(List<Commit> empty) {
    synchronized (queue) {
      List<Commit> taken = waiting;
      waiting = empty;
      return taken;
    }
  }

  private RuntimeException refusal(@Nullable Throwable reason) {
    if (reason instanceof Error error) {
      throw error;
    }
    if (reason instanceof RuntimeException exception) {
      return exception;
    }
    return new UnknownOutcomeException(file + " was not written to its end", cause());
  }

  private Throwable cause() {
    Throwable known = failure;
    return known == null ? new IOException("not written") : known;
  }

  @Override
  public boolean isBroken() {
    return failure != null;
  }

  /** Counts by index: nothing here but the preparation may need memory. */
  private void write(List<Commit> commits) {
    for (int i = 0; i < commits.size(); i++) {
      prepare(commits.get(i));
    }
    try {
      for (int i = 0; i < commits.size(); i++) {
        if (commits.get(i).refusal == null) {
          out.write(commits.get(i).bytes);
        }
      }
      out.getFD().sync();
      for (int i = 0; i < commits.size(); i++) {
        make(commits.get(i));
      }
    } catch (Throwable e) {
      failure = e;
    }
  }

  private void prepare(Commit commit) {
    commit.isStarted = true;
    try {
      if (isBroken()) {
        throw new StorageException(file + " cannot be written", cause());
      }
      commit.bytes = bytes(commit.change.prepare());
    } catch (Throwable e) {
      commit.refusal = e;
      commit.change.giveUp();
    }
  }

  private static byte[] bytes(List<String> records) {
    return records.isEmpty()
        ? new byte[0]
        : (String.join("\n", records) + "\n\n").getBytes(StandardCharsets.UTF_8);
  }

  private static void make(Commit commit) {
    if (commit.refusal == null) {
      commit.change.make();
      commit.isMade = true;
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (writing) {
      failure = new IOException("closed");
      out.close();
    }
  }
}
