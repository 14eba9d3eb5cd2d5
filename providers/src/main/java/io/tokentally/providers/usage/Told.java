package io.tokentally.providers.usage;

/**
 * What tells a form: any of some signs, all of others, none of others still.
 *
 * @param any at least one of these; 0 for none needed
 */
record Told(long any, long all, long none) {

  /** Nothing tells it. */
  static final Told NOTHING = new Told(0, 0, 0);

  static Told any(Sign... signs) {
    return new Told(Sign.bits(signs), 0, 0);
  }

  Told all(Sign... signs) {
    return new Told(any, Sign.bits(signs), none);
  }

  Told none(Sign... signs) {
    return new Told(any, all, Sign.bits(signs));
  }

  boolean holds(long signs) {
    return (signs & any) != 0 && (signs & all) == all && (signs & none) == 0;
  }
}
