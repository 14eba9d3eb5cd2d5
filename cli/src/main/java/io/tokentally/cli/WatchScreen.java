package io.tokentally.cli;

import io.tokentally.report.table.TextTable;
import io.tokentally.report.text.Money;
import io.tokentally.report.text.UsageSum;
import io.tokentally.report.text.UsageSum.Count;
import io.tokentally.report.text.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Shows what is watched: drawn over and over at a terminal, else a line for each change. */
final class WatchScreen {

  private static final int MOST_MODELS = 8;
  private static final int MOST_SESSIONS = 8;

  private final Output out;
  private final boolean isTerminal;
  private int drawn;

  WatchScreen(Output out, boolean isTerminal) {
    this.out = out;
    this.isTerminal = isTerminal;
  }

  /**
   * Shows what there is.
   *
   * @param time what time it is
   * @param changed the sessions that have changed
   */
  void show(Watch watch, String time, List<String> changed) throws IOException {
    if (isTerminal) {
      draw(lines(watch, time));
      return;
    }
    Map<String, UsageSum> sessions = watch.sessions();
    for (String session : changed) {
      UsageSum sum = sessions.getOrDefault(session, new UsageSum());
      print(time + "  " + Words.clean(session) + "  " + tokens(sum) + " tokens  " + cost(sum));
    }
    out.flush();
  }

  /** Takes what was drawn away, so that something else can stand there. */
  void clear() throws IOException {
    draw(List.of());
  }

  private void draw(List<String> lines) throws IOException {
    if (drawn > 0) {
      write("\r\u001b[" + drawn + "A\u001b[J"); // up, and clear
    }
    for (String line : lines) {
      print(line);
    }
    drawn = lines.size();
    out.flush();
  }

  private static List<String> lines(Watch watch, String time) {
    Map<String, UsageSum> models = watch.models();
    List<String> lines = new ArrayList<>();
    lines.add(
        time + "  " + Words.count(watch.fileCount(), "file") + "  (Ctrl-C ends with the report)");
    lines.add("");
    lines.addAll(table("model", models, MOST_MODELS));
    lines.add("");
    lines.addAll(table("session", watch.sessions(), MOST_SESSIONS));
    return lines;
  }

  private static List<String> table(String title, Map<String, UsageSum> sums, int most) {
    TreeSet<String> units = new TreeSet<>();
    sums.values().forEach(sum -> units.addAll(sum.pricedCosts().keySet()));
    Comparator<UsageSum> order = UsageSum.mostExpensiveFirst(List.copyOf(units));
    List<List<String>> rows =
        sums.entrySet().stream()
            .sorted(
                Map.Entry.<String, UsageSum>comparingByValue(order)
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(most)
            .map(each -> row(each.getKey(), each.getValue()))
            .collect(Collectors.toCollection(ArrayList::new));
    List<String> lines =
        new ArrayList<>(
            new TextTable()
                .left(title)
                .right("requests")
                .right("tokens")
                .right("cost")
                .lines(rows));
    if (sums.size() > most) {
      lines.add("and " + Words.number(sums.size() - most) + " more, of lower cost");
    }
    return lines;
  }

  private static List<String> row(String name, UsageSum sum) {
    return List.of(
        Words.shortened(Words.clean(name), 40),
        Words.number(sum.count(Count.REQUESTS)),
        tokens(sum),
        cost(sum));
  }

  private static String tokens(UsageSum sum) {
    return Words.number(sum.count(Count.TOTAL));
  }

  /** {@return what is known of the cost, and whether that is all} */
  private static String cost(UsageSum sum) {
    String known =
        sum.pricedCosts().entrySet().stream()
            .map(
                each ->
                    Money.text(Money.rounded(each.getValue())) + " " + Words.clean(each.getKey()))
            .collect(Collectors.joining(" + "));
    if (sum.isPriced()) {
      return known.isEmpty() ? "0" : known;
    }
    return known.isEmpty() ? "unpriced" : known + ", partly unpriced";
  }

  private void print(String line) throws IOException {
    write(line + "\n");
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
