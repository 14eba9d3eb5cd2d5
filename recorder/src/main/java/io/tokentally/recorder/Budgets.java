package io.tokentally.recorder;

import static java.util.Objects.requireNonNull;

import io.tokentally.TracedCall;
import io.tokentally.ValidationError.Type;
import io.tokentally.aggregation.Cost;
import io.tokentally.aggregation.OneUsage;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import io.tokentally.value.JsonValues;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Amounts that are asked for before each call, and stop it. Thread-safe: of the limits that apply
 * to a call all are locked together, and nothing else, while it is decided and counted.
 *
 * <p>A call is allowed if what was spent, what is held for calls under way, and its own estimate
 * together do not exceed any limit that applies. One without an estimate is allowed while something
 * is left. So a limit is exceeded by no more than calls cost above their estimates, and is never
 * exceeded where estimates are never too low.
 *
 * <pre>{@code
 * Budgets budgets =
 *     Budgets.with(prices).limit(BudgetLimit.per(BudgetScope.TRACE, "0.05", "USD")).build();
 * try (Reservation held = budgets.requireWithin(scope, "gpt-4o", estimate)) {
 *   held.settle(madeCall());
 * }
 * }</pre>
 *
 * <p>What is spent for a trace or a root is kept until {@link #forget}; that of a period until the
 * next one begins.
 */
public final class Budgets {

  static final Cost NOTHING = new Cost(Map.of(), Map.of(), List.of());

  private final PriceTable prices;
  private final PriceTable pricesUsed;
  private final TallyOptions options;
  private final List<BudgetLimit> limits;
  private final UnpricedCalls unpriced;
  private final Consumer<? super BudgetEvent> listener;
  private final InstantSource clock;
  private final String unpricedAdvice;
  private final String exceededAdvice;
  private final Map<BudgetCell.Id, BudgetCell> cells = new ConcurrentHashMap<>();

  private Budgets(Builder builder) {
    this.prices = builder.prices;
    this.pricesUsed = builder.unpriced.behind(prices);
    this.options = builder.options;
    this.limits = List.copyOf(builder.limits);
    this.unpriced = builder.unpriced;
    this.listener = builder.listener;
    this.clock = builder.clock;
    this.unpricedAdvice = builder.unpricedAdvice;
    this.exceededAdvice = builder.exceededAdvice;
    checkLimits();
    if (builder.snapshot != null) {
      BudgetSnapshot.read(builder.snapshot).forEach(cell -> cells.put(cell.id, cell));
    }
  }

  /** {@return a builder of budgets at these prices} */
  public static Builder with(PriceTable prices) {
    return new Builder(requireNonNull(prices, "prices"));
  }

  private void checkLimits() {
    Set<String> units = new TreeSet<>();
    for (PriceRow row : pricesUsed.rows()) {
      units.add(row.promptTokenCostUnit());
      units.add(row.completionTokenCostUnit());
    }
    ErrorCollector faults = new ErrorCollector();
    Set<BudgetLimit> seen = new HashSet<>();
    for (int i = 0; i < limits.size(); i++) {
      BudgetLimit limit = limits.get(i);
      Loc at = Loc.ROOT.key("limits").index(i);
      if (!units.contains(limit.unit())) {
        String known = units.isEmpty() ? "there are no prices" : String.join(", ", units);
        String found = JsonValues.quote(limit.unit());
        String msg =
            "expected a unit that prices have, since nothing is ever spent in another; found ";
        faults.add(at.key("unit"), Type.VALUE, msg + found + "; known: " + known);
      }
      if (!seen.add(
          new BudgetLimit(limit.scope(), BigDecimal.ZERO, limit.unit(), limit.period()))) {
        String msg = "expected one amount per scope, unit and period, found another: " + limit;
        faults.add(at, Type.VALUE, msg);
      }
    }
    if (!options.includeCosts()) {
      String msg = "expected true, found false: without costs nothing is ever spent";
      faults.add(Loc.ROOT.key("include_costs"), Type.VALUE, msg);
    }
    faults.throwIfAny();
  }

  /** {@return the limits, in the order they were given} */
  public List<BudgetLimit> limits() {
    return limits;
  }

  /** {@return what is left of each limit for a scope now, in the order of the limits} */
  public List<BudgetStatus> remaining(BudgetScope scope) {
    Instant now = clock.instant();
    return limits.stream()
        .map(
            limit -> {
              BudgetCell.Id id = id(limit, scope, now);
              BudgetCell cell = cells.get(id);
              return (cell == null ? new BudgetCell(id) : cell).status(limit);
            })
        .toList();
  }

  /**
   * {@return what is left of each limit for every value of its key that has spent something, or has
   * it held} Of past periods only those that nothing has been spent after.
   */
  public List<BudgetStatus> all() {
    List<BudgetStatus> all = new ArrayList<>();
    for (BudgetLimit limit : limits) {
      cells.values().stream()
          .filter(cell -> isOf(limit, cell.id))
          .map(cell -> cell.status(limit))
          .forEach(all::add);
    }
    return all;
  }

  /**
   * {@return the place of a call of which nothing is known} It holds nothing.
   *
   * @throws BudgetExceededException if nothing is left of a limit that applies
   */
  public Reservation requireWithin(BudgetScope scope) {
    return reserve(scope, null);
  }

  /**
   * {@return the place of a call, which holds what it may cost}
   *
   * @param scope whose call it is; its {@link BudgetScope#PROJECT} may have prices of its own
   * @param model the model that is to be called
   * @param estimate what the call may use at the most; null if that is not known
   * @throws BudgetExceededException if a limit does not allow it, or there are limits, the model
   *     has no price and such calls are blocked
   */
  public Reservation requireWithin(
      BudgetScope scope, String model, @Nullable RecordedUsage estimate) {
    requireNonNull(scope, "scope");
    requireNonNull(model, "model");
    Instant now = clock.instant();
    String project = scope.get(BudgetScope.PROJECT);
    prices
        .whyUnpriced(model, null, project, now, options)
        .ifPresent(
            reason -> {
              String what = "model " + model + " has no price: " + reason.kind();
              unpriced(scope, what);
              if (unpriced.blocks && pricesUsed == prices && !limits.isEmpty()) {
                throw rejected(scope, what + "; " + unpricedAdvice, List.of());
              }
            });
    if (estimate == null) {
      return reserve(scope, null);
    }
    return reserve(scope, cost(new OneUsage(model, estimate, project, now)).amounts());
  }

  private Cost cost(TracedCall call) {
    return Tally.with(pricesUsed).with(options).report(List.of(call)).cost();
  }

  private Reservation reserve(BudgetScope scope, @Nullable Map<String, BigDecimal> estimate) {
    Instant now = clock.instant();
    List<BudgetCell> own = limits.stream().map(limit -> cell(id(limit, scope, now))).toList();
    List<BudgetStatus> against = new ArrayList<>();
    own.forEach(cell -> cell.lock.lock());
    try {
      for (int i = 0; i < own.size(); i++) {
        if (!allows(limits.get(i), own.get(i), estimate)) {
          against.add(own.get(i).status(limits.get(i)));
        }
      }
      if (against.isEmpty()) {
        own.forEach(cell -> cell.held = cell.held.add(of(estimate, cell)));
        return new Reservation(this, scope, own, estimate, now);
      }
    } finally {
      own.forEach(cell -> cell.lock.unlock());
    }
    String what =
        "expected a call within its budgets, found one "
            + (estimate == null
                ? "without an estimate"
                : "that may cost " + new Cost(estimate, Map.of(), List.of()))
            + " against "
            + String.join("; ", against.stream().map(BudgetStatus::toString).toList())
            + (exceededAdvice.isEmpty() ? "" : "; " + exceededAdvice);
    throw rejected(scope, what, against);
  }

  private boolean allows(
      BudgetLimit limit, BudgetCell cell, @Nullable Map<String, BigDecimal> estimate) {
    if (unpriced.blocks && cell.unpricedCalls > 0) {
      return false;
    }
    BigDecimal taken = cell.spent.add(cell.held).add(of(estimate, cell));
    int order = taken.compareTo(limit.amount());
    return estimate == null ? order < 0 : order <= 0;
  }

  private static BigDecimal of(@Nullable Map<String, BigDecimal> amounts, BudgetCell cell) {
    return amounts == null
        ? BigDecimal.ZERO
        : amounts.getOrDefault(cell.id.unit(), BigDecimal.ZERO);
  }

  private BudgetExceededException rejected(
      BudgetScope scope, String what, List<BudgetStatus> against) {
    listener.accept(new BudgetEvent(BudgetEvent.Kind.REJECTED, scope, against, what));
    return new BudgetExceededException(what, against);
  }

  private void unpriced(BudgetScope scope, String what) {
    listener.accept(new BudgetEvent(BudgetEvent.Kind.UNPRICED, scope, remaining(scope), what));
  }

  void settle(Reservation held, TracedCall call) {
    Cost cost;
    try {
      cost = cost(call);
    } catch (RuntimeException e) {
      settleUnknown(held, "call " + call.id() + ": " + e.getMessage());
      throw e;
    }
    settle(held, cost, "call " + call.id() + ": " + cost);
  }

  void settle(Reservation held, Cost cost, String what) {
    end(held, cost.amounts(), !cost.isComplete(), what);
  }

  void settleUnknown(Reservation held, String why) {
    end(held, Map.of(), true, why);
  }

  private void end(
      Reservation held, Map<String, BigDecimal> spent, boolean isUnknown, String what) {
    List<BudgetStatus> exceeded = new ArrayList<>();
    held.cells.forEach(cell -> cell.lock.lock());
    try {
      for (int i = 0; i < limits.size(); i++) {
        BudgetCell cell = held.cells.get(i);
        boolean wasWithin = cell.spent.compareTo(limits.get(i).amount()) <= 0;
        cell.held = cell.held.subtract(of(held.estimate, cell));
        BigDecimal known = of(spent, cell);
        cell.spent = cell.spent.add(isUnknown ? known.max(of(held.estimate, cell)) : known);
        cell.unpricedCalls += isUnknown ? 1 : 0;
        if (wasWithin && cell.spent.compareTo(limits.get(i).amount()) > 0) {
          exceeded.add(cell.status(limits.get(i)));
        }
      }
    } finally {
      held.cells.forEach(cell -> cell.lock.unlock());
    }
    if (isUnknown) {
      unpriced(held.scope, what);
    }
    if (!exceeded.isEmpty()) {
      listener.accept(new BudgetEvent(BudgetEvent.Kind.EXCEEDED, held.scope, exceeded, what));
    }
  }

  /**
   * Forgets what was spent for a value of a key, in whatever period, such as for a trace that has
   * ended. Calls under way are not forgotten where they end later.
   *
   * @param scope the name of the key
   * @param key the value; null for calls that lack the key
   */
  public void forget(String scope, @Nullable String key) {
    cells.keySet().removeIf(id -> id.scope().equals(scope) && Objects.equals(id.key(), key));
  }

  /**
   * {@return what was spent, as JSON for {@link Builder#restore}} What is held counts as spent in
   * it: nobody will learn what those calls cost.
   */
  public String snapshot() {
    return BudgetSnapshot.write(cells.values());
  }

  private BudgetCell cell(BudgetCell.Id id) {
    BudgetCell known = cells.get(id);
    if (known != null) {
      return known;
    }
    forgetBefore(id);
    return cells.computeIfAbsent(id, BudgetCell::new);
  }

  /** Forgets the periods of a limit that are over, once there is a first call of the next one. */
  private void forgetBefore(BudgetCell.Id id) {
    Instant from = id.from();
    if (from == null) {
      return;
    }
    Iterator<BudgetCell.Id> all = cells.keySet().iterator();
    while (all.hasNext()) {
      BudgetCell.Id each = all.next();
      boolean isOver =
          each.from() != null
              && each.from().isBefore(from)
              && each.scope().equals(id.scope())
              && each.unit().equals(id.unit())
              && each.period().equals(id.period());
      if (isOver) {
        all.remove();
      }
    }
  }

  private static boolean isOf(BudgetLimit limit, BudgetCell.Id id) {
    return limit.scope().equals(id.scope())
        && limit.unit().equals(id.unit())
        && limit.period().equals(id.period());
  }

  private static BudgetCell.Id id(BudgetLimit limit, BudgetScope scope, Instant now) {
    String key = limit.scope().equals(BudgetScope.PROCESS) ? null : scope.get(limit.scope());
    return new BudgetCell.Id(
        limit.scope(), limit.unit(), limit.period(), key, limit.period().start(now));
  }

  /** Builds {@link Budgets}. Not thread-safe. */
  public static final class Builder {
    private final PriceTable prices;
    private final List<BudgetLimit> limits = new ArrayList<>();
    private TallyOptions options = TallyOptions.DEFAULT;
    private UnpricedCalls unpriced = UnpricedCalls.BLOCK;
    private Consumer<? super BudgetEvent> listener = event -> {};
    private InstantSource clock = InstantSource.system();
    private String unpricedAdvice = "give it one, or choose otherwise for unpriced calls";
    private String exceededAdvice = "";
    private @Nullable String snapshot;

    private Builder(PriceTable prices) {
      this.prices = prices;
    }

    /** {@return this builder; one more limit, which holds beside the others} */
    public Builder limit(BudgetLimit limit) {
      limits.add(requireNonNull(limit, "limit"));
      return this;
    }

    /** {@return this builder; how usage is read and priced, by default as reports do} */
    public Builder options(TallyOptions options) {
      this.options = requireNonNull(options, "options");
      return this;
    }

    /**
     * {@return this builder; what is done about unpriced calls, {@link UnpricedCalls#BLOCK} by
     * default}
     */
    public Builder unpriced(UnpricedCalls unpriced) {
      this.unpriced = requireNonNull(unpriced, "unpriced");
      return this;
    }

    /**
     * {@return this builder; what is given each event, on the thread of the call, outside of any
     * lock} What it throws comes out of the call, which counts all the same.
     */
    public Builder listener(Consumer<? super BudgetEvent> listener) {
      this.listener = requireNonNull(listener, "listener");
      return this;
    }

    /**
     * {@return this builder; how the messages of rejected calls end, such as with the settings of
     * an application that change it}
     *
     * @param unpriced what to do where a model has no price
     * @param exceeded what to do where a limit stands against the call; empty for nothing
     */
    public Builder advice(String unpriced, String exceeded) {
      this.unpricedAdvice = requireNonNull(unpriced, "unpriced");
      this.exceededAdvice = requireNonNull(exceeded, "exceeded");
      return this;
    }

    /** {@return this builder; says in which period a call is; the system's clock by default} */
    public Builder clock(InstantSource clock) {
      this.clock = requireNonNull(clock, "clock");
      return this;
    }

    /**
     * {@return this builder; begins with what {@link Budgets#snapshot} wrote} The amounts of limits
     * may be others now. What belongs to no limit any more is kept for the next snapshot.
     */
    public Builder restore(String snapshot) {
      this.snapshot = requireNonNull(snapshot, "snapshot");
      return this;
    }

    /**
     * {@return the budgets}
     *
     * @throws io.tokentally.ValidationException if there is a limit in a unit that no price has,
     *     two limits differ in their amount alone, costs are not to be included, or the snapshot is
     *     none; with every error
     */
    public Budgets build() {
      return new Budgets(this);
    }
  }
}
