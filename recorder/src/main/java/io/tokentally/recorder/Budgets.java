package io.tokentally.recorder;

import static java.util.Objects.requireNonNull;

import io.tokentally.TracedCall;
import io.tokentally.aggregation.Cost;
import io.tokentally.aggregation.OneUsage;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UnpricedReason;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
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

  private final List<BudgetLimit> limits;
  private final BudgetCells[] cells;

  /** Restored, and of no limit any more. */
  private final Collection<BudgetCell> others;

  private final BudgetPrices prices;
  private final UnpricedCalls unpriced;
  private final Consumer<? super BudgetEvent> listener;
  private final InstantSource clock;
  private final String unpricedAdvice;
  private final String exceededAdvice;

  private Budgets(Builder builder) {
    this.limits = List.copyOf(builder.limits);
    this.prices = new BudgetPrices(builder.prices, builder.options, builder.unpriced);
    this.unpriced = builder.unpriced;
    this.listener = builder.listener;
    this.clock = builder.clock;
    this.unpricedAdvice = builder.unpricedAdvice;
    this.exceededAdvice = builder.exceededAdvice;
    List<BudgetCell> restored =
        builder.snapshot == null ? List.of() : BudgetSnapshot.read(builder.snapshot);
    Instant now = clock.instant();
    this.cells =
        limits.stream()
            .map(limit -> new BudgetCells(limit, restored, now))
            .toArray(BudgetCells[]::new);
    this.others = new ConcurrentLinkedQueue<>(restored);
    others.removeIf(cell -> Arrays.stream(cells).anyMatch(each -> each.isOf(cell.id)));
  }

  /** {@return a builder of budgets at these prices} */
  public static Builder with(PriceTable prices) {
    return new Builder(requireNonNull(prices, "prices"));
  }

  /** {@return the limits, in the order they were given} */
  public List<BudgetLimit> limits() {
    return limits;
  }

  /** {@return what is left of each limit for a scope now, in the order of the limits} */
  public List<BudgetStatus> remaining(BudgetScope scope) {
    Instant now = clock.instant();
    return Arrays.stream(cells).map(each -> each.status(scope, now)).toList();
  }

  /**
   * {@return what is left of each limit for every value of its key that has spent something, or has
   * it held} Of past periods only the last one, as long as no call has begun after it.
   */
  public List<BudgetStatus> all() {
    List<BudgetStatus> all = new ArrayList<>();
    for (BudgetCells each : cells) {
      each.all().forEach(cell -> all.add(cell.status(each.limit)));
    }
    return all;
  }

  /**
   * {@return the place of a call of which nothing is known} It holds nothing.
   *
   * @throws BudgetExceededException if nothing is left of a limit that applies
   */
  public Reservation requireWithin(BudgetScope scope) {
    return reserve(requireNonNull(scope, "scope"), clock.instant(), null);
  }

  /**
   * {@return the place of a call, which holds what it may cost}
   *
   * @param scope whose call it is; its {@link BudgetScope#PROJECT} may have prices of its own
   * @param model the model that is to be called
   * @param estimate what the call may use at the most; null if that is not known
   * @throws BudgetExceededException if a limit does not allow it; if there are limits, the model
   *     has no price, or none can be made of the estimate, and such calls are blocked
   */
  public Reservation requireWithin(
      BudgetScope scope, String model, @Nullable RecordedUsage estimate) {
    requireNonNull(scope, "scope");
    requireNonNull(model, "model");
    Instant now = clock.instant();
    String project = scope.get(BudgetScope.PROJECT);
    UnpricedReason reason = prices.whyUnpriced(model, project, now);
    if (reason != null) {
      withoutPrice(scope, "model " + model + " has no price: " + reason.kind());
    }
    return reserve(scope, now, estimate == null ? null : cost(scope, model, estimate, now));
  }

  private void withoutPrice(BudgetScope scope, String what) {
    unpriced(scope, what);
    if (unpriced.rejects() && !limits.isEmpty()) {
      throw rejected(scope, what + "; " + unpricedAdvice, List.of());
    }
  }

  /** {@return the cost of an estimate; null if it has none, as where prices are in two units} */
  private @Nullable Cost cost(
      BudgetScope scope, String model, RecordedUsage estimate, Instant now) {
    try {
      return prices.cost(new OneUsage(model, estimate, scope.get(BudgetScope.PROJECT), now));
    } catch (RuntimeException e) {
      withoutPrice(scope, "what model " + model + " may use has no price: " + e.getMessage());
      return null;
    }
  }

  private Reservation reserve(BudgetScope scope, Instant now, @Nullable Cost estimate) {
    BudgetCell[] own = new BudgetCell[cells.length];
    List<BudgetStatus> against;
    do {
      for (int i = 0; i < own.length; i++) {
        own[i] = cells[i].cell(scope, now);
      }
      against = hold(own, estimate);
    } while (against == null);
    if (against.isEmpty()) {
      return new Reservation(this, scope, own, estimate, now);
    }
    String what =
        "expected a call within its budgets, found one "
            + (estimate == null ? "without an estimate" : "that may cost " + amounts(estimate))
            + " against "
            + String.join("; ", against.stream().map(BudgetStatus::toString).toList())
            + (exceededAdvice.isEmpty() ? "" : "; " + exceededAdvice);
    throw rejected(scope, what, against);
  }

  private static Cost amounts(Cost estimate) {
    return new Cost(estimate.amounts(), Map.of(), List.of());
  }

  /**
   * {@return the limits that do not allow a call, for which nothing is held then; null if one was
   * forgotten meanwhile}
   */
  private @Nullable List<BudgetStatus> hold(BudgetCell[] own, @Nullable Cost estimate) {
    List<BudgetStatus> against = List.of();
    lock(own);
    try {
      for (int i = 0; i < own.length; i++) {
        BudgetCell cell = own[i];
        if (cell.isGone()) {
          return null;
        }
        boolean isBlocked = unpriced.blocks && cell.unpricedCalls > 0;
        BigDecimal most = estimate == null ? null : of(estimate, cell);
        if (isBlocked || !cell.allows(limits.get(i), most)) {
          against = against.isEmpty() ? new ArrayList<>() : against;
          against.add(cell.status(limits.get(i)));
        }
      }
      if (against.isEmpty()) {
        for (BudgetCell cell : own) {
          cell.hold(estimate == null ? BigDecimal.ZERO : of(estimate, cell));
        }
      }
      return against;
    } finally {
      unlock(own);
    }
  }

  private static void lock(BudgetCell[] cells) {
    for (BudgetCell cell : cells) {
      cell.lock.lock();
    }
  }

  private static void unlock(BudgetCell[] cells) {
    for (BudgetCell cell : cells) {
      cell.lock.unlock();
    }
  }

  private static BigDecimal of(Cost cost, BudgetCell cell) {
    return cost.amounts().getOrDefault(cell.id.unit(), BigDecimal.ZERO);
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
      cost = prices.cost(call);
    } catch (RuntimeException e) {
      end(held, Reservation.NOTHING, true, () -> "call " + call.id() + ": " + e.getMessage());
      throw e;
    }
    end(held, cost, !cost.isComplete(), () -> "call " + call.id() + ": " + cost);
  }

  /**
   * Counts a cost in the place of the estimate; where it is not known, no less than this. Such a
   * call blocks its scope where no estimate bounds it.
   */
  void end(Reservation held, Cost cost, boolean isUnknown, Supplier<String> what) {
    boolean isBounded =
        held.estimate != null && held.estimate.isComplete() && cost.unpriced().isEmpty();
    List<BudgetStatus> exceeded = List.of();
    Cost estimate = held.estimate == null ? Reservation.NOTHING : held.estimate;
    lock(held.cells);
    try {
      for (int i = 0; i < held.cells.length; i++) {
        BudgetCell cell = held.cells[i];
        cell.unpricedCalls += isUnknown && !isBounded ? 1 : 0;
        if (cell.settle(limits.get(i), of(estimate, cell), of(cost, cell), isUnknown)) {
          exceeded = exceeded.isEmpty() ? new ArrayList<>() : exceeded;
          exceeded.add(cell.status(limits.get(i)));
        }
      }
    } finally {
      unlock(held.cells);
    }
    if (isUnknown) {
      unpriced(held.scope, what.get() + (isBounded ? "; its estimate counts" : ""));
    }
    if (!exceeded.isEmpty()) {
      listener.accept(new BudgetEvent(BudgetEvent.Kind.EXCEEDED, held.scope, exceeded, what.get()));
    }
  }

  /**
   * Forgets what was spent for a value of a key, such as for a trace that has ended. What is held
   * for calls under way is not forgotten, and they count when they end.
   *
   * @param scope the name of the key
   * @param key the value; null for calls that lack the key
   */
  public void forget(String scope, @Nullable String key) {
    requireNonNull(scope, "scope");
    for (BudgetCells each : cells) {
      if (each.limit.scope().equals(scope)) {
        each.forget(key);
      }
    }
    others.removeIf(cell -> cell.id.scope().equals(scope) && Objects.equals(cell.id.key(), key));
  }

  /**
   * {@return what was spent, as JSON for {@link Builder#restore}} What is held counts as spent in
   * it: nobody will learn what those calls cost.
   */
  public String snapshot() {
    List<BudgetCell> all = new ArrayList<>(others);
    for (BudgetCells each : cells) {
      all.addAll(each.all());
    }
    return BudgetSnapshot.write(all);
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
      new LimitChecks(limits, unpriced.behind(prices), options).throwIfAny();
      return new Budgets(this);
    }
  }
}
