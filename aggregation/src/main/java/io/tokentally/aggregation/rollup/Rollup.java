package io.tokentally.aggregation.rollup;

import io.tokentally.TracedCall;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.aggregation.rollup.ledger.CellKeys;
import io.tokentally.aggregation.rollup.ledger.SumCount;
import io.tokentally.aggregation.rollup.records.Records;
import io.tokentally.aggregation.rollup.records.Split;
import io.tokentally.aggregation.rollup.tree.CallGraph;
import io.tokentally.aggregation.rollup.tree.SharedIds;
import io.tokentally.aggregation.rules.TallyRules;
import io.tokentally.aggregation.usage.Findings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Makes reports, of one forest or of several that have no trace in common. What does not depend on
 * other forests is done for all of them at a time.
 */
public final class Rollup {

  private Rollup() {}

  /**
   * {@return the report} {@link io.tokentally.aggregation.Tally} says the rest.
   *
   * @param limit how many calls may be summed up
   */
  public static <T extends TracedCall> UsageReport report(
      Iterable<? extends T> calls,
      Predicate<? super T> picked,
      PriceTable prices,
      TallyOptions options,
      Limit limit) {
    CallGraph graph = new CallGraph(Records.of(calls, picked));
    return report(List.of(graph), prices, options, limit);
  }

  /** {@return the same report, made of several parts at a time} */
  public static <T extends TracedCall> UsageReport reportInParallel(
      Collection<? extends T> calls,
      Predicate<? super T> picked,
      PriceTable prices,
      TallyOptions options) {
    List<CallGraph> graphs =
        new Split<T>(calls, picked, parts())
            .records().parallelStream().map(CallGraph::new).toList();
    return report(graphs, prices, options, Limit.NONE);
  }

  /** {@return as many parts as threads will share in the work} */
  private static int parts() {
    ForkJoinPool pool = ForkJoinTask.getPool();
    return pool == null ? ForkJoinPool.getCommonPoolParallelism() + 1 : pool.getParallelism();
  }

  private static UsageReport report(
      List<CallGraph> graphs, PriceTable prices, TallyOptions options, Limit limit) {
    limit.check(graphs);
    Findings read = new Findings(options);
    boolean sharesIds = SharedIds.settle(graphs, read);
    graphs.forEach(graph -> graph.report(read));
    List<Forest> forests = forests(graphs, prices, options);
    SumCount own = new SumCount(options);
    forests.parallelStream().map(forest -> forest.read(own)).toList().forEach(read::addAll);
    read.throwIfRefused();
    Map<String, String> units = CellKeys.units(keys(forests), TallyRules.of(options.dialect()));
    SumCount sums = new SumCount(options);
    forests.parallelStream().forEach(forest -> forest.sumUp(sums));
    OverflowCheck.throwIfAny(forests.parallelStream().flatMap(each -> each.overflow().stream()));
    return new RolledUp(forests, options, sharesIds, read, units);
  }

  private static List<Forest> forests(
      List<CallGraph> graphs, PriceTable prices, TallyOptions options) {
    return graphs.stream().map(graph -> new Forest(graph, prices, options)).toList();
  }

  /**
   * {@return the report of calls that were read before, at other prices}
   *
   * @param models from the name of a model to that of the one whose price is wanted
   */
  static UsageReport repriced(RolledUp before, PriceTable prices, UnaryOperator<String> models) {
    SumCount sums = new SumCount(before.options());
    List<Forest> forests = new ArrayList<>();
    for (Forest forest : before.forests()) {
      Forest repriced = new Forest(forest.graph(), prices, before.options());
      UnaryOperator<String> renaming = forest.renaming();
      repriced.price(forest, model -> models.apply(renaming.apply(model)));
      repriced.sumUp(sums);
      forests.add(repriced);
    }
    Map<String, String> units =
        CellKeys.units(keys(forests), TallyRules.of(before.options().dialect()));
    return new RolledUp(forests, before.options(), before.sharesIds(), before.read(), units);
  }

  private static List<CellKeys> keys(List<Forest> forests) {
    return forests.stream().map(Forest::keys).toList();
  }
}
