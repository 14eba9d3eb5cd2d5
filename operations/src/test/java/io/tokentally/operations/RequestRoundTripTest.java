package io.tokentally.operations;

import static io.tokentally.dsl.Query.and;
import static io.tokentally.dsl.Query.field;
import static io.tokentally.dsl.Query.not;
import static io.tokentally.dsl.Query.where;
import static io.tokentally.operations.AnyValue.MOMENT_OR_NULL;
import static io.tokentally.operations.AnyValue.RATE;
import static io.tokentally.operations.AnyValue.RATE_OR_NULL;
import static io.tokentally.operations.AnyValue.TEXT;
import static io.tokentally.operations.AnyValue.TEXTS_OR_NULL;
import static io.tokentally.operations.AnyValue.TEXT_OR_NULL;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.SortBy;
import io.tokentally.dsl.Operand;
import io.tokentally.dsl.Query;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Builders;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;

/** Requests read back what they write. */
@PropertyDefaults(tries = 150, edgeCases = EdgeCasesMode.NONE)
class RequestRoundTripTest {

  @Property
  void costCreate(@ForAll("costCreates") CostCreateReq request) {
    CostCreateReq read = CostCreateReq.parse(request.toJson());
    assertThat(read.toJson()).isEqualTo(request.toJson());
    assertThat(read.costs().keySet()).containsExactlyElementsOf(request.costs().keySet());
    assertThat(read).isEqualTo(request);
  }

  @Property
  void costQuery(@ForAll("costQueries") CostQueryReq request) {
    assertThat(CostQueryReq.parse(request.toJson())).isEqualTo(request);
  }

  @Property
  void costPurge(@ForAll("queries") Query query, @ForAll String project) {
    CostPurgeReq request = CostPurgeReq.builder().projectId(project).query(query).build();
    assertThat(CostPurgeReq.parse(request.toJson())).isEqualTo(request);
  }

  @Property
  void callsUsage(
      @ForAll String project,
      @ForAll List<String> ids,
      @ForAll boolean withCosts,
      @ForAll long limit) {
    CallsUsageReq request =
        CallsUsageReq.builder()
            .projectId(project)
            .callIds(ids)
            .includeCosts(withCosts)
            .limit(limit)
            .build();
    assertThat(CallsUsageReq.parse(request.toJson())).isEqualTo(request);
  }

  @Property
  void traceUsage(@ForAll("traceUsages") TraceUsageReq request) {
    assertThat(TraceUsageReq.parse(request.toJson())).isEqualTo(request);
  }

  @Provide
  Arbitrary<CostCreateReq> costCreates() {
    Arbitrary<CostCreateInput> inputs =
        Builders.withBuilder(CostCreateInput::builder)
            .use(RATE)
            .in(CostCreateInput.Builder::promptTokenCost)
            .use(RATE)
            .in(CostCreateInput.Builder::completionTokenCost)
            .use(RATE_OR_NULL)
            .in(CostCreateInput.Builder::cacheReadInputTokenCost)
            .use(RATE_OR_NULL)
            .in(CostCreateInput.Builder::cacheCreationInputTokenCost)
            .use(TEXT_OR_NULL)
            .in(CostCreateInput.Builder::promptTokenCostUnit)
            .use(TEXT_OR_NULL)
            .in(CostCreateInput.Builder::completionTokenCostUnit)
            .use(MOMENT_OR_NULL)
            .in(CostCreateInput.Builder::effectiveDate)
            .use(TEXT_OR_NULL)
            .in(CostCreateInput.Builder::providerId)
            .build(CostCreateInput.Builder::build);
    return Builders.withBuilder(CostCreateReq::builder)
        .use(TEXT)
        .in(CostCreateReq.Builder::projectId)
        .use(TEXT_OR_NULL)
        .in(CostCreateReq.Builder::wbUserId)
        .use(Arbitraries.maps(TEXT, inputs).ofMaxSize(3))
        .in(CostCreateReq.Builder::costs)
        .build(CostCreateReq.Builder::build);
  }

