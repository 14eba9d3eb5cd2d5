package io.tokentally.spring;

import io.tokentally.aggregation.LiveRollup;
import io.tokentally.recorder.BudgetScope;
import io.tokentally.recorder.Budgets;
import io.tokentally.recorder.CallRecorder;
import io.tokentally.recorder.OpenCall;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Settles the trace of a call that has ended and has no other above it, so that memory is bounded.
 */
final class EndedTraces implements Consumer<OpenCall> {

  private final CallRecorder recorder;
  private final LiveRollup rollup;
  private final Budgets budgets;
  private final @Nullable String project;

  EndedTraces(CallRecorder recorder, LiveRollup rollup, Budgets budgets, @Nullable String project) {
    this.recorder = recorder;
    this.rollup = rollup;
    this.budgets = budgets;
    this.project = project;
  }

  @Override
  public void accept(OpenCall call) {
    if (call.parentId() == null) {
      recorder.flush();
      rollup.settle(project, call.traceId());
      budgets.forget(BudgetScope.TRACE, call.traceId());
      budgets.forget(BudgetScope.ROOT, call.id());
    }
  }
}
