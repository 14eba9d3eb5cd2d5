package io.tokentally.operations;

import static java.util.Objects.requireNonNull;

import io.tokentally.aggregation.TallyOptions;
import io.tokentally.dsl.Dialect;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The five operations of the contract, in-process, over calls and prices of your own:
 * docs/semantics.md section 9. Each takes a request and gives an answer; both have their JSON:
 *
 * <pre>{@code
 * Operations operations = Operations.over(CallSource.of(calls), PriceStore.inMemory()).build();
 * String answer = operations.traceUsage(TraceUsageReq.parse(body)).toJson();
 * }</pre>
 *
 * <p>A rejected request changes nothing; the {@link io.tokentally.ValidationException} says all
 * that is wrong with it, with paths that start at {@code body}. Thread-safe, as its source and
 * store are.
 */
public final class Operations {

  private final CostOperations costs;
  private final UsageOperations usage;

  private Operations(Builder builder) {
    Supplier<String> ids = builder.ids == null ? new TimeOrderedIds(builder.clock) : builder.ids;
    Settings settings = builder.settings();
    this.costs = new CostOperations(builder.prices, builder.clock, ids, settings);
    this.usage = new UsageOperations(builder.calls, builder.prices, settings);
  }

  /** {@return a builder of operations over calls and prices} */
  public static Builder over(CallSource calls, PriceStore prices) {
    return new Builder(calls, prices);
  }

  /**
   * {@code /cost/create}: makes a row of each price, at the project's level. A cache rate that is
   * not written becomes a 0 that is {@linkplain
   * io.tokentally.aggregation.PriceRow#cacheReadCostUnwritten marked}, and not the prompt rate as
   * in {@link io.tokentally.aggregation.PriceTable#parse}.
   *
   * <p>In {@link Dialect#WEAVE} a request needs a user. The Weave service fills in who is logged
   * in, and its clients leave it out; a service that embeds this operation does the same, with
   * {@link CostCreateReq#withWbUserId}.
   *
   * @return the ids of the rows, in the order of the request
   * @throws io.tokentally.ValidationException if a rate is too long to write out or, in {@link
   *     Dialect#STANDARD}, negative, or, in {@link Dialect#WEAVE}, if the user is null; then
   *     nothing is created
   */
  public CostCreateRes costCreate(CostCreateReq request) {
    return costs.create(requireNonNull(request, "request"));
  }

  /**
   * {@return {@code /cost/query}: the project's own price rows that the query picks}
   *
   * @throws io.tokentally.ValidationException for unknown fields, negative numbers, and what
   *     compiling a query rejects
   */
  public CostQueryRes costQuery(CostQueryReq request) {
    return costs.query(requireNonNull(request, "request"));
  }

  /**
   * {@code /cost/purge}: removes the project's own price rows that the query picks.
   *
   * @return an empty answer, as the contract has it
   * @throws io.tokentally.ValidationException for what compiling a query rejects, and for a query
   *     that the {@linkplain Builder#idOnlyPurge guard} forbids
   */
  public CostPurgeRes costPurge(CostPurgeReq request) {
    return costs.purge(requireNonNull(request, "request"));
  }

  /**
   * {@return {@code /calls/usage}: the usage of the calls, each with everything below it} Ids that
   * the project does not have get an empty usage.
   *
   * @throws io.tokentally.ValidationException if the limit is below 1 or less than the calls of the
   *     traces in question, and for what {@link io.tokentally.aggregation.Tally#report} rejects
   */
  public UsageRes callsUsage(CallsUsageReq request) {
    return usage.callsUsage(requireNonNull(request, "request"));
  }

  /**
   * {@return {@code /trace/usage}: the usage of each call that is picked, with everything below it}
   *
   * @throws io.tokentally.ValidationException if the limit is below 1 or less than the calls picked
   *     and below, for what the filter and the query reject, and for what {@link
   *     io.tokentally.aggregation.Tally#report} does
   */
  public UsageRes traceUsage(TraceUsageReq request) {
    return usage.traceUsage(requireNonNull(request, "request"));
  }

  /** Builds {@link Operations}. Not thread-safe. */
  public static final class Builder {

    private final CallSource calls;
    private final PriceStore prices;
    private Clock clock = Clock.systemUTC();
    private @Nullable Supplier<String> ids;
    private @Nullable Dialect dialect;
    private @Nullable TallyOptions options;
    private boolean idOnlyPurge;

    private Builder(CallSource calls, PriceStore prices) {
      this.calls = requireNonNull(calls, "calls");
      this.prices = requireNonNull(prices, "prices");
    }

    /** Sets the clock that dates new rows; the system's unless set. */
    public Builder clock(Clock clock) {
      this.clock = requireNonNull(clock, "clock");
      return this;
    }

    /**
     * Sets where the ids of new rows come from; time-ordered UUIDs unless set. They must be unique,
     * and of two rows with one effective date the greater id wins.
     */
    public Builder ids(Supplier<String> ids) {
      this.ids = requireNonNull(ids, "ids");
      return this;
    }

    /**
     * Sets how requests are read and answered, queries included: the dialect of the options unless
     * set, which is {@link Dialect#STANDARD} unless set there.
     */
    public Builder dialect(Dialect dialect) {
      this.dialect = requireNonNull(dialect, "dialect");
      return this;
    }

    /**
     * Sets how usage is read and summed; the options of the dialect at their defaults unless set.
     * Whether costs are included is up to each request.
     */
    public Builder options(TallyOptions options) {
      this.options = requireNonNull(options, "options");
      return this;
    }

    /**
     * Lets {@code /cost/purge} accept only queries that name rows by id. {@link Dialect#WEAVE} does
     * so anyway.
     */
    public Builder idOnlyPurge() {
      this.idOnlyPurge = true;
      return this;
    }

    /**
     * {@return the operations}
     *
     * @throws IllegalStateException if the options are those of another dialect than the one set
     */
    public Operations build() {
      return new Operations(this);
    }

    private Settings settings() {
      TallyOptions tally =
          options == null ? TallyOptions.of(dialect == null ? Dialect.STANDARD : dialect) : options;
      if (dialect != null && dialect != tally.dialect()) {
        throw new IllegalStateException(
            "expected options of the dialect "
                + dialect
                + ", found "
                + tally.dialect()
                + "; TallyOptions.builder().dialect(...) sets theirs");
      }
      return new Settings(tally, idOnlyPurge);
    }
  }
}
