package io.tokentally.aggregation;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import io.tokentally.Call;
import io.tokentally.LLMAggregatedUsage;
import io.tokentally.TracedCall;
import io.tokentally.dsl.FieldResolver;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Usage and exact cost of calls, each with everything below it, and all anomalies. Made by {@link
 * Tally}; the same calls and prices give reports that say the same, in any order. Immutable and
 * thread-safe.
 *
 * <p>Not to be implemented outside the library: methods may be added in a minor release.
 *
 * <p>Maps from model to usage are sorted by model. Costs are null where some part has no price; the
 * {@code pricedPart} methods then give what could be priced.
 */
public interface UsageReport {

  /** {@return the ids of the calls that were asked about, each once, by start, then id} */
  List<String> callIds();

  /**
   * {@return the calls that were asked about, each with the trace that it stands in; by start, then
   * id, then trace}
   */
  List<CallKey> calls();

  /**
   * {@return the calls asked about that no other such call contains, by start, then id; the calls
   * on a cycle are among them} Their {@link #rootUsage} adds up to {@link #totals()}.
   */
  List<String> rootIds();

  /**
   * {@return the calls of {@link #rootIds}, each with the trace that it stands in; by start, then
   * id, then trace} Their usage adds up to {@link #totals()}, also where one id stands in several
   * traces.
   */
  List<CallKey> roots();

  /** {@return the call that this one is summed up into, as {@link #parentId} says} */
  @Nullable CallKey parent(CallKey call);

  /** {@return the calls that are summed up into a call, by start, then id} */
  List<CallKey> children(CallKey call);

  /** {@return {@link #usage(String)} of one call, where its id stands in several traces} */
  Map<String, LLMAggregatedUsage> usage(CallKey call);

  /** {@return {@link #pricedPart(String)} of one call, where its id stands in several traces} */
  Map<String, LLMAggregatedUsage> pricedPart(CallKey call);

  /** {@return {@link #ownUsage(String)} of one call, where its id stands in several traces} */
  Map<String, LLMAggregatedUsage> ownUsage(CallKey call);

  /**
   * {@return the id of the call that this one is summed up into; null for a root, and for a call
   * that is not in the report} It is the parent that counts: an orphan has none, nor has a call on
   * a cycle, and of several records of a call the one that counts says which it is.
   */
  @Nullable String parentId(String callId);

  /**
   * {@return the ids of the calls that are summed up into a call: those whose {@link #parentId} it
   * is, by start, then id} Empty for a call that is not in the report.
   */
  List<String> childIds(String callId);

  /**
   * {@return a call's usage with that of everything below it, by model; empty if it has none, or is
   * not in the report} Where calls of several traces have the id, it is the usage of all of them.
   */
  Map<String, LLMAggregatedUsage> usage(String callId);

  /** {@return the part of {@link #usage} that has a price} */
  Map<String, LLMAggregatedUsage> pricedPart(String callId);

  /**
   * {@return the usage of the root with an id, or of the roots, where such calls of several traces
   * have it; empty if there is none} Unlike {@link #usage}, it leaves out calls of that id that lie
   * below others, so that over {@link #rootIds()} it adds up to {@link #totals()}.
   */
  Map<String, LLMAggregatedUsage> rootUsage(String rootId);

  /** {@return the usage that the call's own summary holds, by model} */
  Map<String, LLMAggregatedUsage> ownUsage(String callId);

  /**
   * {@return {@link #usage} of every call asked about, in the order of {@link #callIds()}} Usage is
   * made as it is looked at, and again the next time.
   */
  Map<String, Map<String, LLMAggregatedUsage>> usageByCall();

  /**
   * {@return the usage of all roots together, by model; each call counts once}
   *
   * @throws TokenOverflowException if a sum exceeds 64 bits
   */
  Map<String, LLMAggregatedUsage> totals();

  /**
   * {@return {@link #totals()} by a key of each call: what calls with one key used of their own,
   * together} Every call counts once, under one key, so that the groups add up to the totals: by
   * day, user, operation or whatever else the caller knows of a call.
   *
   * <pre>{@code
   * Map<LocalDate, UsageTotals> byDay =
   *     report.totalsBy(call -> LocalDate.ofInstant(call.startedAt(), ZoneOffset.UTC));
   * }</pre>
   *
   * <p>Takes one pass over the calls. The keys are in the order in which they are met.
   *
   * @param key gives the key of a call, which has its ids, project, times, operation and whether it
   *     failed; it is asked once for each call whose usage counts, and may give null
   * @throws TokenOverflowException if a sum exceeds 64 bits
   */
  <K> Map<@Nullable K, UsageTotals> totalsBy(
      Function<? super TracedCall, ? extends @Nullable K> key);

