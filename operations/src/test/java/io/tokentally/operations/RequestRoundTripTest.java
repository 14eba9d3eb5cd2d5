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
    CostPurgeReq request = new CostPurgeReq(project, query);
    assertThat(CostPurgeReq.parse(request.toJson())).isEqualTo(request);
  }

  @Property
  void callsUsage(
      @ForAll String project,
      @ForAll List<String> ids,
      @ForAll boolean withCosts,
      @ForAll long limit) {
    CallsUsageReq request = new CallsUsageReq(project, ids, withCosts, limit);
    assertThat(CallsUsageReq.parse(request.toJson())).isEqualTo(request);
  }

  @Property
  void traceUsage(@ForAll("traceUsages") TraceUsageReq request) {
    assertThat(TraceUsageReq.parse(request.toJson())).isEqualTo(request);
  }

  @Provide
  Arbitrary<CostCreateReq> costCreates() {
    Arbitrary<CostCreateInput> inputs =
        Combinators.combine(
                RATE,
                RATE,
                RATE_OR_NULL,
                RATE_OR_NULL,
                TEXT_OR_NULL,
                TEXT_OR_NULL,
                MOMENT_OR_NULL,
                TEXT_OR_NULL)
            .as(CostCreateInput::new);
    return Combinators.combine(TEXT, TEXT_OR_NULL, Arbitraries.maps(TEXT, inputs).ofMaxSize(3))
        .as(CostCreateReq::new);
  }

  @Provide
  Arbitrary<CostQueryReq> costQueries() {
    Arbitrary<SortBy> keys =
        Combinators.combine(TEXT, Arbitraries.of(SortBy.Direction.class)).as(SortBy::new);
    return Combinators.combine(
            TEXT,
            TEXTS_OR_NULL,
            queries().injectNull(0.3),
            keys.list().ofMaxSize(3).injectNull(0.3),
            Arbitraries.longs().injectNull(0.3),
            Arbitraries.longs().injectNull(0.3))
        .as(CostQueryReq::new);
  }

  @Provide
  Arbitrary<TraceUsageReq> traceUsages() {
    Arbitrary<CallsFilter> filters =
        Combinators.combine(
                TEXTS_OR_NULL.list().ofSize(10), Arbitraries.of(true, false).injectNull(0.5))
            .as(
                (lists, rootsOnly) ->
                    new CallsFilter(
                        lists.get(0),
                        lists.get(1),
                        lists.get(2),
                        lists.get(3),
                        lists.get(4),
                        lists.get(5),
                        lists.get(6),
                        lists.get(7),
                        rootsOnly,
                        lists.get(8),
                        lists.get(9)));
    return Combinators.combine(
            TEXT,
            filters.injectNull(0.3),
            queries().injectNull(0.3),
            Arbitraries.of(true, false),
            Arbitraries.longs())
        .as(TraceUsageReq::new);
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
