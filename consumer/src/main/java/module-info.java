/** A program that knows of the library what its modules export, no more. */
module io.tokentally.consumer {
  // Brings the other ones.
  requires io.tokentally.operations;
  requires io.tokentally.providers;
  requires static org.jspecify;
}
