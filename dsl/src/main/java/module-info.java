/** The query language: its tree, its JSON, its builder, and its evaluation in memory. */
@SuppressWarnings("module") // the modules exported to are built after this one
module io.tokentally.dsl {
  requires transitive io.tokentally;
  requires static transitive org.jspecify;

  exports io.tokentally.dsl;
  // Rows are sorted by the order that queries compare with, in either dialect.
  exports io.tokentally.dsl.eval to
      io.tokentally.aggregation,
      io.tokentally.operations;
  exports io.tokentally.dsl.weave to
      io.tokentally.operations;

  // Jackson builds and writes queries.
  opens io.tokentally.dsl to
      com.fasterxml.jackson.databind;
}
