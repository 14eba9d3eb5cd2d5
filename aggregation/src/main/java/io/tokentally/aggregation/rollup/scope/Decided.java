package io.tokentally.aggregation.rollup.scope;

import io.tokentally.LLMAggregatedUsage;
import io.tokentally.aggregation.ScopeDecision;
import io.tokentally.aggregation.ScopeDecision.Kind;
import io.tokentally.aggregation.ScopeDecision.Reason;
import io.tokentally.aggregation.rollup.ledger.Cells;
import io.tokentally.aggregation.rollup.tree.CallGraph;
import io.tokentally.aggregation.usage.PendingDecision;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * What was decided of a call that has usage of its own and some below.
 *
 * @param call the number of the call
 * @param own a list of its own usage
 * @param sum a list of what it sums up to
 * @param reason why its own usage does not count; null if it does
 */
public record Decided(
    CallGraph graph, Cells cells, int call, int own, int sum, @Nullable Reason reason)
    implements PendingDecision {

  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

  @Override
  public Kind kind() {
    return reason == null ? Kind.OWN_BESIDE_BELOW : Kind.REPEATED_USAGE;
  }

  @Override
  public String callId() {
    return graph.call(call).id();
  }

  @Override
  public ScopeDecision decision() {
    int counted = reason == null ? own : Cells.END;
    String operation = graph.call(call).operation();
    return new ScopeDecision(
        kind(), callId(), reason, operation, usage(own, Cells.END), usage(sum, counted));
  }

  private LLMAggregatedUsage usage(int list, int without) {
    return LLMAggregatedUsage.builder()
        .requests(count(Cells.REQUESTS, list, without))
        .promptTokens(count(Cells.PROMPT, list, without))
        .completionTokens(count(Cells.COMPLETION, list, without))
        .totalTokens(count(Cells.TOTAL, list, without))
        .cacheReadInputTokens(count(Cells.CACHE_READ, list, without))
        .cacheCreationInputTokens(count(Cells.CACHE_CREATION, list, without))
        .build();
  }

  /** {@return the sum over all models, which may need more than 64 bits} */
  private long count(int count, int list, int without) {
    BigInteger sum = sum(count, list).subtract(sum(count, without));
    return sum.min(MOST).longValue();
  }

  private BigInteger sum(int count, int list) {
    BigInteger sum = BigInteger.ZERO;
    for (int cell = list; cell != Cells.END; cell = cells.next(cell)) {
      sum = sum.add(BigInteger.valueOf(cells.count(cell, count)));
    }
    return sum;
  }
}
