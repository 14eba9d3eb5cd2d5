package io.tokentally.json;

/** References to operations, such as {@code weave:///team/project/op/chat:v1}. */
public final class OpName {

  private static final String BEFORE_NAME = "/op/";

  private OpName() {}

  /**
   * {@return {@code chat} for {@code weave:///team/project/op/chat:v1}; other names as they are}
   */
  public static String shortName(String opName) {
    int before = opName.lastIndexOf(BEFORE_NAME);
    if (before < 0) {
      return opName;
    }
    int start = before + BEFORE_NAME.length();
    int version = opName.lastIndexOf(':');
    return opName.substring(start, version > start ? version : opName.length());
  }
}
