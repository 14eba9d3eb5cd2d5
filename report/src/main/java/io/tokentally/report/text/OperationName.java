package io.tokentally.report.text;

import io.tokentally.Call;

/** The name of a call's operation as a person would say it. */
public final class OperationName {

  private static final String BEFORE_NAME = "/op/";

  private OperationName() {}

  /** {@return {@code chat} for {@code weave:///team/project/op/chat:v1}; empty if there is none} */
  public static String of(Call call) {
    if (call.displayName() != null && !call.displayName().isBlank()) {
      return Words.clean(call.displayName());
    }
    String operation = call.opName() == null ? "" : call.opName();
    int name = operation.lastIndexOf(BEFORE_NAME);
    if (name < 0) {
      return Words.clean(operation);
    }
    int version = operation.lastIndexOf(':');
    int start = name + BEFORE_NAME.length();
    return Words.clean(operation.substring(start, version > start ? version : operation.length()));
  }
}
