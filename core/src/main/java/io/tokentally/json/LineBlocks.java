package io.tokentally.json;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A stream in blocks of whole lines. Not thread-safe. */
public final class LineBlocks implements Closeable {

  /** How many bytes are read at once, as of {@link Lines}. */
  private static final int CHUNK = 1 << 16;

  /** How many chunks a block has, unless one line has more. */
  private static final int CHUNKS = 4;

  private static final byte[] NOTHING = new byte[0];

  /** Some lines. */
  public static final class Block {

    private final byte[] bytes;
    private final int length;

    private Block(byte[] bytes, int length) {
      this.bytes = bytes;
      this.length = length;
    }

    /** {@return the text of the lines} */
    public JsonBytes text() {
      return new JsonBytes(bytes, length);
    }

    /** {@return whether this stands for one line that is longer than allowed, and holds nothing} */
    public boolean isTooLong() {
      return length == 0;
    }
  }

  private final InputStream in;
  private final int most;
  private final int chunk;

  /** What was read behind the last block. */
  private byte[] rest = NOTHING;

  private boolean ended;

  /** What ended the reading, once all lines before it were given. */
  private @Nullable IOException problem;

  /**
   * The blocks of a stream.
   *
   * @param most how many bytes one line may have
   */
  public LineBlocks(InputStream in, int most) {
    this(in, most, CHUNK);
  }

  LineBlocks(InputStream in, int most, int chunk) {
    this.in = in;
    this.most = most;
    this.chunk = chunk;
  }

  /** {@return the next lines, null at the end of the stream} */
  public @Nullable Block next() throws IOException {
    byte[] bytes = rest;
    int length = rest.length;
    int end = endOfLines(bytes, 0, length);
    while (end == 0 && !ended) {
      if (length > most) {
        return tooLong();
      }
      bytes = Arrays.copyOf(bytes, length + Math.max(CHUNKS * chunk, length / chunk * chunk));
      int from = length;
      while (length < bytes.length && !ended) {
        length += read(bytes, length);
      }
      end = endOfLines(bytes, from, length);
    }
    if (ended && problem == null) {
      end = length; // the last line may have no break
    }
    if (end == 0 && problem != null) {
      throw problem;
    }
    rest = Arrays.copyOfRange(bytes, end, length);
    return end == 0 ? null : new Block(bytes, end);
  }

  /** {@return how many more bytes there are; 0 at the end} */
  private int read(byte[] bytes, int from) {
    try {
      int read = in.read(bytes, from, Math.min(chunk, bytes.length - from));
      ended = read <= 0;
      return Math.max(read, 0);
    } catch (IOException e) {
      problem = e;
      ended = true;
      return 0;
    }
  }

  /** {@return the place after the last line break of a part, 0 if there is none} */
  private static int endOfLines(byte[] bytes, int from, int to) {
    int at = to;
    while (at > from && bytes[at - 1] != '\n') {
      at--;
    }
    return at == from ? 0 : at;
  }

  /** Leaves out what is left of a line. */
  private Block tooLong() {
    byte[] bytes = new byte[chunk];
    rest = NOTHING;
    while (!ended) {
      int read = read(bytes, 0);
      for (int i = 0; i < read; i++) {
        if (bytes[i] == '\n') {
          rest = Arrays.copyOfRange(bytes, i + 1, read);
          return new Block(NOTHING, 0);
        }
      }
    }
    return new Block(NOTHING, 0);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