  /**
   * {@return what calls were charged for what counts of them, by a key of each call: a charge for
   * each model, kind and rate, sorted likewise} The charges of a key add up to the cost that {@link
   * #totalsBy} gives for it, exactly.
   *
   * @param key as for {@link #totalsBy}
   * @throws TokenOverflowException if a sum exceeds 64 bits
   */
  <K> Map<@Nullable K, List<Charge>> chargesBy(
      Function<? super TracedCall, ? extends @Nullable K> key);

  /**
   * {@return what the cache saved in {@link #totals()}, and what writing to it cost on top, for
   * each model that used one, sorted} docs/semantics.md rule 67.
   *
   * @throws TokenOverflowException if a sum exceeds 64 bits
   */
  List<CacheSavings> cacheSavings();

  /**
   * {@return the fields of calls, and usage and cost of each by this report, so that queries can
   * ask for them: {@code op_name contains "chat" and total.cost.total > 0.5}} docs/cost-queries.md
   * lists the fields.
   *
   * <pre>{@code
   * Predicate<Call> dear = Query.parseText("cost.total > 0.5").compile(report.fields());
   * }</pre>
   *
   * <p>Money is compared exactly. A cost that is not known, because something has no price or units
   * differ, is null, never 0; a call that is not in the report used nothing. A model that no call
   * used is a {@linkplain io.tokentally.dsl.Query#warnings(FieldResolver) warning}.
   *
   * @throws TokenOverflowException when a call is asked about, as {@link #totalsBy}
   */
  default FieldResolver<Call> fields() {
    return fields(FieldResolver.calls());
  }

  /**
   * {@return the same for records of your own}
   *
   * @param others finds all other fields
   */
  default <T extends TracedCall> FieldResolver<T> fields(FieldResolver<T> others) {
    return new ReportFields<>(this, others);
  }

  /**
   * {@return the part of {@link #totals()} that has a price}
   *
   * @throws TokenOverflowException if a sum exceeds 64 bits
   */
  Map<String, LLMAggregatedUsage> pricedPartOfTotals();

  /**
   * {@return the cost of everything that has a price, by unit: the sum over models} It is the whole
   * cost only if the report {@link #isComplete}.
   */
  Map<String, BigDecimal> pricedCostByUnit();

  /**
   * {@return whether all usage that was recorded counted, and all that counted has a price}
   *
   * <p>False if there are {@link #unpricedModels}, {@link #unpricedKinds}, {@link #unrecognised}
   * entries, anomalies of the kind {@link Anomaly.Kind#MALFORMED_USAGE}, or notes of the kinds
   * {@link UsageNote.Kind#UNREAD_MEMBER}, {@link UsageNote.Kind#NO_USAGE} and {@link
   * UsageNote.Kind#TOTAL_DIFFERS}; true otherwise. So a report without costs is complete if all
   * usage counted. No other anomaly makes it incomplete: of duplicates one record counted, usage
   * that {@linkplain Anomaly.Kind#LOOKS_PRE_AGGREGATED looks pre-aggregated} counted as it stands,
   * and an unfinished call may still bring more.
   */
  default boolean isComplete() {
    return unpricedModels().isEmpty()
        && unpricedKinds().isEmpty()
        && unrecognised().isEmpty()
        && anomalies().stream().noneMatch(each -> each.kind() == Anomaly.Kind.MALFORMED_USAGE)
        && notes().stream().noneMatch(note -> note.kind().leavesUsageOpen());
  }

  /**
   * {@return the report as a JSON object: whether it is complete, costs by unit, totals, usage of
   * the roots, what is unpriced, anomalies and notes} Every number is exact; the names are those of
   * the program's JSON, {@code other_costs} and {@code total_cost} included. Jackson writes it in
   * the place of the report. Takes time for all roots.
   *
   * @throws TokenOverflowException if a sum exceeds 64 bits
   */
  @JsonValue
  @JsonRawValue
  String toJson();

  /** {@return the cost and the usage by model, for people; what has no price, and why} */
  @Override
  String toString();

  /**
   * {@return what all roots together cost, as {@link #totals()}: amounts by unit, and what has no
   * price and why}
   *
   * @throws TokenOverflowException if a sum exceeds 64 bits
   */
  default Cost cost() {
    return CostOf.all(this);
  }

  /**
   * {@return what a call cost with everything below it, as {@link #usage(String)}} A call that is
   * not in the report used nothing. Takes time for all findings of the report.
   */
  default Cost cost(String callId) {
    return CostOf.of(this, callId);
  }

  /**
   * {@return the bill for people, some lines: tokens by model, kind and rate with what they cost,
   * the exact sum, what has no price and why, and what is anomalous} Of each kind of finding it
   * lists the first few. Takes time for all calls of the report, for each model.
   *
   * @throws TokenOverflowException if a sum exceeds 64 bits
   */
  default String bill() {
    return Bill.of(this);
  }

  /**
   * {@return the bill of a call with everything below it, as {@link #bill()}} A call that is not in
   * the report used nothing.
   */
  default String bill(String callId) {
    return Bill.of(this, callId);
  }

