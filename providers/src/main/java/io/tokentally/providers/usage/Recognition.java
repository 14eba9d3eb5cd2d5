package io.tokentally.providers.usage;

/**
 * What tells a form: any of some signs, all of others, none of others still.
 *
 * @param any at least one of these; 0 for none needed
 */
record Recognition(long any, long all, long none) {

  /** Nothing tells it. */
  static final Recognition NOTHING = new Recognition(0, 0, 0);

  static Recognition any(Sign... signs) {
    return new Recognition(Sign.bits(signs), 0, 0);
  }

  Recognition all(Sign... signs) {
    return new Recognition(any, Sign.bits(signs), none);
  }

  Recognition none(Sign... signs) {
    return new Recognition(any, all, Sign.bits(signs));
  }

  boolean holds(long signs) {
    return (signs & any) != 0 && (signs & all) == all && (signs & none) == 0;
  }
}
