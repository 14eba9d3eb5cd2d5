package io.tokentally.report.picture;

/** What a picture can measure calls by. */
public enum Measure {
  COST,
  TOKENS,
  TIME
}
