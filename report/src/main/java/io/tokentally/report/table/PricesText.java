package io.tokentally.report.table;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.tokentally.aggregation.ModelMatch;
import io.tokentally.aggregation.PriceChoice;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.PriceVariant;
import io.tokentally.providers.PartialEntry;
import io.tokentally.providers.PriceList;
import io.tokentally.providers.SkippedEntry;
import io.tokentally.report.PriceAnswer;
import io.tokentally.report.PriceSource;
import io.tokentally.report.PriceSources;
import io.tokentally.report.Sink;
import io.tokentally.report.text.Unpriced;
import io.tokentally.report.text.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes for people what price files hold, what was left out and why, and how names are found. */
public final class PricesText {
  private static final int WIDTH = 120;
  private static final int INDENT = 2;

  /** Rows that are not dated hold from here on. */
  private static final Instant ALWAYS = Instant.parse("0001-01-01T00:00:00Z");

  private final boolean all;
  private final List<String> lines = new ArrayList<>();

  /**
   * @param all whether to name every entry that was left out, or the first of each reason
   */
  public PricesText(boolean all) {
    this.all = all;
  }

  /** Writes all prices of all files, and what was left out of them. */
  public void writeAll(PriceSources prices, Sink to) throws IOException {
    for (PriceSource source : prices.sources()) {
      add(source, to.width());
      lines.add("");
    }
    lines.add("Rates are per million tokens; an empty cache rate is the input rate.");
    write(to);
  }

  /** Writes how names are found. */
  public void writeAnswers(List<PriceAnswer> answers, Sink to) throws IOException {
    for (PriceAnswer answer : answers) {
      add(answer, to.width());
      lines.add("");
    }
    lines.add("Rates are per million tokens; an empty cache rate is the input rate.");
    write(to);
  }

  private void write(Sink to) throws IOException {
    for (String line : lines) {
      to.out().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
    lines.clear();
  }

  private void add(PriceSource source, int width) {
    PriceList list = source.list();
    String age = list.asOf() == null ? "" : ", as of " + list.asOf();
    lines.add(
        Words.clean(
            "%s: %s%s. %s: %s with a price, %s left out."
                .formatted(
                    source.name(),
                    list.name(),
                    age,
                    Words.count(list.entries(), "entry"),
                    Words.number(list.loaded()),
                    Words.number(list.skipped().size()))));
    lines.add("");
    table(list.rows(), width - INDENT).forEach(line -> lines.add("  " + line));
    addSkipped(list.skipped());
    addPartly(list.partly());
  }

  private static List<String> table(List<PriceRow> rows, int width) {
    List<List<String>> cells = new ArrayList<>();
    for (PriceRow row : rows) {
      List<String> line = new ArrayList<>();
      line.add(Words.clean(row.llmId()));
      line.add(row.providerId() == null ? "" : Words.clean(row.providerId()));
      line.add(since(row));
      line.addAll(PriceRates.four(row));
      line.add(PriceRates.unit(row));
      line.add(more(row));
      cells.add(line);
    }
    return new TextTable()
        .left("model")
        .left("provider")
        .left("from")
        .right("input")
        .right("output")
        .right("cache read")
        .right("cache write")
        .left("unit")
        .left("besides")
        .droppable("besides", "cache write", "cache read", "from", "provider", "unit")
        .lines(cells, width);
  }

  private static String since(PriceRow row) {
    return row.effectiveDate().equals(ALWAYS)
        ? ""
        : row.effectiveDate().atOffset(ZoneOffset.UTC).toLocalDate().toString();
  }

  private static String more(PriceRow row) {
    List<String> more = new ArrayList<>();
    int others = PriceRates.others(row).size();
    if (others > 0) {
      more.add(Words.count(others, "rate"));
    }
    if (!row.variants().isEmpty()) {
      more.add(Words.count(row.variants().size(), "condition"));
    }
    return String.join(", ", more);
  }

  private void addSkipped(List<SkippedEntry> skipped) {
    if (!skipped.isEmpty()) {
      lines.add("");
      lines.add("  Left out (" + Words.number(skipped.size()) + ")");
      Map<String, List<String>> byReason = new LinkedHashMap<>();
      skipped.forEach(
          entry ->
              byReason
                  .computeIfAbsent(Words.clean(entry.reason()), reason -> new ArrayList<>())
                  .add(Words.clean(entry.entry())));
      byReason.forEach(
          (reason, entries) -> {
            addWrapped("    ", reason + ": " + Words.number(entries.size()));
            addItems("      ", entries);
          });
    }
  }

  /** What the entries say besides counts more than which entry says it. */
  private void addPartly(List<PartialEntry> partly) {
    if (!partly.isEmpty()) {
      lines.add("");
      lines.add("  Not read of entries that have a price (" + Words.number(partly.size()) + ")");
      Map<String, Long> byMember =
          partly.stream()
              .flatMap(entry -> entry.leftOut().stream())
              .collect(groupingBy(Words::clean, LinkedHashMap::new, counting()));
      List<String> members = new ArrayList<>();
      byMember.forEach((member, count) -> members.add(member + " (" + Words.number(count) + ")"));
      addItems("    ", members);
    }
  }

  private void add(PriceAnswer answer, int width) {
    String of = answer.provider() == null ? "" : " of " + answer.provider();
    PriceChoice choice = answer.choice();
    if (choice == null) {
      String why =
          answer.reason() == null ? "no price" : Unpriced.reason(answer.model(), answer.reason());
      addWrapped("", Words.clean(answer.model() + of + ": ") + why);
      return;
    }
    ModelMatch match = choice.match();
    String rule =
        match == null ? "exact" : match.rule().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    PriceRow row = choice.row();
    String provider = row.providerId() == null ? "" : " of " + row.providerId();
    addWrapped(
        "",
        Words.clean(
            "%s%s: priced as %s%s, found by: %s, in %s (row %s)"
                .formatted(
                    answer.model(), of, row.llmId(), provider, rule, answer.source(), row.id())));
    table(List.of(row), width - INDENT).forEach(line -> lines.add("  " + line));
    PriceRates.others(row).forEach(other -> lines.add("  " + other));
    for (PriceVariant variant : row.variants()) {
      List<String> four = PriceRates.four(variant);
      List<String> rates =
          new ArrayList<>(List.of("input " + four.get(0), "output " + four.get(1)));
      if (!four.get(2).isEmpty()) {
        rates.add("cache read " + four.get(2));
      }
      if (!four.get(3).isEmpty()) {
        rates.add("cache write " + four.get(3));
      }
      rates.addAll(PriceRates.others(variant));
      addWrapped("  ", Words.clean(variant.label()) + ": " + String.join(", ", rates));
    }
    if (choice.fromFuture()) {
      lines.add("  The price takes effect later than the call begins.");
    }
  }

  private void addItems(String indent, List<String> items) {
    if (all) {
      items.forEach(item -> lines.add(indent + item));
    } else {
      lines.add(indent + Words.fitting(WIDTH - indent.length(), items));
    }
  }

  private void addWrapped(String indent, String text) {
    Words.wrapped(WIDTH - indent.length(), text).forEach(line -> lines.add(indent + line));
  }
}
