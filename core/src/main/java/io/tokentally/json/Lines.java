package io.tokentally.json;

import static java.util.Objects.requireNonNull;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a stream, one after the other. Where a line is over need not be known before it is
 * read: whoever reads JSON comes to its end. Not thread-safe.
 */
public final class Lines implements Closeable {

  private final LineBlocks blocks;
  private final int most;
  private final byte[] room;

  /** The lines that are held; null at the end of the stream. */
  private @Nullable JsonBytes text = new JsonBytes(new byte[0], 0);

  private int from;
  private int number;

  /** Where the line is over; negative as long as that is not known. */
  private int end;

  /**
   * The lines of a stream.
   *
   * @param most how many bytes one line may have
   */
  public Lines(InputStream in, int most) {
    this(in, most, new byte[LineBlocks.ROOM]);
  }

  /**
   * The lines of a stream.
   *
   * @param room holds lines until the last one was read
   */
  public Lines(InputStream in, int most, byte[] room) {
    this.blocks = new LineBlocks(in, most);
    this.most = most;
    this.room = room;
  }

  /** Goes to the next line; false at the end of the stream. */
  public boolean next() throws IOException {
    JsonBytes now = text;
    if (now == null) {
      return false;
    }
    from = number == 0 ? 0 : to() + 1;
    if (from >= now.length()) {
      now = blocks.next(room);
      text = now;
      from = 0;
    }
    end = -1;
    number += now == null ? 0 : 1;
    return now != null;
  }

  /** {@return whether the line is longer than allowed; nothing of it may be held then} */
  public boolean isTooLong() {
    JsonBytes now = text();
    return now == LineBlocks.TOO_LONG || (now.length() - from > most && to() - from > most);
  }

  /** {@return the text that holds the line, and others, until the next one} */
  public JsonBytes text() {
    return requireNonNull(text, "text");
  }

  /** {@return where in the text the line begins} */
  public int from() {
    return from;
  }

  /** {@return where in the text the line is over} */
  public int to() {
    if (end < 0) {
      end = text().endOfLine(from);
    }
    return end;
  }

  /** {@return whether it is known where the line is over} */
  public boolean isEndKnown() {
    return end >= 0;
  }

  /**
   * Takes over where the line is over from whoever read it; a negative number if that is not known.
   */
  public void endsAt(int to) {
    end = to;
  }

  /** {@return the number of the line, from 1} */
  public int number() {
    return number;
  }

  @Override
  public void close() throws IOException {
    blocks.close();
  }
}