  @Provide
  Arbitrary<CostQueryReq> costQueries() {
    Arbitrary<SortBy> keys =
        Combinators.combine(TEXT, Arbitraries.of(SortBy.Direction.class)).as(SortBy::new);
    return Builders.withBuilder(CostQueryReq::builder)
        .use(TEXT)
        .in(CostQueryReq.Builder::projectId)
        .use(TEXTS_OR_NULL)
        .in(CostQueryReq.Builder::fields)
        .use(queries().injectNull(0.3))
        .in(CostQueryReq.Builder::query)
        .use(keys.list().ofMaxSize(3).injectNull(0.3))
        .in(CostQueryReq.Builder::sortBy)
        .use(Arbitraries.longs().injectNull(0.3))
        .in(CostQueryReq.Builder::limit)
        .use(Arbitraries.longs().injectNull(0.3))
        .in(CostQueryReq.Builder::offset)
        .build(CostQueryReq.Builder::build);
  }

  @Provide
  Arbitrary<TraceUsageReq> traceUsages() {
    Arbitrary<CallsFilter> filters =
        Builders.withBuilder(CallsFilter::builder)
            .use(TEXTS_OR_NULL)
            .in(CallsFilter.Builder::opNames)
            .use(TEXTS_OR_NULL)
            .in(CallsFilter.Builder::inputRefs)
            .use(TEXTS_OR_NULL)
            .in(CallsFilter.Builder::outputRefs)
            .use(TEXTS_OR_NULL)
            .in(CallsFilter.Builder::parentIds)
            .use(TEXTS_OR_NULL)
            .in(CallsFilter.Builder::traceIds)
            .use(TEXTS_OR_NULL)
            .in(CallsFilter.Builder::callIds)
            .use(TEXTS_OR_NULL)
            .in(CallsFilter.Builder::threadIds)
            .use(TEXTS_OR_NULL)
            .in(CallsFilter.Builder::turnIds)
            .use(Arbitraries.of(true, false).injectNull(0.5))
            .in(CallsFilter.Builder::traceRootsOnly)
            .use(TEXTS_OR_NULL)
            .in(CallsFilter.Builder::wbUserIds)
            .use(TEXTS_OR_NULL)
            .in(CallsFilter.Builder::wbRunIds)
            .build(CallsFilter.Builder::build);
    return Builders.withBuilder(TraceUsageReq::builder)
        .use(TEXT)
        .in(TraceUsageReq.Builder::projectId)
        .use(filters.injectNull(0.3))
        .in(TraceUsageReq.Builder::filter)
        .use(queries().injectNull(0.3))
        .in(TraceUsageReq.Builder::query)
        .use(Arbitraries.of(true, false))
        .in(TraceUsageReq.Builder::includeCosts)
        .use(Arbitraries.longs())
        .in(TraceUsageReq.Builder::limit)
        .build(TraceUsageReq.Builder::build);
  }

  @Provide
  Arbitrary<Query> queries() {
    Arbitrary<Operand> literals =
        Arbitraries.oneOf(
                TEXT.asGeneric(),
                Arbitraries.longs().asGeneric(),
                RATE.asGeneric(),
                Arbitraries.of(true, false).asGeneric())
            .injectNull(0.1)
            .map(Query::literal);
    Arbitrary<String> fields = Arbitraries.of("id", "llm_id", "a\\.b", "inputs.x.0", "");
    return Combinators.combine(fields, literals, Arbitraries.integers().between(0, 4))
        .as(
            (name, literal, kind) ->
                switch (kind) {
                  case 0 -> where(field(name).eq(literal));
                  case 1 -> where(not(field(name).lt(literal)));
                  case 2 -> where(and(field(name).in(literal, field("id")), literal));
                  case 3 -> where(field(name).contains(literal));
                  default -> where(literal.convert(Operand.Convert.Type.BOOL).eq(true));
                });
  }
}
