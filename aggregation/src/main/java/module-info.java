/** Prices, exact cost, and the rollup of usage up call trees. */
@SuppressWarnings("module") // the modules exported to are built after this one
module io.tokentally.aggregation {
  requires transitive io.tokentally;
  requires transitive io.tokentally.dsl;
  requires static org.immutables.value.annotations;
  requires static transitive org.jspecify;

  exports io.tokentally.aggregation;
  // Shared between our own modules; nobody else sees it.
  exports io.tokentally.aggregation.price to
      io.tokentally.operations,
      io.tokentally.providers;
  exports io.tokentally.aggregation.rollup to
      io.tokentally.operations;
  exports io.tokentally.aggregation.rules to
      io.tokentally.operations;
  exports io.tokentally.aggregation.usage to
      io.tokentally.otel,
      io.tokentally.providers;
}
