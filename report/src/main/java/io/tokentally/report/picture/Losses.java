package io.tokentally.report.picture;

/**
 * What a file for flame graph tools does not tell as the report does.
 *
 * @param rounded how many values had to be rounded
 * @param cut how many calls had less than those below them add up to, and so none of their own
 * @param tooDeep how many calls are below more than {@value #DEEPEST} others; they count with the
 *     last of those
 */
public record Losses(int rounded, int cut, int tooDeep) {

  /** The tools break at a few thousand, and lines of stacks grow with the square of the depth. */
  static final int DEEPEST = 500;
}
