package io.tokentally.micrometer;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.tokentally.Call;
import io.tokentally.LLMAggregatedUsage;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.recorder.CallSink;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the calls of a {@link io.tokentally.recorder.CallRecorder} cost, as counters. A call counts
 * when it has ended, with its own usage. Thread-safe.
 *
 * <table>
 * <caption>The counters</caption>
 * <tr><th>name</th><th>tags</th><th>what it counts</th></tr>
 * <tr><td>{@value #COST}</td><td>{@code gen_ai.response.model}, {@code gen_ai.operation.name},
 *   {@code currency}</td><td>what has a price, in the currency</td></tr>
 * <tr><td>{@value #UNPRICED}</td><td>{@code gen_ai.response.model}, {@code gen_ai.operation.name}
 *   </td><td>tokens without a price, which are in no cost</td></tr>
 * <tr><td>{@value #INCOMPLETE}</td><td>{@code gen_ai.operation.name}</td><td>calls whose cost is
 *   not known, or not all of it</td></tr>
 * <tr><td>{@value #FOLDED}</td><td>{@code tag}</td><td>calls whose model or operation was counted as
 *   {@value #OTHER}, since there were too many others</td></tr>
 * </table>
 *
 * <p>A counter of Micrometer is a double: the cost of a report is exact, that of a counter is not.
 */
public final class CostMeters implements CallSink {

  /** The counter of cost, by the name that Quarkus LangChain4j gives it. */
  public static final String COST = "gen_ai.client.estimated_cost";

  /** The counter of tokens without a price. */
  public static final String UNPRICED = "tokentally.unpriced.tokens";

  /** The counter of calls whose cost is not known. */
  public static final String INCOMPLETE = "tokentally.incomplete.calls";

  /** The counter of calls that lost their model or operation. */
  public static final String FOLDED = "tokentally.folded.calls";

  /** What stands for models and operations above the greatest number of them. */
  public static final String OTHER = "other";

  private static final String MODEL = "gen_ai.response.model";
  private static final String OPERATION = "gen_ai.operation.name";
  private static final int MOST_VALUES = 100;

  private final MeterRegistry registry;
  private final Tally tally;
  private final int mostValues;
  private final Set<String> models = ConcurrentHashMap.newKeySet();
  private final Set<String> operations = ConcurrentHashMap.newKeySet();

  private CostMeters(MeterRegistry registry, Tally tally, int mostValues) {
    this.registry = requireNonNull(registry, "registry");
    this.tally = tally;
    this.mostValues = mostValues;
  }

  /** {@return meters at these prices, for at most 100 models and as many operations} */
  public static CostMeters of(MeterRegistry registry, PriceTable prices) {
    return of(registry, prices, TallyOptions.DEFAULT);
  }

  /**
   * {@return meters at these prices, for at most 100 models and as many operations}
   *
   * @param options how usage is read and priced
   */
  public static CostMeters of(MeterRegistry registry, PriceTable prices, TallyOptions options) {
    return of(registry, prices, options, MOST_VALUES);
  }

  /**
   * {@return meters at these prices}
   *
   * @param options how usage is read and priced
   * @param mostValues how many models, and how many operations, have counters of their own; at
   *     least 1
   */
  public static CostMeters of(
      MeterRegistry registry, PriceTable prices, TallyOptions options, int mostValues) {
    if (mostValues < 1) {
      throw new IllegalArgumentException("expected mostValues of 1 or more, found " + mostValues);
    }
    return new CostMeters(registry, Tally.with(prices).with(options), mostValues);
  }

  @Override
  public void accept(Call call) {
    if (call.usage() == null) {
      return;
    }
    UsageReport report = tally.report(List.of(call));
    String operation = known(operations, call.operation() == null ? "none" : call.operation());
    if (operation.equals(OTHER)) {
      folded(OPERATION);
    }
    Map<String, LLMAggregatedUsage> priced = report.pricedPartOfTotals();
    report
        .totals()
        .forEach((model, usage) -> count(report, model, usage, priced.get(model), operation));
    if (!report.isComplete()) {
      count(
          INCOMPLETE,
          "Calls whose cost is not known, or not all of it.",
          Tags.of(OPERATION, operation),
          1);
    }
  }

  private void count(
      UsageReport report,
      String model,
      LLMAggregatedUsage usage,
      @Nullable LLMAggregatedUsage priced,
      String operation) {
    String name = known(models, model);
    if (name.equals(OTHER)) {
      folded(MODEL);
    }
    Tags tags = Tags.of(MODEL, name, OPERATION, operation);
    BigDecimal cost = priced == null ? null : priced.totalCost();
    String unit = report.unitByModel().get(model);
    if (cost != null && unit != null) {
      count(
          COST,
          "What calls cost, in the currency.",
          tags.and("currency", unit),
          cost.doubleValue());
    }
    long all = usage.promptTokens() + usage.completionTokens();
    long counted = priced == null ? 0 : priced.promptTokens() + priced.completionTokens();
    if (all > counted) {
      count(
          UNPRICED, "Tokens without a price, which are in no cost.", tags, (double) all - counted);
    }
  }

  private String known(Set<String> values, String value) {
    if (values.contains(value)) {
      return value;
    }
    synchronized (values) {
      if (values.size() < mostValues) {
        values.add(value);
      }
    }
    return values.contains(value) ? value : OTHER;
  }

  private void folded(String tag) {
    count(
        FOLDED,
        "Calls counted under \"other\", since there were too many models or operations.",
        Tags.of("tag", tag),
        1);
  }

  private void count(String name, String description, Tags tags, double amount) {
    Counter.builder(name).description(description).tags(tags).register(registry).increment(amount);
  }

  /** {@return in words what it is} */
  @Override
  public String toString() {
    return "cost meters";
  }
}
