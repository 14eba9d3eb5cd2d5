package io.tokentally.service;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The directory of one service. No two services can have the same one open. */
final class DataDirectory implements Closeable {

  private final Path directory;
  private final FileChannel lock;

  private DataDirectory(Path directory, FileChannel lock) {
    this.directory = directory;
    this.lock = lock;
  }

  static DataDirectory open(Path directory) throws IOException {
    if (Files.exists(directory) && !Files.isDirectory(directory)) {
      throw new StorageException(directory + " is not a directory");
    }
    Files.createDirectories(directory);
    FileChannel channel =
        FileChannel.open(
            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    // The lock lasts as long as the channel is open, and ends with the process however that ends.
    if (lock(channel) == null) {
      channel.close();
      throw new StorageException(directory + " is in use by another service");
    }
    return new DataDirectory(directory, channel);
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  Journal journal(String name, JournalFile.Replay replay, Consumer<String> notice)
      throws IOException {
    return JournalFile.open(directory, name, replay, notice);
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
