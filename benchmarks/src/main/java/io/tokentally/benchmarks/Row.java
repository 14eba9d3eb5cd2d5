package io.tokentally.benchmarks;

/**
 * A line of the table.
 *
 * @param work what was done
 * @param baseline what did the same otherwise
 * @param ours this library's figure, in the unit
 * @param theirs the baseline's figure, in the unit
 * @param unit of both
 * @param ratio the library's speed by that of the baseline; for memory, the baseline's by the
 *     library's
 * @param asked the least ratio that is asked for, empty where none is
 */
record Row(
    String work,
    String baseline,
    double ours,
    double theirs,
    String unit,
    double ratio,
    String asked) {

  /** {@return a line on times or memory, where less is better} */
  static Row less(
      String work, String baseline, double ours, double theirs, String unit, String asked) {
    return new Row(work, baseline, ours, theirs, unit, theirs / ours, asked);
  }

  /** {@return a line on throughput, where more is better} */
  static Row more(
      String work, String baseline, double ours, double theirs, String unit, String asked) {
    return new Row(work, baseline, ours, theirs, unit, ours / theirs, asked);
  }
}
