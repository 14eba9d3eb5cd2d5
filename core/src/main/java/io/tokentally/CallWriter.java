package io.tokentally;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * Writes calls as newline-delimited JSON in UTF-8, one call a line; {@link CallReader} reads them
 * back. Dates are written as RFC 3339 UTC. Not thread-safe.
 */
public final class CallWriter implements Closeable {

  private final Writer out;

  private CallWriter(Writer out) {
    this.out = out;
  }

  /** {@return a writer to the stream; closing the writer closes the stream} */
  public static CallWriter to(OutputStream out) {
    return new CallWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
  }

  /**
   * Writes one call.
   *
   * @throws IOException if it cannot be written
   */
  public void write(Call call) throws IOException {
    out.write(call.toJson());
    out.write('\n');
  }

  /** Hands on everything written so far. */
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
