package io.tokentally.aggregation.usage;

import io.tokentally.aggregation.ScopeDecision;
import org.jspecify.annotations.Nullable;

/** A decision on whose usage counts, which is put into words when somebody looks. */
public interface PendingDecision {

  ScopeDecision.Kind kind();

  String callId();

  ScopeDecision.@Nullable Reason reason();

  /** {@return the decision in words} */
  ScopeDecision decision();
}
