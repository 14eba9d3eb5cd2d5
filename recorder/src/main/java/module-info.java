/** Records the calls of a running application, and stops them at a budget. */
module io.tokentally.recorder {
  requires transitive io.tokentally.aggregation;
  requires static transitive org.jspecify;

  exports io.tokentally.recorder;
}
