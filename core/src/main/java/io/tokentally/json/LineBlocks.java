package io.tokentally.json;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A stream in blocks of whole lines. Not thread-safe. */
public final class LineBlocks implements Closeable {

  /**
   * How many bytes one line may hold: the whole of it is held, and a small file may unpack to it.
   */
  public static final int MAX_BYTES = 1 << 28;

  /** How many bytes a block has, unless one line has more. */
  public static final int ROOM = 1 << 18;

  private static final byte[] NOTHING = new byte[0];

  /** Stands for one line that is longer than allowed, and holds nothing. */
  public static final JsonBytes TOO_LONG = new JsonBytes(NOTHING, 0);

  private final InputStream in;
  private final int most;

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
    this.in = in;
    this.most = most;
  }

  /**
   * {@return the next lines, {@link #TOO_LONG}, or null at the end of the stream}
   *
   * @param room holds the lines, unless one line needs more
   */
  public @Nullable JsonBytes next(byte[] room) throws IOException {
    int length = rest.length;
    byte[] bytes = length < room.length ? room : Arrays.copyOf(rest, length + room.length);
    System.arraycopy(rest, 0, bytes, 0, length);
    int end = endOfLines(bytes, 0, length);
    while (end == 0 && !ended) {
      if (length > most) {
        return tooLong(room);
      }
      if (length == bytes.length) {
        bytes = Arrays.copyOf(bytes, 2 * length);
      }
      int from = length;
      length += read(bytes, length);
      end = endOfLines(bytes, from, length);
    }
    if (ended && problem == null) {
      end = length; // the last line may have no break
    }
    if (end == 0 && problem != null) {
      throw problem;
    }
    rest = Arrays.copyOfRange(bytes, end, length);
    return end == 0 ? null : new JsonBytes(bytes, end);
  }

  /** {@return how many more bytes there are; 0 at the end} */
  private int read(byte[] bytes, int from) {
    try {
      int read = in.read(bytes, from, bytes.length - from);
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
  private JsonBytes tooLong(byte[] room) {
    rest = NOTHING;
    while (!ended) {
      int read = read(room, 0);
      int end = Bytes.indexOf('\n', room, 0, read);
      if (end < read) {
        rest = Arrays.copyOfRange(room, end + 1, read);
        break;
      }
    }
    return TOO_LONG;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
