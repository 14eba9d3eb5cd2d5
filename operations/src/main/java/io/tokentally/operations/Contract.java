package io.tokentally.operations;

import static java.util.Map.entry;

import io.tokentally.ValidationError.Type;
import io.tokentally.ValidationException;
import io.tokentally.dsl.Query;
import io.tokentally.json.ContractJson;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import io.tokentally.json.Schema;
import io.tokentally.json.TooDeepException;
import io.tokentally.json.ValueType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The contract's schemas of the requests and answers; each stands in the record that has it. */
final class Contract {

  /** The member of a query that holds its operation. */
  private static final String EXPR = "$expr";

  /** How many calls a request for usage may read unless it says otherwise. */
  static final long DEFAULT_LIMIT = 10_000;

  /** Where a request stands in the paths of errors. */
  static final Loc BODY = Loc.ROOT.key("body");

  static final ValueType<Query> QUERY =
      new ValueType<>(
          Contract::checkQuery,
          Query::of,
          (query, json, provider) -> provider.defaultSerializeValue(query, json));

  static final ValueType<List<String>> TEXTS = ValueType.listOf(ValueType.TEXT);

  private Contract() {}

  /** Made when Jackson first asks, as the records are initialised before. */
  private static final class Schemas {
    private static final Map<Class<?>, Schema<?>> BY_TYPE =
        Map.ofEntries(
            entry(CallsFilter.class, CallsFilter.SCHEMA),
            entry(CallsUsageReq.class, CallsUsageReq.SCHEMA),
            entry(CostCreateInput.class, CostCreateInput.SCHEMA),
            entry(CostCreateReq.class, CostCreateReq.SCHEMA),
            entry(CostCreateRes.class, CostCreateRes.SCHEMA),
            entry(CostPurgeReq.class, CostPurgeReq.SCHEMA),
            entry(CostPurgeRes.class, CostPurgeRes.SCHEMA),
            entry(CostQueryOutput.class, CostQueryOutput.SCHEMA),
            entry(CostQueryReq.class, CostQueryReq.SCHEMA),
            entry(CostQueryRes.class, CostQueryRes.SCHEMA),
            entry(TraceUsageReq.class, TraceUsageReq.SCHEMA),
            entry(UsageRes.class, UsageRes.SCHEMA));
  }

  static Schema<?> schema(Class<?> type) {
    Schema<?> schema = Schemas.BY_TYPE.get(type);
    if (schema == null) {
      throw new IllegalArgumentException("expected a request or an answer, found " + type);
    }
    return schema;
  }

  /** {@return the value that the JSON holds} Rejects it with every error. */
  static <T> T read(String json, Schema<T> schema) {
    return ContractJson.read(json, Loc.ROOT, schema.type());
  }

  /**
   * {@return the request that the JSON holds} Rejects it with every error, from {@code body} on.
   */
  static <T> T readRequest(String json, Schema<T> schema) {
    try {
      return ContractJson.read(json, BODY, schema.type());
    } catch (TooDeepException e) {
      throw e.ofMember(EXPR);
    }
  }

  /** A query that is too big has that error alone. */
  private static void checkQuery(@Nullable Object value, Loc at, ErrorCollector faults) {
    try {
      Query.of(value);
    } catch (ValidationException e) {
      Loc expr = at.key(EXPR);
      if (e.errors().stream().anyMatch(error -> error.type() == Type.LIMIT)) {
        faults.dropBelow(expr);
      }
      faults.addAll(e, at);
    }
  }
}
