/** Prices, exact cost, the rollup of usage up call trees, and the five operations. */
@SuppressWarnings("module") // the modules exported to are built after this one
module io.tokentally.aggregation {
  requires transitive io.tokentally;
  requires transitive io.tokentally.dsl;
  requires static org.immutables.value.annotations;
  requires static transitive org.jspecify;

  exports io.tokentally.aggregation;
  exports io.tokentally.aggregation.operations;
  exports io.tokentally.aggregation.weave;
  exports io.tokentally.aggregation.price to
      io.tokentally.providers;
  exports io.tokentally.aggregation.usage to
      io.tokentally.langchain4j,
      io.tokentally.otel,
      io.tokentally.providers,
      io.tokentally.springai;

  // Jackson builds and reads the requests and answers.
  opens io.tokentally.aggregation.operations to
      com.fasterxml.jackson.databind;
}
