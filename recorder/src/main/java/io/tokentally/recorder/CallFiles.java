package io.tokentally.recorder;

import static java.util.Objects.requireNonNull;

import io.tokentally.Call;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Writes calls into files of a folder, as newline-delimited JSON: {@link io.tokentally.CallReader}
 * reads them. A file is closed and the next one begun when it is large or old enough; none is ever
 * deleted. Files are named by the time at which they were begun, in order.
 *
 * <p>By default each call is handed to the operating system at once, so that a process that is
 * killed loses none; {@link Builder#flushEvery} trades that for speed. What a killed process has
 * lost all the same, the next one says: {@link #found}. A machine that loses its power may lose
 * more.
 *
 * <p>One process at a time may write to a folder. Thread-safe.
 */
public final class CallFiles implements CallSink, Closeable {

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final Path folder;
  private final long maxBytes;
  private final Duration maxAge;
  private final int flushEvery;
  private final InstantSource clock;
  private final CallFilesLog log;
  private final FoundCalls found;

  private final ByteArrayOutputStream unwritten = new ByteArrayOutputStream();
  private int unwrittenCalls;
  private @Nullable OutputStream file;
  private long bytes;
  private Instant begun = Instant.MIN;

  private CallFiles(Builder builder) throws IOException {
    this.folder = Files.createDirectories(builder.folder);
    this.maxBytes = builder.maxBytes;
    this.maxAge = builder.maxAge;
    this.flushEvery = builder.flushEvery;
    this.clock = builder.clock;
    this.log = CallFilesLog.open(folder);
    try {
      this.found = TornFiles.repair(folder, log.lost());
      log.restart();
    } catch (IOException | RuntimeException e) {
      log.close();
      throw e;
    }
  }

  /** {@return a builder of files in a folder, which is made if it is not there} */
  public static Builder in(Path folder) {
    return new Builder(requireNonNull(folder, "folder"));
  }

  /** {@return what the process before this one had left in the folder, and what it had lost} */
  public FoundCalls found() {
    return found;
  }

  @Override
  public void expect() {
    log.expect();
  }

  @Override
  public synchronized void accept(Call call) throws IOException {
    byte[] line = (call.toJson() + "\n").getBytes(StandardCharsets.UTF_8);
    unwritten.writeBytes(line);
    unwrittenCalls++;
    if (unwrittenCalls >= flushEvery) {
      flush();
    }
  }

  /** Hands everything to the operating system. */
  @Override
  public synchronized void flush() throws IOException {
    if (unwrittenCalls == 0) {
      return;
    }
    try {
      unwritten.writeTo(current());
    } catch (IOException e) {
      // Where it broke off is not known: the calls go into the next file, as a whole.
      leave(e);
      forgetTooMany(e);
      throw e;
    }
    bytes += unwritten.size();
    log.written(unwrittenCalls);
    unwritten.reset();
    unwrittenCalls = 0;
  }

  private void leave(IOException reason) {
    OutputStream open = file;
    file = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        reason.addSuppressed(e);
      }
    }
  }

  /** What cannot be written does not fill the memory. */
  private void forgetTooMany(IOException reason) throws IOException {
    if (unwritten.size() > maxBytes) {
      int lost = unwrittenCalls;
      unwritten.reset();
      unwrittenCalls = 0;
      throw new IOException("lost " + lost + " calls that could not be written", reason);
    }
  }

  private OutputStream current() throws IOException {
    Instant now = clock.instant();
    OutputStream open = file;
    if (open != null && (bytes >= maxBytes || !now.isBefore(begun.plus(maxAge)))) {
      close(open);
      open = null;
    }
    if (open == null) {
      open = create(now);
      file = open;
      bytes = 0;
      begun = now;
    }
    return open;
  }

  private OutputStream create(Instant now) throws IOException {
    String name = "calls-" + STAMP.format(now);
    for (int i = 0; ; i++) {
      Path path = folder.resolve(name + "-%03d.ndjson".formatted(i));
      if (!Files.exists(path)) {
        // No channel: a thread that is interrupted would close it.
        return new FileOutputStream(path.toFile());
      }
    }
  }

  private void close(OutputStream open) throws IOException {
    file = null;
    open.close();
  }

  @Override
  public synchronized void close() throws IOException {
    try {
      flush();
      if (file != null) {
        close(file);
      }
    } finally {
      log.close();
    }
  }

  /** {@return the folder, for messages} */
  @Override
  public String toString() {
    return "files in " + folder;
  }

  /** Builds {@link CallFiles}. Not thread-safe. */
  public static final class Builder {
    private static final long MAX_BYTES = 64L << 20;

    private final Path folder;
    private long maxBytes = MAX_BYTES;
    private Duration maxAge = Duration.ofDays(1);
    private int flushEvery = 1;
    private InstantSource clock = InstantSource.system();

    private Builder(Path folder) {
      this.folder = folder;
    }

    /** {@return this builder; begins another file after so many bytes, 64 MiB by default} */
    public Builder maxBytes(long maxBytes) {
      this.maxBytes = atLeastOne("maxBytes", maxBytes);
      return this;
    }

    /**
     * {@return this builder; begins another file with the first call so long after the one before
     * was begun, a day by default}
     */
    public Builder maxAge(Duration maxAge) {
      atLeastOne("maxAge, in nanoseconds", maxAge.compareTo(Duration.ZERO));
      this.maxAge = maxAge;
      return this;
    }

    /**
     * {@return this builder; how many calls are written together, 1 by default} Up to one less are
     * lost when the process is killed. {@link CallRecorder#flush} writes them before.
     */
    public Builder flushEvery(int calls) {
      this.flushEvery = (int) atLeastOne("flushEvery", calls);
      return this;
    }

    /** {@return this builder; names files and says when they are old; by default the system's} */
    public Builder clock(InstantSource clock) {
      this.clock = requireNonNull(clock, "clock");
      return this;
    }

    /**
     * {@return the files}
     *
     * @throws IOException if the folder cannot be made or written, or another process writes to it
     */
    public CallFiles open() throws IOException {
      return new CallFiles(this);
    }

    private static long atLeastOne(String name, long value) {
      if (value < 1) {
        throw new IllegalArgumentException("expected " + name + " of 1 or more, found " + value);
      }
      return value;
    }
  }
}
