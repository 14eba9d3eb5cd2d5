package io.tokentally.service;

import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.operations.CallsUsageReq;
import io.tokentally.operations.CostCreateReq;
import io.tokentally.operations.CostPurgeReq;
import io.tokentally.operations.CostQueryReq;
import io.tokentally.operations.Operations;
import io.tokentally.operations.TraceUsageReq;
import io.tokentally.service.Endpoint.Effect;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What the service does, by path.
 *
 * @param storage calls and prices
 * @param options what queries, counts and prices mean, and who creates prices
 * @param capacity the memory that there is
 */
record Api(Storage storage, ServiceOptions options, AdmissionControl capacity) {

  /**
   * {@return the operations by path}
   *
   * @param openApi the document that describes them
   */
  Map<String, Endpoint> endpoints(String openApi) {
    Operations operations = operations();
    Map<String, Endpoint> endpoints = new LinkedHashMap<>();
    endpoints.put(
        "/cost/create",
        json(Effect.CREATION, body -> operations.costCreate(costCreate(body)).toJson()));
    endpoints.put(
        "/cost/query",
        json(Effect.NONE, body -> operations.costQuery(CostQueryReq.parse(body)).toJson()));
    endpoints.put(
        "/cost/purge",
        json(Effect.CHANGE, body -> operations.costPurge(CostPurgeReq.parse(body)).toJson()));
    endpoints.put(
        "/calls/usage",
        json(Effect.NONE, body -> operations.callsUsage(CallsUsageReq.parse(body)).toJson()));
    endpoints.put(
        "/trace/usage",
        json(Effect.NONE, body -> operations.traceUsage(TraceUsageReq.parse(body)).toJson()));
    endpoints.put("/calls", Endpoint.post(Effect.CHANGE, MediaTypes.CALLS, this::addCalls));
    endpoints.put("/report", Endpoint.page(new ReportPage(storage, tallyOptions(), capacity)));
    endpoints.put("/", Endpoint.page(new ProjectList(storage.calls().index())));
    endpoints.put("/openapi.json", Endpoint.openGet(() -> openApi));
    endpoints.put("/healthz", Endpoint.openGet(this::health));
    return endpoints;
  }

  /** {@return the request, in which the service fills in the user, as the Weave server does} */
  private CostCreateReq costCreate(String body) {
    CostCreateReq request = CostCreateReq.parse(body, options.dialect());
    return request.wbUserId() == null ? request.withWbUserId(options.user()) : request;
  }

  private TallyOptions tallyOptions() {
    return TallyOptions.builder()
        .dialect(options.dialect())
        .usageFormat(options.usageFormat())
        .usageScope(options.usageScope())
        .maxSums(AdmissionControl.mostSums())
        .build();
  }

  private Operations operations() {
    return Operations.over(storage.calls().index(), storage.prices())
        .options(tallyOptions())
        .idOnlyPurge()
        .build();
  }

  private static Endpoint json(Effect effect, Function<String, String> operation) {
    return Endpoint.post(effect, MediaTypes.JSON, body -> operation.apply(Utf8.decode(body)));
  }

  private String health() {
    return storage.isBroken()
        ? "{\"status\":\"read-only\",\"reason\":\"a write failed: no changes until a restart\"}"
        : "{\"status\":\"ok\"}";
  }

  private String addCalls(byte[] body) {
    List<StoredCall> calls =
        PostedCalls.read(body, Tally.with(PriceTable.EMPTY).with(tallyOptions()));
    int added = storage.calls().add(calls);
    return "{\"received\":" + calls.size() + ",\"added\":" + added + "}";
  }
}
