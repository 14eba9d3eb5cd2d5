package io.tokentally.report.data;

import io.tokentally.aggregation.ModelMatch;
import io.tokentally.aggregation.PriceChoice;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.PriceVariant;
import io.tokentally.aggregation.TokenRates;
import io.tokentally.report.PriceAnswer;
import io.tokentally.report.PriceSource;
import io.tokentally.report.PriceSources;
import io.tokentally.report.Sink;
import io.tokentally.report.text.Unpriced;
import io.tokentally.report.text.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes what price files hold, and how names are found in them, as CSV: a row for each price and
 * condition, rates per token. After the columns that there always are, each other kind that the
 * prices name has one, by its name.
 */
public final class PricesCsv {

  private static final List<String> OF_PRICES = List.of("file");

  private static final List<String> OF_ANSWERS =
      List.of("asked", "asked_provider", "rule", "file", "from_future", "reason");

  private static final List<String> OF_ROWS =
      List.of(
          "id",
          "model",
          "provider_id",
          "effective_date",
          "when",
          "prompt_token_cost",
          "completion_token_cost",
          "cache_read_input_token_cost",
          "cache_creation_input_token_cost",
          "cache_creation_1h_input_token_cost",
          "prompt_token_cost_unit",
          "completion_token_cost_unit");

  private final List<List<@Nullable Object>> rows = new ArrayList<>();
  private final List<String> columns;
  private final List<String> kinds;

  private PricesCsv(List<String> first, List<PriceRow> prices) {
    Set<String> all = new TreeSet<>();
    for (PriceRow row : prices) {
      all.addAll(row.otherRates().keySet());
      row.variants().forEach(variant -> all.addAll(variant.otherRates().keySet()));
    }
    kinds = List.copyOf(all);
    columns = new ArrayList<>(first);
    columns.addAll(OF_ROWS);
    columns.addAll(kinds);
  }

  /** Writes all prices of all files; what was left out of them is said as a number. */
  public static void writeAll(PriceSources prices, Sink to) throws IOException {
    List<PriceRow> all =
        prices.sources().stream().flatMap(source -> source.list().rows().stream()).toList();
    PricesCsv csv = new PricesCsv(OF_PRICES, all);
    for (PriceSource source : prices.sources()) {
      source.list().rows().forEach(row -> csv.add(List.of(source.name()), row));
    }
    csv.write(to);
    for (PriceSource source : prices.sources()) {
      int skipped = source.list().skipped().size();
      if (skipped > 0) {
        to.say(
            source.name()
                + ": "
                + Words.count(skipped, "entry")
                + " left out; --format json names them");
      }
    }
  }

  /** Writes how names are found; a name without a price has a row that says why. */
  public static void writeAnswers(List<PriceAnswer> answers, Sink to) throws IOException {
    List<PriceRow> found = new ArrayList<>();
    for (PriceAnswer answer : answers) {
      if (answer.choice() != null) {
        found.add(answer.choice().row());
      }
    }
    PricesCsv csv = new PricesCsv(OF_ANSWERS, found);
    for (PriceAnswer answer : answers) {
      csv.add(answer);
    }
    csv.write(to);
  }

  private void write(Sink to) throws IOException {
    try (CsvOutput csv = CsvOutput.open(columns, to)) {
      for (List<@Nullable Object> row : rows) {
        csv.write(row);
      }
    }
    to.out().flush();
  }

  private void add(PriceAnswer answer) {
    List<@Nullable Object> first = new ArrayList<>();
    first.add(answer.model());
    first.add(answer.provider());
    PriceChoice choice = answer.choice();
    if (choice == null) {
      first.addAll(Collections.nCopies(3, null));
      first.add(
          answer.reason() == null ? "no price" : Unpriced.reason(answer.model(), answer.reason()));
      first.addAll(Collections.nCopies(columns.size() - first.size(), null));
      rows.add(first);
      return;
    }
    ModelMatch match = choice.match();
    first.add((match == null ? ModelMatch.Rule.EXACT : match.rule()).name());
    first.add(answer.source());
    first.add(choice.fromFuture());
    first.add(null);
    add(first, choice.row());
  }

  private void add(List<@Nullable Object> first, PriceRow price) {
    add(first, price, null, price);
    for (PriceVariant variant : price.variants()) {
      add(first, price, variant.label(), variant);
    }
  }

  private void add(
      List<@Nullable Object> first, PriceRow price, @Nullable String when, TokenRates rates) {
    List<@Nullable Object> row = new ArrayList<>(first);
    row.add(price.id());
    row.add(price.llmId());
    row.add(price.providerId());
    row.add(price.effectiveDate().toString());
    row.add(when);
    row.add(rates.promptTokenCost());
    row.add(rates.completionTokenCost());
    row.add(rates.cacheReadInputTokenCost());
    row.add(rates.cacheCreationInputTokenCost());
    row.add(rates.cacheCreation1hInputTokenCost());
    row.add(price.promptTokenCostUnit());
    row.add(price.completionTokenCostUnit());
    kinds.forEach(kind -> row.add(rates.otherRates().get(kind)));
    rows.add(row);
  }
}
