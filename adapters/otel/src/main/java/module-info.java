/** The spans that OpenTelemetry records of generative AI, as calls. */
module io.tokentally.otel {
  requires transitive io.tokentally.aggregation;
  requires io.tokentally.providers;
  requires static transitive org.jspecify;

  exports io.tokentally.otel;
}
