package io.tokentally.operations.contract;

import static io.tokentally.operations.contract.ContractDocuments.objects;

import io.tokentally.ValidationException;
import io.tokentally.dsl.Query;
import io.tokentally.operations.CallsUsageReq;
import io.tokentally.operations.CostCreateReq;
import io.tokentally.operations.CostPurgeReq;
import io.tokentally.operations.CostQueryReq;
import io.tokentally.operations.TraceUsageReq;
import java.math.BigDecimal;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** What the readers read: the contract's schema of each, its reader, and documents of it. */
enum Body {
  QUERY("Query", Query::parse) {
    @Override
    Arbitrary<Object> documents() {
      return ContractDocuments.queries();
    }
  },
  COST_CREATE("CostCreateReq", CostCreateReq::parse) {
    @Override
    Arbitrary<Object> documents() {
      Arbitrary<Object> rates =
          Arbitraries.of(0, 5, new BigDecimal("0.00025"), new BigDecimal("1e-7"), 3L).asGeneric();
      Arbitrary<Object> prices =
          objects(
              Map.of("prompt_token_cost", rates, "completion_token_cost", rates),
              Map.of(
                  "cache_read_input_token_cost", rates,
                  "cache_creation_input_token_cost", rates,
                  "prompt_token_cost_unit", perhaps(TEXTS),
                  "completion_token_cost_unit", perhaps(TEXTS),
                  "effective_date", perhaps(Arbitraries.of(ContractDocuments.DATES)),
                  "provider_id", perhaps(TEXTS)));
      Arbitrary<Object> costs = Arbitraries.maps(TEXTS, prices).ofMaxSize(2).asGeneric();
      return objects(
          Map.of("project_id", TEXTS.asGeneric(), "costs", costs),
          Map.of("wb_user_id", perhaps(TEXTS)));
    }
  },
  COST_QUERY("CostQueryReq", CostQueryReq::parse) {
    @Override
    Arbitrary<Object> documents() {
      Arbitrary<Object> terms =
          objects(
              Map.of(
                  "field",
                  TEXTS.asGeneric(),
                  "direction",
                  Arbitraries.of("asc", "desc").asGeneric()),
              Map.of());
      return objects(
          Map.of("project_id", TEXTS.asGeneric()),
          Map.of(
              "fields", perhaps(TEXTS.list().ofMaxSize(2)),
              "query", perhaps(ContractDocuments.queries()),
              "sort_by", perhaps(terms.list().ofMaxSize(2)),
              "limit", perhaps(INTEGERS),
              "offset", perhaps(INTEGERS)));
    }
  },
  COST_PURGE("CostPurgeReq", CostPurgeReq::parse) {
    @Override
    Arbitrary<Object> documents() {
      return objects(
          Map.of("project_id", TEXTS.asGeneric(), "query", ContractDocuments.queries()), Map.of());
    }
  },
  CALLS_USAGE("CallsUsageReq", CallsUsageReq::parse) {
    @Override
    Arbitrary<Object> documents() {
      return objects(
          Map.of(
              "project_id", TEXTS.asGeneric(), "call_ids", TEXTS.list().ofMaxSize(3).asGeneric()),
          Map.of("include_costs", FLAGS.asGeneric(), "limit", INTEGERS));
    }
  },
  TRACE_USAGE("TraceUsageReq", TraceUsageReq::parse) {
    @Override
    Arbitrary<Object> documents() {
      Arbitrary<Object> lists = perhaps(TEXTS.list().ofMaxSize(2));
      Map<String, Arbitrary<Object>> conditions =
          Stream.of(
                  "op_names",
                  "input_refs",
                  "output_refs",
                  "parent_ids",
                  "trace_ids",
                  "call_ids",
                  "thread_ids",
                  "turn_ids",
                  "wb_user_ids",
                  "wb_run_ids")
              .collect(Collectors.toMap(Function.identity(), name -> lists));
      conditions.put("trace_roots_only", perhaps(FLAGS));
      return objects(
          Map.of("project_id", TEXTS.asGeneric()),
          Map.of(
              "filter", perhaps(objects(Map.of(), conditions)),
              "query", perhaps(ContractDocuments.queries()),
              "include_costs", FLAGS.asGeneric(),
              "limit", INTEGERS));
    }
  };

  private static final Arbitrary<String> TEXTS =
      Arbitraries.of("", "a", "entity/project", "\ud83d\ude00");
  private static final Arbitrary<Boolean> FLAGS = Arbitraries.of(true, false);
  private static final Arbitrary<Object> INTEGERS =
      Arbitraries.of(0, 5, -1, Long.MAX_VALUE, new BigDecimal("5.0"), new BigDecimal("1e3"))
          .asGeneric();

  final String schema;

  @SuppressWarnings("ImmutableEnumChecker") // method references hold nothing
  private final Function<String, Object> reader;

  Body(String schema, Function<String, Object> reader) {
    this.schema = schema;
    this.reader = reader;
  }

  /** {@return documents with the schema} */
  abstract Arbitrary<Object> documents();

  /** {@return whether our reader takes the JSON} */
  boolean accepts(String json) {
    try {
      return reader.apply(json) != null;
    } catch (ValidationException e) {
      return false;
    }
  }

  private static Arbitrary<Object> perhaps(Arbitrary<?> values) {
    return values.asGeneric().injectNull(0.1);
  }
}
