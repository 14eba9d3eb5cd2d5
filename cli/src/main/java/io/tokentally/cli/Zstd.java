package io.tokentally.cli;

import io.tokentally.importers.ImportOptions;
import io.tokentally.json.TextStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Files compressed with zstd (RFC 8878), which are recognised by how they begin. */
final class Zstd {

  /** Files are read as usual, and unpacked. */
  static final ImportOptions OPTIONS = ImportOptions.DEFAULT.withUnpacking(Zstd::unpacked);

  private static final byte[] MAGIC = {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD};

  private Zstd() {}

  /** {@return what is in a file; the same bytes if it is not compressed with zstd} */
  static InputStream unpacked(InputStream in) throws IOException {
    BufferedInputStream packed =
        in instanceof BufferedInputStream buffered
            ? buffered
            : new BufferedInputStream(in, TextStream.BUFFER);
    packed.mark(MAGIC.length);
    byte[] beginning = packed.readNBytes(MAGIC.length);
    packed.reset();
    return Arrays.equals(beginning, MAGIC) ? new ZstdFrames(packed) : packed;
  }
}
