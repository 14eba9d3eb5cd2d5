package io.tokentally.report.table;

import io.tokentally.aggregation.Cost;
import io.tokentally.aggregation.LineItem;
import io.tokentally.aggregation.UnpricedReason;
import io.tokentally.providers.ModelEstimate;
import io.tokentally.providers.TokenRange;
import io.tokentally.report.Sink;
import io.tokentally.report.text.Money;
import io.tokentally.report.text.Unpriced;
import io.tokentally.report.text.Words;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes for people what a call will cost on several models. */
public final class EstimateText {
  private final List<ModelEstimate> estimates;
  private final List<String> basis;

  /**
   * @param basis how tokens were counted, and which prices were asked
   */
  public EstimateText(List<ModelEstimate> estimates, List<String> basis) {
    this.estimates = List.copyOf(estimates);
    this.basis = List.copyOf(basis);
  }

  public void write(Sink to) throws IOException {
    List<String> lines = new ArrayList<>(table(to.width()));
    for (ModelEstimate estimate : estimates) {
      estimate.high().unpriced().forEach((model, reasons) -> lines.addAll(why(model, reasons)));
      estimate.open().forEach(open -> lines.add(Words.clean(estimate.model() + ": " + open)));
    }
    lines.add("");
    basis.forEach(line -> lines.add(Words.clean(line)));
    for (String line : lines) {
      to.out().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  private static List<String> why(String model, List<UnpricedReason> reasons) {
    return reasons.stream()
        .map(reason -> Words.clean(model + ": ") + Unpriced.reason(model, reason))
        .toList();
  }

  private List<String> table(int width) {
    List<List<String>> rows = new ArrayList<>();
    for (ModelEstimate estimate : estimates) {
      rows.add(
          List.of(
              Words.clean(estimate.model()),
              tokens(estimate.prompt()),
              tokens(estimate.output()),
              of(estimate.lowItems(), estimate.highItems(), false),
              of(estimate.lowItems(), estimate.highItems(), true),
              text(estimate.low()),
              text(estimate.high())));
    }
    return new TextTable()
        .left("model")
        .right("prompt tokens")
        .right("output tokens")
        .right("of the prompt")
        .right("of the output")
        .right("low")
        .right("high")
        .droppable("of the prompt", "of the output", "prompt tokens", "output tokens")
        .lines(rows, width);
  }

  private static String tokens(TokenRange tokens) {
    String least = Words.number(tokens.least());
    return tokens.isExact() ? least : least + " to " + Words.number(tokens.most());
  }

  /** What prompt or output cost, at the least and at the most. */
  private static String of(List<LineItem> low, List<LineItem> high, boolean output) {
    String least = amount(low, output);
    String most = amount(high, output);
    return least.equals(most) ? least : least + " to " + most;
  }

  private static String amount(List<LineItem> items, boolean output) {
    Map<String, BigDecimal> byUnit = new LinkedHashMap<>();
    for (LineItem item : items) {
      LineItem.Price price = item.price();
      BigDecimal amount = item.amount();
      if (item.kind().startsWith("completion") == output && price != null && amount != null) {
        byUnit.merge(price.unit(), amount, BigDecimal::add);
      }
    }
    return byUnit.isEmpty()
        ? "0"
        : String.join(" + ", byUnit.values().stream().map(EstimateText::text).toList());
  }

  private static String text(BigDecimal amount) {
    return Money.text(Money.rounded(amount));
  }

  private static String text(Cost cost) {
    BigDecimal amount = cost.amount();
    if (amount == null) {
      return "not known";
    }
    String unit = cost.amounts().isEmpty() ? "" : cost.amounts().keySet().iterator().next();
    return (text(amount) + " " + Words.clean(unit)).strip();
  }
}
