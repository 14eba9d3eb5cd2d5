package io.tokentally.report.table;

import io.tokentally.aggregation.CacheSavings;
import io.tokentally.aggregation.LeftOut;
import io.tokentally.aggregation.ModelMatch;
import io.tokentally.aggregation.PricedModel;
import io.tokentally.aggregation.UnpricedModel;
import io.tokentally.report.CallTimes;
import io.tokentally.report.Groups;
import io.tokentally.report.text.CacheWords;
import io.tokentally.report.text.FindingGroup;
import io.tokentally.report.text.NotListed;
import io.tokentally.report.text.Unpriced;
import io.tokentally.report.text.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The sections below the table, line by line. A section without entries is left out. */
final class Sections {

  private static final int WIDTH = 120;

  /** So many models without a price are explained where not everything is shown. */
  private static final int MOST_REASONS = 10;

  private final boolean all;
  private final int width;
  private final List<String> lines = new ArrayList<>();

  /**
   * @param all whether to list every entry, or the first that fit a line
   * @param most how many characters fit a line
   */
  Sections(boolean all, int most) {
    this.all = all;
    this.width = Math.min(WIDTH, most);
  }

  List<String> lines() {
    return lines;
  }

  void addUnpriced(String title, List<UnpricedModel> found) {
    if (found.isEmpty()) {
      return;
    }
    List<UnpricedModel> models = Unpriced.byTokens(found);
    addTitle(title, models.size());
    List<List<String>> rows = new ArrayList<>();
    for (UnpricedModel model : models) {
      Number tokens = model.totalTokens();
      rows.add(
          List.of(
              Words.clean(model.model()),
              Words.number(model.callCount()),
              tokens == null ? "not summed" : Words.number(tokens)));
    }
    new TextTable()
        .left("model")
        .right("calls")
        .right("total tokens")
        .lines(rows)
        .forEach(line -> lines.add("  " + line));
    addReasons(models);
  }

  private void addReasons(List<UnpricedModel> models) {
    List<String> reasons =
        models.stream()
            .flatMap(
                model -> Unpriced.reasons(model).stream().map(why -> model.model() + ": " + why))
            .toList();
    int shown = all ? reasons.size() : Math.min(MOST_REASONS, reasons.size());
    reasons.subList(0, shown).forEach(reason -> addWrapped("  ", Words.clean(reason)));
    if (shown < reasons.size()) {
      lines.add("  and " + Words.number(reasons.size() - shown) + " more, which --all shows");
    }
  }

  /** Adds what the cache saved against none, for each model that used one. */
  void addCache(List<CacheSavings> savings) {
    if (savings.isEmpty()) {
      return;
    }
    addTitle("Cache savings, against no cache", savings.size());
    List<CacheSavings> shown = new ArrayList<>(savings);
    shown.addAll(CacheWords.totals(savings));
    List<List<String>> rows = new ArrayList<>();
    for (CacheSavings each : shown) {
      rows.add(
          List.of(
              Words.clean(each.model()),
              Words.number(each.readTokens()),
              CacheWords.amount(each.saved(), each.unit()),
              Words.number(each.writtenTokens()),
              CacheWords.amount(each.extra(), each.unit()),
              CacheWords.amount(each.net(), each.unit())));
    }
    new TextTable()
        .left("model")
        .right("tokens\nread")
        .right("reads\nsaved")
        .right("tokens\nwritten")
        .right("writes\ncost more")
        .right("saved\nin all")
        .droppable("writes\ncost more", "reads\nsaved", "tokens\nwritten", "tokens\nread")
        .lines(rows, width - 2)
        .forEach(line -> lines.add("  " + line));
    CacheWords.open(savings).forEach(line -> addWrapped("  ", line));
  }

  /** Adds how long the calls of each group took, if somebody asked for it. */
  void addTimes(Groups groups) {
    CallTimes ofRest = groups.restTimes();
    if (ofRest == null) {
      return;
    }
    addTitle("Time, each call with those below it", groups.groups().size());
    List<List<String>> rows = new ArrayList<>();
    for (Groups.Group group : groups.groups()) {
      CallTimes times = group.times() == null ? CallTimes.NONE : group.times();
      rows.add(times(Words.clean(String.join("  ", group.keys())), times));
    }
    if (groups.restCount() > 0) {
      rows.add(times("and " + Words.number(groups.restCount()) + " more", ofRest));
    }
    new TextTable()
        .left(Words.clean(String.join(", ", groups.names())))
        .right("calls")
        .right("in all")
        .right("mean")
        .right("longest")
        .droppable("calls", "in all")
        .lines(rows, width - 2)
        .forEach(line -> lines.add("  " + line));
  }

  private static List<String> times(String name, CallTimes times) {
    return List.of(
        name,
        Words.number(times.calls()),
        seconds(times.total()),
        seconds(times.mean()),
        seconds(times.longest()));
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%,.3f s", time.toMillis() / 1000.0);
  }

  void addMatches(List<PricedModel> models) {
    if (models.isEmpty()) {
      return;
    }
    addTitle("Priced under another name", models.size());
    List<List<String>> rows = new ArrayList<>();
    for (PricedModel model : models) {
      ModelMatch match = model.match();
      String provider = match.providerId() == null ? "" : match.providerId();
      String rule = match.rule().name().toLowerCase(Locale.ROOT).replace('_', ' ');
      rows.add(
          List.of(
              Words.clean(model.model()), Words.clean(match.llmId()), Words.clean(provider), rule));
    }
    new TextTable()
        .left("model")
        .left("priced as")
        .left("of")
        .left("found by")
        .lines(rows)
        .forEach(line -> lines.add("  " + line));
  }

  void addFindings(String title, List<FindingGroup> groups) {
    if (groups.isEmpty()) {
      return;
    }
    addTitle(title, FindingGroup.count(groups));
    String explained = "";
    for (FindingGroup group : groups) {
      addWrapped("  ", group.title() + ": " + Words.number(group.items().size()));
      if (!group.explanation().equals(explained)) {
        explained = group.explanation();
        addWrapped("    ", explained);
      }
      addItems("    ", group.items());
    }
  }

  /** Adds what the other sections do not list, because it is too much. */
  void addLeftOut(LeftOut leftOut) {
    if (leftOut.total() > 0) {
      lines.add("");
      lines.add("Findings not listed (" + Words.number(leftOut.total()) + ")");
      addItems("  ", NotListed.of(leftOut));
    }
  }

  void addCalls(String title, List<String> ids) {
    if (!ids.isEmpty()) {
      addTitle(title, ids.size());
      addItems("  ", ids.stream().map(Words::clean).toList());
    }
  }

  private void addTitle(String title, int count) {
    lines.add("");
    lines.add(title + " (" + Words.number(count) + ")");
  }

  private void addItems(String indent, List<String> items) {
    if (all) {
      items.forEach(item -> lines.add(indent + item));
    } else {
      lines.add(indent + Words.fitting(width - indent.length(), items));
    }
  }

  private void addWrapped(String indent, String text) {
    Words.wrapped(width - indent.length(), text).forEach(line -> lines.add(indent + line));
  }
}
