package io.tokentally.recorder;

import org.jspecify.annotations.Nullable;

/** The current calls of threads, each above the ones that were current before. */
@SuppressWarnings("ThreadLocalUsage") // a recorder is there as long as its application
final class Current {

  private final ThreadLocal<@Nullable Made> innermost = new ThreadLocal<>();

  /** A call that is current until it is closed, in whatever order others are. */
  private final class Made implements CurrentCall {
    private final OpenCall call;
    private final @Nullable Made outer;
    private volatile boolean closed;

    Made(OpenCall call, @Nullable Made outer) {
      this.call = call;
      this.outer = outer;
    }

    @Override
    public void close() {
      closed = true;
      open(); // of this thread; another one looks when it next asks
    }
  }

  private @Nullable Made open() {
    Made open = innermost.get();
    if (open != null && open.closed) {
      while (open != null && open.closed) {
        open = open.outer;
      }
      if (open == null) {
        innermost.remove();
      } else {
        innermost.set(open);
      }
    }
    return open;
  }

  @Nullable OpenCall get() {
    Made made = open();
    return made == null ? null : made.call;
  }

  CurrentCall make(OpenCall call) {
    Made made = new Made(call, open());
    innermost.set(made);
    return made;
  }
}
