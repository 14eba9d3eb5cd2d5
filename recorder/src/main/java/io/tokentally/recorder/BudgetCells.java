package io.tokentally.recorder;

import io.tokentally.recorder.BudgetCell.Id;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What was spent and is held of one limit, by the value of its key, in the period that calls are in
 * now. What was spent in a period is forgotten with the first call of another one. Thread-safe.
 */
final class BudgetCells {

  /** For calls that lack the key, as a map has no null. */
  private static final Object LACKING = new Object();

  private final class Period {
    private final @Nullable Instant from;

    /** Where periods have an end: that of this one, and the beginning of the one before. */
    private Instant until = Instant.MAX;

    private Instant before = Instant.MIN;

    private final Map<Object, BudgetCell> cells = new ConcurrentHashMap<>();

    Period(@Nullable Instant from) {
      this.from = from;
      if (from != null) {
        until = limit.period().end(from);
        before = Objects.requireNonNull(limit.period().start(from.minusNanos(1)));
      }
    }

    /**
     * {@return whether calls that begin then count here} Also those of the period before: a clock
     * that goes back a little brings back nothing that was spent.
     */
    boolean has(Instant time) {
      return time.isBefore(until) && !time.isBefore(before);
    }

    BudgetCell fresh(@Nullable String key) {
      return new BudgetCell(new Id(limit.scope(), limit.unit(), limit.period(), key, from));
    }
  }

  final BudgetLimit limit;
  private volatile Period current;

  /** What is spent of a limit at first. */
  BudgetCells(BudgetLimit limit, Collection<BudgetCell> restored, Instant now) {
    this.limit = limit;
    List<BudgetCell> own = restored.stream().filter(cell -> isOf(cell.id)).toList();
    Instant from =
        own.stream()
            .map(cell -> cell.id.from())
            .filter(Objects::nonNull)
            .max(Instant::compareTo)
            .orElseGet(() -> limit.period().start(now));
    current = new Period(from);
    own.stream()
        .filter(cell -> Objects.equals(cell.id.from(), from))
        .forEach(cell -> current.cells.put(place(cell.id.key()), cell));
  }

  private static Object place(@Nullable String key) {
    return key == null ? LACKING : key;
  }

  /** {@return whether something spent is of this limit, whatever its amount is now} */
  boolean isOf(Id id) {
    return limit.scope().equals(id.scope())
        && limit.unit().equals(id.unit())
        && limit.period().equals(id.period());
  }

  private @Nullable String key(BudgetScope scope) {
    return limit.scope().equals(BudgetScope.PROCESS) ? null : scope.get(limit.scope());
  }

  /** {@return what a call of a scope counts to that begins now} */
  BudgetCell cell(BudgetScope scope, Instant now) {
    Period period = current.has(now) ? current : next(now);
    String key = key(scope);
    BudgetCell cell = period.cells.get(place(key));
    return cell != null
        ? cell
        : period.cells.computeIfAbsent(place(key), unused -> period.fresh(key));
  }

  private synchronized Period next(Instant now) {
    if (!current.has(now)) {
      current = new Period(limit.period().start(now));
    }
    return current;
  }

  /** {@return what is left for a scope now} */
  BudgetStatus status(BudgetScope scope, Instant now) {
    Period known = current;
    Period period = known.has(now) ? known : new Period(limit.period().start(now));
    String key = key(scope);
    BudgetCell cell = period.cells.get(place(key));
    return (cell == null ? period.fresh(key) : cell).status(limit);
  }

  /** {@return all that is known, of the period of the last call} */
  Collection<BudgetCell> all() {
    return new ArrayList<>(current.cells.values());
  }

  /** Forgets what was spent for a value of the key. What is under way goes on to count. */
  void forget(@Nullable String key) {
    current.cells.computeIfPresent(place(key), (place, cell) -> cell.forget() ? null : cell);
  }
}
