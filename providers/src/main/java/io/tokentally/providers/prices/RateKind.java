package io.tokentally.providers.prices;

/** The rates that a price can have. */
enum RateKind {
  PROMPT,
  COMPLETION,
  CACHE_READ,
  CACHE_CREATION,
  CACHE_CREATION_1H
}
