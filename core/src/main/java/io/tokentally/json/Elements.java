package io.tokentally.json;

/** Takes the objects of a list. */
public interface Elements {

  /** Says that a list begins. What was said of another in the same line counts no more. */
  void begin();

  /** Says that an object was read of which something counts. */
  void element();
}
