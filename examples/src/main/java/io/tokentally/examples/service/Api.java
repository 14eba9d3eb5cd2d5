package io.tokentally.examples.service;

import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UsageFormat;
import io.tokentally.aggregation.operations.CallsUsageReq;
import io.tokentally.aggregation.operations.CostCreateReq;
import io.tokentally.aggregation.operations.CostPurgeReq;
import io.tokentally.aggregation.operations.CostQueryReq;
import io.tokentally.aggregation.operations.Operations;
import io.tokentally.aggregation.operations.TraceUsageReq;
import io.tokentally.aggregation.weave.WeavePreset;
import io.tokentally.dsl.Dialect;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The operations of the service, by path. */
final class Api {

  private Api() {}

  static Map<String, Endpoint> endpoints(
      Storage storage, Dialect dialect, UsageFormat format, String openApi) {
    boolean weave = dialect == Dialect.WEAVE;
    Operations operations = operations(storage, weave, format);
    Function<String, CostCreateReq> readCosts =
        weave ? WeavePreset::costCreateReq : CostCreateReq::parse;
    Map<String, Endpoint> endpoints = new LinkedHashMap<>();
    endpoints.put(
        "/cost/create", json(body -> operations.costCreate(readCosts.apply(body)).toJson()));
    endpoints.put(
        "/cost/query", json(body -> operations.costQuery(CostQueryReq.parse(body)).toJson()));
    endpoints.put(
        "/cost/purge", json(body -> operations.costPurge(CostPurgeReq.parse(body)).toJson()));
    endpoints.put(
        "/calls/usage", json(body -> operations.callsUsage(CallsUsageReq.parse(body)).toJson()));
    endpoints.put(
        "/trace/usage", json(body -> operations.traceUsage(TraceUsageReq.parse(body)).toJson()));
    endpoints.put("/calls", Endpoint.post(MediaTypes.CALLS, body -> addCalls(storage, body)));
    endpoints.put("/openapi.json", Endpoint.openGet(openApi));
    endpoints.put("/healthz", Endpoint.openGet("{\"status\":\"ok\"}"));
    return endpoints;
  }

  private static Operations operations(Storage storage, boolean weave, UsageFormat format) {
    TallyOptions options = weave ? WeavePreset.tallyOptions() : TallyOptions.DEFAULT;
    Operations.Builder operations =
        weave
            ? WeavePreset.operations(storage.calls().index(), storage.prices())
            : Operations.over(storage.calls().index(), storage.prices()).idOnlyPurge();
    return operations
        .options(TallyOptions.builder().from(options).usageFormat(format).build())
        .build();
  }

  private static Endpoint json(Function<String, String> operation) {
    return Endpoint.post(MediaTypes.JSON, body -> operation.apply(Utf8.decode(body)));
  }

  private static String addCalls(Storage storage, byte[] body) {
    List<StoredCall> calls = PostedCalls.read(body);
    int added = storage.calls().add(calls);
    return "{\"received\":" + calls.size() + ",\"added\":" + added + "}";
  }
}
