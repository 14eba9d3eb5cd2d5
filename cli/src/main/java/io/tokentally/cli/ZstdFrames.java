package io.tokentally.cli;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.ZipException;

/**
 * What is in the frames of a zstd file, one after the other. The library's own stream takes a file
 * that breaks off in its second frame for a whole one.
 */
final class ZstdFrames extends InputStream {

  private static final int BUFFER = 1 << 17;

  private final InputStream in;
  private final ZstdDecompressCtx context = new ZstdDecompressCtx();
  private final byte[] chunk = new byte[BUFFER];
  private final ByteBuffer packed = ByteBuffer.allocateDirect(BUFFER).limit(0);
  private final ByteBuffer unpacked = ByteBuffer.allocateDirect(BUFFER).limit(0);
  private boolean isInFrame;

  ZstdFrames(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    return fill() ? Byte.toUnsignedInt(unpacked.get()) : -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, unpacked.remaining());
    unpacked.get(bytes, offset, count);
    return count;
  }

  /** {@return whether there is more, which is then unpacked} */
  private boolean fill() throws IOException {
    boolean isHeldBack = isInFrame && unpacked.limit() == BUFFER;
    while (!unpacked.hasRemaining()) {
      if (!isHeldBack && !packed.hasRemaining() && !readPacked()) {
        return false;
      }
      unpack();
      isHeldBack = false;
    }
    return true;
  }

  private boolean readPacked() throws IOException {
    int count = in.read(chunk, 0, BUFFER);
    if (count < 0 && isInFrame) {
      throw new EOFException("unexpected end of zstd data");
    }
    packed.clear().put(chunk, 0, Math.max(0, count)).flip();
    return count >= 0;
  }

  private void unpack() throws ZipException {
    unpacked.clear();
    try {
      isInFrame = !context.decompressDirectByteBufferStream(unpacked, packed);
    } catch (ZstdException e) {
      unpacked.limit(0);
      ZipException broken = new ZipException("broken zstd data: " + e.getMessage());
      broken.initCause(e);
      throw broken;
    }
    unpacked.flip();
  }

  @Override
  public void close() throws IOException {
    context.close();
    in.close();
  }
}
