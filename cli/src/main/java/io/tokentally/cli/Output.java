package io.tokentally.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** What the program prints. A failure to write is kept apart from a failure to read. */
final class Output extends OutputStream {

  /** The output could not be written. */
  static final class Failed extends IOException {

    private static final long serialVersionUID = 1;

    private final boolean readerGone;

    Failed(IOException cause, boolean readerGone) {
      super(cause.getMessage(), cause);
      this.readerGone = readerGone;
    }

    /** {@return whether nobody reads any more, as after {@code | head}} */
    boolean readerGone() {
      return readerGone;
    }
  }

  private interface Write {
    void run() throws IOException;
  }

  private final OutputStream out;
  private final BooleanSupplier toPipe;
  private final IntSupplier width;

  /** The width, once it was asked for. */
  private int asked;

  /**
   * @param toPipe asked when writing fails: whether the output goes to a pipe
   */
  Output(OutputStream out, BooleanSupplier toPipe) {
    this(out, toPipe, () -> Integer.MAX_VALUE);
  }

  /**
   * @param width asked when a table is written: how many characters fit a line
   */
  Output(OutputStream out, BooleanSupplier toPipe, IntSupplier width) {
    this.out = new BufferedOutputStream(out, 1 << 16);
    this.toPipe = toPipe;
    this.width = width;
  }

  /** {@return how many characters fit a line} */
  int width() {
    if (asked == 0) {
      asked = width.getAsInt();
    }
    return asked;
  }

  @Override
  public void write(int b) throws IOException {
    attempt(() -> out.write(b));
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    attempt(() -> out.write(bytes, offset, length));
  }

  @Override
  public void flush() throws IOException {
    attempt(out::flush);
  }

  @Override
  public void close() throws IOException {
    attempt(out::close);
  }

  private void attempt(Write write) throws Failed {
    try {
      write.run();
    } catch (IOException e) {
      String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
      // The message is the system's, and may be in any language.
      throw new Failed(e, message.contains("pipe") || toPipe.getAsBoolean());
    }
  }
}
