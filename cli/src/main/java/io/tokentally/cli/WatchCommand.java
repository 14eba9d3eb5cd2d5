package io.tokentally.cli;

import io.tokentally.report.Report;
import io.tokentally.report.table.TableReport;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Follows files while they grow. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    description = {
      "Follows files while they grow, such as the sessions of coding agents, and shows cost by model"
          + " and session as it comes: at a terminal drawn in place, else a line for each change."
          + " New files of a folder are seen; a last line that is still written waits.",
      "Ctrl-C ends it with the report of these files, which --query and --root are for."
    })
final class WatchCommand implements Callable<Integer> {

  /** Reading what has changed takes at most this part of the time. */
  private static final int REST = 5;

  private final Streams streams;

  @Mixin private ReportArguments arguments = new ReportArguments();

  @Option(
      names = "--interval",
      paramLabel = "SECONDS",
      defaultValue = "1",
      description = "How long to wait before looking again. Default: 1.")
  private double interval = 1;

  @Option(
      names = "--all",
      description = "Show every root call and every finding in the report at the end.")
  private boolean all;

  WatchCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws Exception {
    if (!(interval >= 0.05 && interval <= 3600)) {
      throw Failure.failed("--interval: expected 0.05 to 3600 seconds, found " + interval);
    }
    List<String> places = arguments.names();
    if (places.isEmpty() || places.contains("-")) {
      throw Failure.failed(
          "watch: expected files or folders, found " + (places.isEmpty() ? "none" : "-"));
    }
    Watch watch = new Watch(places, arguments.importOptions(), arguments.tally(), streams::say);
    WatchScreen screen = new WatchScreen(streams.out(), Terminal.isTerminal(Terminal.OUTPUT));
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    AtomicInteger exitCode = new AtomicInteger();
    Thread hook =
        new Thread(
            () -> {
              stop.countDown();
              try {
                over.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              Runtime.getRuntime().halt(exitCode.get());
            });
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      follow(watch, screen, stop);
      screen.clear();
      report();
    } catch (Failure e) {
      streams.say(e.line());
      exitCode.set(e.exitCode());
    } finally {
      over.countDown();
    }
    if (stop.getCount() > 0) {
      Runtime.getRuntime().removeShutdownHook(hook); // nobody asked it to end
    }
    return exitCode.get();
  }

  private void follow(Watch watch, WatchScreen screen, CountDownLatch stop)
      throws IOException, InterruptedException {
    long wait = 0;
    try {
      while (!stop.await(wait, TimeUnit.MILLISECONDS)) {
        Instant begun = Instant.now();
        List<String> changed = watch.poll();
        screen.show(watch, begun.truncatedTo(ChronoUnit.SECONDS).toString(), changed);
        long took = Duration.between(begun, Instant.now()).toMillis();
        wait = Math.max((long) (interval * 1000), REST * took);
      }
    } catch (NoSuchFileException e) {
      throw TextFile.unreadable(e.getFile(), e);
    }
  }

  private void report() throws IOException {
    Report report = arguments.read(streams.withoutProgress());
    new TableReport(all).write(report, streams.sink());
    streams.out().flush();
    report.source().skipped().lines().forEach(streams::say);
    Inputs.tell(report.source().files(), streams);
  }
}
