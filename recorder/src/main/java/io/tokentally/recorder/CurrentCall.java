package io.tokentally.recorder;

/**
 * A call that is the {@linkplain CallRecorder#current current} one of a thread until this is
 * closed, on the same thread; the one before is current again then. For {@code try}-with-resources.
 */
public interface CurrentCall extends AutoCloseable {
  @Override
  void close();
}
