package io.tokentally.aggregation.rollup.scope;

import io.tokentally.aggregation.ScopeDecision.Reason;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UsageScope;
import io.tokentally.aggregation.rollup.ledger.CellKeys;
import io.tokentally.aggregation.rollup.ledger.Cells;
import io.tokentally.aggregation.rollup.tree.CallGraph;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which calls of a graph repeat the usage of calls below them, from the leaves up:
 * docs/semantics.md rules 57 and 58. Not thread-safe.
 */
public final class BatchScope {

  private static final int MOST_KNOWN = 1_000;

  /**
   * Operations that ask a model: those of OpenTelemetry's GenAI conventions, and what readers of
   * sessions of coding agents name an answer.
   */
  private static final Set<String> REQUESTS =
      Set.of(
          "chat", "generate_content", "text_completion", "embeddings", "anthropic.messages.create");

  private final CallGraph graph;
  private final Cells cells;
  private final int[] own;
  private final TallyOptions options;
  private final int[] groups;

  /** The call that a group of models was last looked for in, by group. */
  private final int[] asked;

  private final TokenTotals mine = new TokenTotals();
  private final TokenTotals counted = new TokenTotals();
  private final TokenTotals countedOfMine = new TokenTotals();
  private final TokenTotals nearest = new TokenTotals();
  private final TokenTotals nearestOfMine = new TokenTotals();

  /** Whether operations only run others, for those that were asked about. */
  private final Map<String, Boolean> wrappers = new HashMap<>();

  // Of the own usage of the call at hand.
  private long completion;
  private long total;

  private @Nullable BitSet same;
  private int[] stack = new int[16];

  public BatchScope(CallGraph graph, Cells cells, CellKeys keys, int[] own, TallyOptions options) {
    this.graph = graph;
    this.cells = cells;
    this.own = own;
    this.options = options;
    this.groups = ModelGroups.of(keys);
    this.asked = new int[keys.size()];
    Arrays.fill(asked, CallGraph.NONE);
  }

  /**
   * {@return why a call's own usage repeats that of the calls below it; null if it does not} Both
   * are there.
   *
   * @param below a list of what the calls below sum up to
   * @param excess the part of it that repeats other usage, as a list
   * @param firstChild the first child of each call
   * @param nextSibling the next child of the same parent
   */
  public @Nullable Reason repeats(
      int call, int below, int excess, int[] firstChild, int[] nextSibling) {
    if (options.usageScope() == UsageScope.MODEL_CALLS) {
      return Reason.USAGE_BELOW;
    }
    if (wraps(graph.call(call).operation())) {
      return Reason.OPERATION;
    }
    look(call);
    if (mayBeSum(call, below, excess)) {
      readOwn(call);
      readBelow(call, below, excess);
      if (mine.says(counted) || mine.says(countedOfMine)) {
        return Reason.SUM;
      }
    }
    if (mayBeNearest(call, firstChild, nextSibling)) {
      readOwn(call);
      readNearest(call, firstChild, nextSibling);
      if (mine.says(nearest) || mine.says(nearestOfMine)) {
        return Reason.SUM;
      }
    }
    if (same == null) {
      same = new SameBelow(graph, cells, own).calls();
    }
    return same.get(call) ? Reason.ONE_OF_THEM : null;
  }

  /**
   * {@return whether a call asked a model, and all usage below it is of agents and the like: its
   * answer started them, so that what they used is never in its own usage}
   */
  public boolean startedThoseBelow(int call, int[] firstChild, int[] nextSibling) {
    if (!isRequest(graph.call(call).operation())) {
      return false;
    }
    int size = push(0, firstChild[call]);
    while (size > 0) {
      int at = stack[--size];
      if (nextSibling[at] != CallGraph.NONE) {
        size = push(size, nextSibling[at]);
      }
      if (wraps(graph.call(at).operation())) {
        continue;
      }
      if (own[at] != Cells.END) {
        return false;
      }
      size = push(size, firstChild[at]);
    }
    return true;
  }

  private static boolean isRequest(@Nullable String operation) {
    if (operation == null) {
      return false;
    }
    int space = operation.indexOf(' ');
    return REQUESTS.contains(space < 0 ? operation : operation.substring(0, space));
  }

