package io.tokentally.benchmarks;

import io.tokentally.benchmarks.data.CallsFile;
import io.tokentally.benchmarks.reading.Footprint;
import io.tokentally.benchmarks.recording.Soak;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.Main;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;

/**
 * The program: {@code short} or {@code full} runs what the table needs and prints it; {@code file
 * NAME CALLS [scattered]} writes a file of calls; {@code soak CALLS} records so many and settles
 * them; anything else is for JMH.
 */
public final class Benchmarks {

  private Benchmarks() {}

  /** Runs it. */
  public static void main(String[] args) throws Exception {
    if (args.length == 1 && args[0].equals("short")) {
      run(Plan.SHORT);
    } else if (args.length == 1 && args[0].equals("full")) {
      run(Plan.FULL);
    } else if (args.length >= 3 && args[0].equals("file")) {
      boolean scattered = List.of(args).contains("scattered");
      CallsFile.write(Path.of(args[1]), Integer.parseInt(args[2]), scattered);
    } else if (args.length == 2 && args[0].equals("soak")) {
      Soak.run(Long.parseLong(args[1]));
    } else {
      Main.main(args);
    }
  }

  private static void run(Plan plan) throws Exception {
    double loadBefore = load();
    Scores scores = new Scores();
    for (Options options : plan.runs()) {
      scores.addAll(new Runner(options).run());
    }
    double loadAfter = load();
    List<Row> rows = new ArrayList<>();
    for (String query : plan.queries()) {
      rows.addAll(FilterRows.of(scores, query));
    }
    rows.addAll(FilterRows.ofThreads(scores));
    rows.addAll(RollupRows.of(scores, plan));
    rows.addAll(OtherRows.of(scores, new Footprint().bytesPerCall()));
    System.out.println();
    System.out.print(Table.of(rows));
    System.out.printf(
        Locale.ROOT,
        "Ratio: speed by that of the baseline, measured in the same run. Java %s, %d processors,"
            + " load %.1f before and %.1f after.%n",
        Runtime.version(),
        Runtime.getRuntime().availableProcessors(),
        loadBefore,
        loadAfter);
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }
}