  /**
   * {@return the unit of each priced model's costs: the text of its price rows, such as {@code
   * USD}; models without a price are not in it}
   */
  Map<String, String> unitByModel();

  /** {@return models that have usage without a price, sorted by name} */
  List<UnpricedModel> unpricedModels();

  /** {@return usage of kinds that have no rate, sorted by call, model and kind} */
  List<UnpricedKind> unpricedKinds();

  /** {@return models that were priced under another name than the recorded one, sorted by it} */
  List<PricedModel> pricedModels();

  /**
   * {@return rates that nobody charges, by which something was priced all the same, sorted by model
   * and row} Empty where there is nothing of the kind, as in reports made by others.
   */
  default List<ImpossibleRate> impossibleRates() {
    return List.of();
  }

  /**
   * {@return the costs that calls recorded beside ours of the same calls, for each model of {@link
   * #totals()}, sorted; a line for each currency that was recorded} Recorded costs are somebody
   * else's statement, and part of no other figure: docs/semantics.md rule 66. Calls that record
   * none are in neither cost, and counted. Takes time for all calls of the report, for each model.
   *
   * @throws TokenOverflowException if a sum exceeds 64 bits
   */
  List<CostComparison> costDiff();

  /**
   * {@return what a cost is made of: that of a call and everything below it, of one model} The line
   * items add up to the cost in {@link #usage}, exactly. Empty if the call has no such usage, or is
   * not in the report. Takes time for all calls of the report.
   */
  CostExplanation explain(String callId, String model);

  /**
   * {@return what the cost of a model in {@link #totals()} is made of}
   *
   * @throws TokenOverflowException if a sum exceeds 64 bits
   */
  CostExplanation explainTotals(String model);

  /**
   * {@return the report of the same calls at other prices} The calls are not read again. Where the
   * prices are the same, so is the report. One that was made without costs stays without.
   *
   * @throws MixedUnitsException if one model is priced in several units
   * @throws io.tokentally.ValidationException if there are more sums than {@link
   *     TallyOptions#maxSums}
   */
  default UsageReport repriced(PriceTable prices) {
    return repriced(prices, Map.of());
  }

  /**
   * {@return the report of the same calls at other prices, each model at the price of another one}
   * Usage stays under the recorded model; {@link #pricedModels()} says whose price it has. A model
   * that the map does not name keeps the price of the one it had so far.
   *
   * @param models from a model, by the name whose price it has so far, to the one whose price is
   *     wanted
   * @throws MixedUnitsException if one model is priced in several units
   * @throws io.tokentally.ValidationException if there are more sums than {@link
   *     TallyOptions#maxSums}
   */
  UsageReport repriced(PriceTable prices, Map<String, String> models);

  /**
   * {@return the anomalies of the calls, sorted by kind, call and model} Of each kind it has the
   * first {@link TallyOptions#maxFindings}, as have the lists that are sorted likewise, and {@link
   * #unpricedKinds} as a whole.
   */
  List<Anomaly> anomalies();

  /** {@return whose usage counted: {@link TallyOptions#usageScope}} */
  UsageScope usageScope();

  /**
   * {@return what {@link UsageScope#AUTO} or {@link UsageScope#MODEL_CALLS} decided of calls that
   * have usage of their own and others with usage below them, sorted likewise} Empty under other
   * scopes.
   */
  List<ScopeDecision> scopeDecisions();

  /**
   * {@return the calls that {@linkplain io.tokentally.TracedCall#failed failed} and whose own usage
   * counts, by start, then id, then trace} They were charged, so {@link #totals()} have them;
   * {@link #shareOfTotals} says how much that is, {@link Retries} which of them were made again.
   */
  List<CallKey> failedCalls();

  /**
   * {@return the part of {@link #totals()} that is the own usage of some calls, by model} Calls
   * that are not in the report have none. The shares of all calls add up to the totals.
   *
   * @throws TokenOverflowException if a sum exceeds 64 bits
   */
  Map<String, LLMAggregatedUsage> shareOfTotals(Collection<CallKey> calls);

  /**
   * {@return the part of {@link #shareOfTotals} that has a price}
   *
   * @throws TokenOverflowException if a sum exceeds 64 bits
   */
  Map<String, LLMAggregatedUsage> pricedShareOfTotals(Collection<CallKey> calls);

  /** {@return what was decided where an entry could be meant otherwise, sorted likewise} */
  List<UsageNote> notes();

  /** {@return entries with none of the contract's names, which did not count, sorted likewise} */
  List<UnrecognisedUsage> unrecognised();

  /** {@return how many findings there are that the lists leave out, because they are too many} */
  default LeftOut leftOut() {
    return LeftOut.NOTHING;
  }

  /** {@return the calls of the set that have not ended, sorted} */
  List<String> unfinishedCallIds();
}
