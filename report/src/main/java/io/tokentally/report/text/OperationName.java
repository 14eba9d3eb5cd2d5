package io.tokentally.report.text;

import io.tokentally.Call;
import io.tokentally.json.OpName;
import org.jspecify.annotations.Nullable;

/** The name of a call's operation as a person would say it. */
public final class OperationName {

  private OperationName() {}

  /** {@return {@code chat} for {@code weave:///team/project/op/chat:v1}; empty if there is none} */
  public static String of(Call call) {
    return of(call.displayName(), call.opName());
  }

  /** {@return the same for the two names of a call} */
  public static String of(@Nullable String displayName, @Nullable String opName) {
    if (displayName != null && !displayName.isBlank()) {
      return Words.clean(displayName);
    }
    return Words.clean(opName == null ? "" : OpName.shortName(opName));
  }
}
