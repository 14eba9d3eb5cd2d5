package io.tokentally.service;

import io.tokentally.ValidationException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads a journal at the start, and repairs what a crash may have left. */
final class JournalFile {

  /** Applies one record. */
  interface Replay {

    /**
     * Takes the text of a line.
     *
     * @throws ValidationException if that is no record
     */
    void apply(String json);
  }

  private static final int CHUNK = 1 << 16;

  private final Path file;
  private final Replay replay;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  /** The records of a commit whose end was not seen yet: a crash may leave any bytes there. */
  private final List<byte[]> open = new ArrayList<>();

  private int lines;

  /** How far the file was read, in whole lines, and how far its commits go. */
  private long position;

  private long committed;

  private JournalFile(Path file, Replay replay) {
    this.file = file;
    this.replay = replay;
  }

  /**
   * {@return the journal, ready for commits, after every record of it was replayed} A commit that
   * broke off is moved to a file of its own: no answer said that it is there.
   *
   * <p>A new file begins with the end of an empty commit. So even a first commit that broke off can
   * be distinguished from a file that somebody put there and that knows no commits.
   *
   * @param notice is given what was moved
   * @throws StorageException if a record is damaged, or the file has records and no commit
   */
  static Journal open(Path directory, String name, Replay replay, Consumer<String> notice)
      throws IOException {
    Path file = directory.resolve(name);
    if (Files.exists(file) && Files.size(file) > 0) {
      new JournalFile(file, replay).recover(notice);
    } else {
      begin(file);
    }
    force(directory);
    return new Journal(file);
  }

  private static void begin(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
      channel.force(true);
    }
  }

  private void recover(Consumer<String> notice) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] chunk = new byte[CHUNK];
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        accept(chunk, read);
      }
    }
    long length = Files.size(file);
    if (committed == 0) {
      throw new StorageException(
          file
              + " is not a file of this service: expected an empty line after each change, found"
              + " none; move it elsewhere, or add an empty line at its end to take all of it");
    }
    if (committed < length) {
      Path torn = TornTail.move(file, committed);
      String bytes = (length - committed) + " bytes of a write that was not finished";
      notice.accept(file + ": " + bytes + " are now in " + torn.getFileName());
    }
  }

  private void accept(byte[] chunk, int read) {
    for (int from = 0; from < read; ) {
      int end = from;
      while (end < read && chunk[end] != '\n') {
        end++;
      }
      line.write(chunk, from, end - from);
      if (end < read) {
        endLine();
      }
      from = end + 1;
    }
  }

  private void endLine() {
    lines++;
    position += line.size() + 1;
    if (line.size() > 0) {
      open.add(line.toByteArray());
      line.reset();
      return;
    }
    for (int i = 0; i < open.size(); i++) {
      apply(open.get(i), lines - open.size() + i);
    }
    open.clear();
    committed = position;
  }

  private void apply(byte[] record, int number) {
    String place = file + ", line " + number + " is damaged";
    try {
      replay.apply(Utf8.decodeStrictly(record));
    } catch (CharacterCodingException e) {
      throw new StorageException(place + ": expected UTF-8, found other bytes");
    } catch (RuntimeException e) {
      throw new StorageException(place, e);
    }
  }

  /** Makes the names in a directory last, on systems that can. */
  private static void force(Path directory) {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows does not open directories, and needs no such call.
    }
  }
}
