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
 * The program:
 *
 * <ul>
 *   <li>{@code short} or {@code full} measures what the table needs and prints it; {@code --write
 *       PAGE} writes it into the page, {@code --check PAGE} fails where a ratio has fallen by a
 *       third against the page's
 *   <li>{@code file NAME CALLS [scattered]} writes a file of calls
 *   <li>{@code soak CALLS} records so many and settles them
 *   <li>anything else is for JMH
 * </ul>
 */
public final class Benchmarks {

  /** What a ratio must be at least, as a part of the one in the page. */
  private static final double LEAST = 2.0 / 3;

  private Benchmarks() {}

  /** Runs it. */
  public static void main(String[] args) throws Exception {
    String command = args.length == 0 ? "" : args[0];
    switch (command) {
      case "short" -> measure(Plan.SHORT, args);
      case "full" -> measure(Plan.FULL, args);
      case "file" -> {
        boolean scattered = List.of(args).contains("scattered");
        CallsFile.write(Path.of(args[1]), Integer.parseInt(args[2]), scattered);
      }
      case "soak" -> Soak.run(Long.parseLong(args[1]));
      default -> Main.main(args);
    }
  }

  private static void measure(Plan plan, String[] args) throws Exception {
    String option = args.length == 3 ? args[1] : "";
    if (args.length != 1 && !option.equals("--write") && !option.equals("--check")) {
      throw new IllegalArgumentException(
          "expected --write PAGE, --check PAGE or nothing, found " + List.of(args));
    }
    // A page that cannot be read is found before all is measured.
    Page page = option.isEmpty() ? null : Page.read(Path.of(args[2]));
    Table before = option.equals("--check") && page != null ? Table.parse(page.measured()) : null;
    double load = load();
    Table table = Table.of(rows(plan));
    String text = table + "\n" + circumstances(load);
    System.out.print("\n" + text);
    if (before != null) {
      check(before, table);
    } else if (page != null) {
      page.write(text);
    }
  }

  private static List<Row> rows(Plan plan) throws Exception {
    Scores scores = new Scores();
    for (Options options : plan.runs()) {
      scores.addAll(new Runner(options).run());
    }
    List<Row> rows = new ArrayList<>();
    plan.queries().forEach(query -> rows.addAll(FilterRows.of(scores, query)));
    rows.add(FilterRows.ofThreads(scores));
    rows.addAll(RollupRows.of(scores, plan));
    rows.addAll(OtherRows.ofReading(scores));
    rows.addAll(OtherRows.ofMemory(Footprint.measure()));
    return rows;
  }

  private static void check(Table before, Table measured) {
    List<String> problems = before.problems(measured, LEAST);
    problems.forEach(System.err::println);
    if (!problems.isEmpty()) {
      System.exit(1);
    }
  }

  private static String circumstances(double loadBefore) {
    return String.format(
        Locale.ROOT,
        "Java %s, %d processors, load %.1f before and %.1f after.%n",
        Runtime.version().feature(),
        Runtime.getRuntime().availableProcessors(),
        loadBefore,
        load());
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }
}