  private boolean wraps(@Nullable String operation) {
    if (operation == null) {
      return false;
    }
    Boolean known = wrappers.get(operation);
    if (known == null) {
      known = options.wrapperOperations().contains(operation);
      if (wrappers.size() < MOST_KNOWN) {
        wrappers.put(operation, known);
      }
    }
    return known;
  }

  /** Reads so much of a call's own usage that most sums turn out to be others. */
  private void look(int call) {
    completion = 0;
    total = 0;
    for (int cell = own[call]; cell != Cells.END; cell = cells.next(cell)) {
      completion += cells.count(cell, Cells.COMPLETION);
      total += cells.count(cell, Cells.TOTAL);
      asked[groups[cells.key(cell)]] = call;
    }
  }

  /** {@return whether sums may say the same as the own usage} Those above 64 bits never do. */
  private boolean isAlike(long otherCompletion, long otherTotal) {
    return otherCompletion == completion || otherTotal == total;
  }

  private boolean mayBeSum(int call, int below, int excess) {
    long completions = 0;
    long totals = 0;
    long completionsOfMine = 0;
    long totalsOfMine = 0;
    for (int cell = below; cell != Cells.END; cell = cells.next(cell)) {
      long ofCell = cells.count(cell, Cells.COMPLETION);
      long totalOfCell = cells.count(cell, Cells.TOTAL);
      completions += ofCell;
      totals += totalOfCell;
      if (asked[groups[cells.key(cell)]] == call) {
        completionsOfMine += ofCell;
        totalsOfMine += totalOfCell;
      }
    }
    return excess != Cells.END
        || isAlike(completions, totals)
        || isAlike(completionsOfMine, totalsOfMine);
  }

  private boolean mayBeNearest(int call, int[] firstChild, int[] nextSibling) {
    long completions = 0;
    long totals = 0;
    long completionsOfMine = 0;
    long totalsOfMine = 0;
    int size = push(0, firstChild[call]);
    while (size > 0) {
      int at = stack[--size];
      if (nextSibling[at] != CallGraph.NONE) {
        size = push(size, nextSibling[at]);
      }
      if (own[at] == Cells.END) {
        size = push(size, firstChild[at]);
      }
      for (int cell = own[at]; cell != Cells.END; cell = cells.next(cell)) {
        long ofCell = cells.count(cell, Cells.COMPLETION);
        long totalOfCell = cells.count(cell, Cells.TOTAL);
        completions += ofCell;
        totals += totalOfCell;
        if (asked[groups[cells.key(cell)]] == call) {
          completionsOfMine += ofCell;
          totalsOfMine += totalOfCell;
        }
      }
    }
    return isAlike(completions, totals) || isAlike(completionsOfMine, totalsOfMine);
  }

  private void readOwn(int call) {
    mine.clear();
    for (int cell = own[call]; cell != Cells.END; cell = cells.next(cell)) {
      mine.add(cells, cell);
    }
  }

  private void readBelow(int call, int below, int excess) {
    counted.clear();
    countedOfMine.clear();
    for (int cell = below; cell != Cells.END; cell = cells.next(cell)) {
      counted.add(cells, cell);
      if (asked[groups[cells.key(cell)]] == call) {
        countedOfMine.add(cells, cell);
      }
    }
    for (int cell = excess; cell != Cells.END; cell = cells.next(cell)) {
      counted.subtract(cells, cell);
      if (asked[groups[cells.key(cell)]] == call) {
        countedOfMine.subtract(cells, cell);
      }
    }
  }

  /** Adds up the nearest calls below that have usage: each call without is passed once in all. */
  private void readNearest(int call, int[] firstChild, int[] nextSibling) {
    nearest.clear();
    nearestOfMine.clear();
    int size = push(0, firstChild[call]);
    while (size > 0) {
      int at = stack[--size];
      if (nextSibling[at] != CallGraph.NONE) {
        size = push(size, nextSibling[at]);
      }
      if (own[at] == Cells.END) {
        size = push(size, firstChild[at]);
      }
      for (int cell = own[at]; cell != Cells.END; cell = cells.next(cell)) {
        nearest.add(cells, cell);
        if (asked[groups[cells.key(cell)]] == call) {
          nearestOfMine.add(cells, cell);
        }
      }
    }
  }

  private int push(int size, int call) {
    if (call == CallGraph.NONE) {
      return size;
    }
    if (size == stack.length) {
      stack = Arrays.copyOf(stack, 2 * size);
    }
    stack[size] = call;
    return size + 1;
  }
}
