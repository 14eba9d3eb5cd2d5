package io.tokentally.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how far the reading of a big file is, in one line that goes away again. */
final class Progress {

  private static final long BIG = 32L << 20;
  private static final long MEBIBYTE = 1L << 20;
  static final int ERROR = 2;

  private Progress() {}

  /**
   * {@return the stream, with progress reported while it is read if the file is big and somebody
   * looks}
   */
  static InputStream watch(InputStream in, Path file, PrintStream err) throws IOException {
    long size = Files.size(file);
    if (size < BIG || !Terminal.isTerminal(ERROR)) {
      return in;
    }
    ProgressBarBuilder bar =
        ProgressBar.builder()
            .setTaskName("reading")
            .setInitialMax(size)
            .setUnit(" MiB", MEBIBYTE)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(200)
            .setConsumer(new Line(err))
            .clearDisplayOnFinish();
    return ProgressBar.wrap(in, bar);
  }

  /** A line that is written over and over. It asks the terminal nothing. */
  private record Line(PrintStream err) implements ProgressBarConsumer {

    @Override
    public int getMaxRenderedLength() {
      return 78;
    }

    @Override
    public void accept(String line) {
      err.print("\r" + line);
      err.flush();
    }

    @Override
    public void close() {
      err.flush();
    }
  }
}
