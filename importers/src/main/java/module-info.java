/** The files that agents, gateways and tracing services write, as calls. */
module io.tokentally.importers {
  requires transitive io.tokentally.aggregation;
  requires io.tokentally.otel;
  requires io.tokentally.providers;
  requires static transitive org.jspecify;

  exports io.tokentally.importers;
}
