/** The values that all of Tokentally shares, and the strict reading of calls from JSON. */
@SuppressWarnings("module") // the modules exported to are built after this one
module io.tokentally {
  requires transitive com.fasterxml.jackson.databind;
  requires com.fasterxml.jackson.module.paramnames;
  requires static org.immutables.value.annotations;
  requires static transitive org.jspecify;

  exports io.tokentally;
  // Shared between our own modules; nobody else sees it.
  exports io.tokentally.json to
      io.tokentally.dsl,
      io.tokentally.aggregation,
      io.tokentally.importers,
      io.tokentally.operations,
      io.tokentally.otel,
      io.tokentally.providers,
      io.tokentally.recorder;
  exports io.tokentally.value to
      io.tokentally.dsl,
      io.tokentally.aggregation,
      io.tokentally.importers,
      io.tokentally.operations,
      io.tokentally.otel,
      io.tokentally.providers,
      io.tokentally.recorder;

  // Jackson builds and reads the values.
  opens io.tokentally to
      com.fasterxml.jackson.databind;
  opens io.tokentally.json to
      com.fasterxml.jackson.databind;
}
