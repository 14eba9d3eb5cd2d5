/** The five operations of the contract, with their requests and answers. */
module io.tokentally.operations {
  requires transitive io.tokentally;
  requires transitive io.tokentally.aggregation;
  requires transitive io.tokentally.dsl;
  requires static org.immutables.value.annotations;
  requires static transitive org.jspecify;

  exports io.tokentally.operations;

  // Jackson builds and reads the requests and answers.
  opens io.tokentally.operations to
      com.fasterxml.jackson.databind;
}
