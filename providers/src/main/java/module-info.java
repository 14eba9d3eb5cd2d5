/** What model providers return and charge: usage in their own forms, and price lists. */
module io.tokentally.providers {
  requires transitive io.tokentally.aggregation;
  requires static org.immutables.value.annotations;
  requires static transitive org.jspecify;

  exports io.tokentally.providers;
}
