package io.tokentally.recorder;

/**
 * A call that is the {@linkplain CallRecorder#current current} one of a thread until this is
 * closed, here or on another thread; then the one before is again that has not been closed. For
 * {@code try}-with-resources.
 */
public interface CurrentCall extends AutoCloseable {
  @Override
  void close();
}
