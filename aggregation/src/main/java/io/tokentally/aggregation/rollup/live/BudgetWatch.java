package io.tokentally.aggregation.rollup.live;

import io.tokentally.aggregation.Budget;
import io.tokentally.aggregation.BudgetExceeded;
import io.tokentally.aggregation.rollup.ledger.AppliedRates;
import io.tokentally.aggregation.rollup.ledger.CellKeys;
import io.tokentally.aggregation.rollup.ledger.Cells;
import io.tokentally.aggregation.rollup.ledger.PricedCell;
import io.tokentally.aggregation.rollup.ledger.Sums;
import io.tokentally.aggregation.rules.TallyRules;
import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Compares what was spent with the budgets of a rollup that changes. */
public final class BudgetWatch {

  private record Watched(Budget budget, Consumer<? super BudgetExceeded> listener) {}

  private final CellKeys keys;
  private final TallyRules rules;
  private final List<Watched> budgets = new ArrayList<>();
  private boolean watchesRoots;

  public BudgetWatch(CellKeys keys, TallyRules rules) {
    this.keys = keys;
    this.rules = rules;
  }

  public void add(Budget budget, Consumer<? super BudgetExceeded> listener) {
    budgets.add(new Watched(budget, listener));
    watchesRoots |= budget.of() == Budget.Of.ROOT;
  }

  /** {@return whether there are budgets of roots} */
  public boolean watchesRoots() {
    return watchesRoots;
  }

  /**
   * {@return what to call the listeners with}
   *
   * @param call the call that has changed
   * @param rootBefore the root that it was under before, null for none; needed only if roots are
   *     watched
   */
  public List<Runnable> look(LiveTrace trace, LiveCall call, @Nullable LiveCall rootBefore) {
    if (budgets.isEmpty()) {
      return List.of();
    }
    List<Runnable> exceeded = new ArrayList<>();
    Set<LiveCall> roots = watchesRoots ? roots(call, rootBefore) : Set.of();
    for (int i = 0; i < budgets.size(); i++) {
      if (budgets.get(i).budget.of() == Budget.Of.TRACE) {
        look(i, trace.totals(), trace.exceeded, call, null, exceeded);
      } else {
        for (LiveCall root : roots) {
          look(i, trace.sums(root), root.exceeded, call, root, exceeded);
        }
      }
    }
    return exceeded;
  }

  /** {@return the roots whose sums the call may have changed} */
  private static Set<LiveCall> roots(LiveCall call, @Nullable LiveCall rootBefore) {
    Set<LiveCall> roots = new LinkedHashSet<>();
    if (rootBefore != null && rootBefore.parent == null) {
      roots.add(rootBefore);
    }
    roots.add(call.root());
    // When a cycle closes, all its calls become roots.
    roots.addAll(call.cycle);
    return roots;
  }

  private void look(
      int number,
      Sums sums,
      BitSet known,
      LiveCall call,
      @Nullable LiveCall root,
      List<Runnable> exceeded) {
    Watched watched = budgets.get(number);
    Budget budget = watched.budget;
    BigDecimal spent = cost(sums, budget.unit());
    boolean isOver = spent.compareTo(budget.amount()) > 0;
    if (isOver && !known.get(number)) {
      BudgetExceeded event =
          new BudgetExceeded(
              budget,
              call.record.projectId(),
              call.record.traceId(),
              root == null ? null : root.record.id(),
              Numbers.plain(spent),
              call.record.id());
      exceeded.add(() -> watched.listener.accept(event));
    }
    known.set(number, isOver);
  }

  /**
   * Calls all listeners, also where one throws; what was thrown first comes out, with the rest in
   * it.
   */
  @SuppressWarnings("ReferenceEquality")
  public static void runAll(List<Runnable> tasks) {
    Throwable thrown = null;
    for (Runnable task : tasks) {
      try {
        task.run();
      } catch (RuntimeException | Error e) {
        if (thrown == null) {
          thrown = e;
        } else if (thrown != e) {
          thrown.addSuppressed(e);
        }
      }
    }
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof RuntimeException exception) {
      throw exception;
    }
  }

  private BigDecimal cost(Sums sums, String unit) {
    BigDecimal cost = BigDecimal.ZERO;
    Cells cells = sums.cells();
    for (int cell = sums.list(); cell != Cells.END; cell = cells.next(cell)) {
      cost = cost.add(cost(cells, cell, unit));
    }
    return cost;
  }

  private BigDecimal cost(Cells cells, int cell, String unit) {
    int key = cells.key(cell);
    AppliedRates applied = keys.applied(key);
    if (applied == null) {
      return BigDecimal.ZERO;
    }
    List<BigDecimal> costs = new ArrayList<>();
    PricedCell.lines(
        keys.key(key),
        count -> cells.count(cell, count),
        rules,
        (kind, within, count, rate) -> {
          if (rate != null && PricedCell.unit(within, applied.row()).equals(unit)) {
            costs.add(BigDecimal.valueOf(count).multiply(rate));
          }
        });
    return costs.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
