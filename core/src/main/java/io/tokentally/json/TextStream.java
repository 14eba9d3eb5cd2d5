package io.tokentally.json;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** The text of files: unpacked where it is compressed with gzip, without a byte order mark. */
public final class TextStream {

  private static final int GZIP_FIRST = 0x1f;
  private static final int GZIP_SECOND = 0x8b;

  /** How many bytes are read at once. */
  public static final int BUFFER = 1 << 16;

  private TextStream() {}

  /**
   * {@return the text of a stream, in UTF-8; closing it closes the stream}
   *
   * @throws IOException if the first bytes cannot be read
   */
  public static BufferedInputStream of(InputStream in) throws IOException {
    BufferedInputStream raw = buffered(in);
    raw.mark(2);
    boolean gzip = raw.read() == GZIP_FIRST && raw.read() == GZIP_SECOND;
    raw.reset();
    BufferedInputStream text =
        gzip
            ? new BufferedInputStream(new GZIPInputStream(new ToTheEnd(raw), BUFFER), BUFFER)
            : raw;
    skipByteOrderMark(text);
    return text;
  }

  /** {@return the stream with a buffer; the stream itself if it has one} */
  private static BufferedInputStream buffered(InputStream in) {
    return in instanceof BufferedInputStream already
        ? already
        : new BufferedInputStream(in, BUFFER);
  }

  private static void skipByteOrderMark(BufferedInputStream text) throws IOException {
    text.mark(3);
    if (text.read() != 0xEF || text.read() != 0xBB || text.read() != 0xBF) {
      text.reset();
    }
  }

  /**
   * Says that there is more as long as there is: the JDK stops after the first part of a gzip file
   * of several parts if the stream below does not say so.
   */
  private static final class ToTheEnd extends FilterInputStream {
    ToTheEnd(BufferedInputStream in) {
      super(in);
    }

    @Override
    public int available() throws IOException {
      in.mark(1);
      int next = in.read();
      in.reset();
      return next < 0 ? 0 : 1;
    }
  }
}
