package io.tokentally.assertj;

import static java.util.Objects.requireNonNull;

import io.tokentally.aggregation.Anomaly;
import io.tokentally.aggregation.Cost;
import io.tokentally.aggregation.UsageReport;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on a report: on all of its calls, or, after {@link #call}, on one of them with
 * everything below it. A failure prints {@link UsageReport#bill()} of it. Of a report without calls
 * nothing holds but {@link #hasNoCalls}: mostly they went somewhere else. Not thread-safe.
 *
 * <p>Amounts are decimals in a string, such as {@code "0.0045"}, or {@link BigDecimal}; they are in
 * USD unless a unit is given, and the scale does not count.
 */
public final class ReportAssert extends AbstractAssert<ReportAssert, UsageReport> {

  private static final String USD = "USD";
  private static final int MOST_IDS = 20;

  private final @Nullable String callId;

  ReportAssert(@Nullable UsageReport actual) {
    this(actual, null);
  }

  private ReportAssert(@Nullable UsageReport actual, @Nullable String callId) {
    super(actual, ReportAssert.class);
    this.callId = callId;
  }

  /**
   * {@return assertions on a call with everything below it} Another {@code call} after it looks in
   * the whole report again. Fails if no call asked about, and none below one, has the id.
   */
  public ReportAssert call(String id) {
    isNotNull();
    requireNonNull(id, "id");
    List<String> ids = actual.callIds();
    if (!ids.contains(id) && actual.parentId(id) == null) {
      String more = ids.size() > MOST_IDS ? " and " + (ids.size() - MOST_IDS) + " more" : "";
      String first = ids.stream().limit(MOST_IDS).toList() + more;
      throw failure("%s", "expected a call %s in the report, found %s".formatted(id, first));
    }
    return new ReportAssert(actual, id).as(descriptionText());
  }

  /** Checks that there are no calls to report on, whether with usage or without. */
  public ReportAssert hasNoCalls() {
    isNotNull();
    if (!actual.callIds().isEmpty()) {
      throw failed("no calls", actual.callIds().size() + " calls");
    }
    return this;
  }

  private void isOfSomething() {
    isNotNull();
    if (actual.callIds().isEmpty()) {
      throw failure(
          "%s",
          "expected calls to report on, found none; give the report the calls that the application"
              + " made, or say hasNoCalls() where it is to make none");
    }
  }

  /**
   * Checks that all usage that was recorded counted, and has a price: {@link
   * UsageReport#isComplete}.
   */
  public ReportAssert isComplete() {
    Cost cost = cost();
    if (!cost.isComplete()) {
      throw failed("all usage%s to count and to have a price".formatted(of()), cost.toString());
    }
    return this;
  }

  /** Checks that nothing is anomalous: {@link UsageReport#anomalies}, of all of the report. */
  public ReportAssert hasNoAnomalies() {
    isOfSomething();
    List<Anomaly.Kind> found = actual.anomalies().stream().map(Anomaly::kind).distinct().toList();
    if (!found.isEmpty()) {
      throw failed("no anomalies", found.toString());
    }
    return this;
  }

  /** Checks the exact cost in USD. */
  public ReportAssert costs(String amount) {
    return costs(amount, USD);
  }

  /** Checks the exact cost. */
  public ReportAssert costs(String amount, String unit) {
    return costs(new BigDecimal(amount), unit);
  }

  /** Checks the exact cost. */
  public ReportAssert costs(BigDecimal amount, String unit) {
    BigDecimal found = amountIn(unit);
    if (found == null || found.compareTo(amount) != 0) {
      throw failed("the cost%s to be %s".formatted(of(), text(amount, unit)), cost().toString());
    }
    return this;
  }

  /** Checks that the cost is not above an amount in USD. */
  public ReportAssert costsAtMost(String amount) {
    return costsAtMost(amount, USD);
  }

  /** Checks that the cost is not above an amount. */
  public ReportAssert costsAtMost(String amount, String unit) {
    return costsAtMost(new BigDecimal(amount), unit);
  }

  /** Checks that the cost is not above an amount. */
  public ReportAssert costsAtMost(BigDecimal amount, String unit) {
    BigDecimal found = amountIn(unit);
    if (found == null || found.compareTo(amount) > 0) {
      String expected = "the cost%s to be at most %s".formatted(of(), text(amount, unit));
      throw failed(expected, cost().toString());
    }
    return this;
  }

  /**
   * Checks that no other models were used, and at least one of those that are named; without names,
   * that none was.
   */
  public ReportAssert usesOnly(String... models) {
    String problem = UsesOnly.problem(used(), models);
    if (problem != null) {
      throw failed("only %s to be used%s".formatted(List.of(models), in()), problem);
    }
    return this;
  }

  /** Checks that each of the models was used. */
  public ReportAssert uses(String... models) {
    Set<String> used = used();
    if (!used.containsAll(List.of(models))) {
      throw failed("%s to be used%s".formatted(List.of(models), in()), used.toString());
    }
    return this;
  }

  /** Checks that none of the models was used. */
  public ReportAssert doesNotUse(String... models) {
    Set<String> used = used();
    used.retainAll(List.of(models));
    if (!used.isEmpty()) {
      throw failed("none of %s to be used%s".formatted(List.of(models), in()), used.toString());
    }
    return this;
  }

  private Cost cost() {
    isOfSomething();
    return callId == null ? actual.cost() : actual.cost(callId);
  }

  /** {@return the cost; null where it is not known, or is in another unit} */
  private @Nullable BigDecimal amountIn(String unit) {
    Cost cost = cost();
    Collection<String> units = cost.amounts().keySet();
    boolean isOther = !units.isEmpty() && !units.contains(requireNonNull(unit, "unit"));
    return isOther ? null : cost.amount();
  }

  private Set<String> used() {
    isOfSomething();
    return new TreeSet<>(callId == null ? actual.totals().keySet() : actual.usage(callId).keySet());
  }

  private String of() {
    return callId == null ? "" : " of call " + callId;
  }

  private String in() {
    return callId == null ? "" : " in call " + callId;
  }

  private static String text(BigDecimal amount, String unit) {
    return amount.toPlainString() + " " + unit;
  }

  private AssertionError failed(String expected, String found) {
    String bill = callId == null ? actual.bill() : actual.bill(callId);
    return failure("%s", "expected %s, found %s\n\n%s".formatted(expected, found, bill));
  }
}
