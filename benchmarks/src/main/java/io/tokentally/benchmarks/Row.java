package io.tokentally.benchmarks;

/**
 * A line of the table.
 *
 * @param what what was measured
 * @param value the figure
 * @param unit its unit
 * @param bytes allocated bytes an operation, NaN where that is not the question
 * @param ratio speed by that of the first line of its kind, NaN where there is none
 * @param target empty where there is none
 */
record Row(String what, double value, String unit, double bytes, double ratio, String target) {

  static Row figure(String what, double value, String unit, String target) {
    return new Row(what, value, unit, Double.NaN, Double.NaN, target);
  }
}
