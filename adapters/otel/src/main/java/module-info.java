/** The spans that OpenTelemetry records of generative AI, as calls. */
module io.tokentally.otel {
  requires transitive io.tokentally.aggregation;
  requires io.tokentally.providers;
  requires static transitive org.jspecify;
  // For CostSpanExporter alone.
  requires static io.opentelemetry.api;
  requires static io.opentelemetry.sdk.common;
  requires static io.opentelemetry.sdk.trace;

  exports io.tokentally.otel;
}
