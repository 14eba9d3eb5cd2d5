package io.tokentally.benchmarks.queries;

import io.tokentally.benchmarks.data.SampleCall;
import java.util.List;
import java.util.function.Predicate;

/** The eight queries in Java, on a record with a field for everything. */
final class RecordsByHand {

  static final List<Predicate<SampleCall>> ALL =
      List.of(
          call -> call.opName().equals("chat.completion"),
          call -> "gpt-4o".equals(call.model()) && call.temperature() > 0.7,
          call ->
              !call.startedAt().isBefore(Needles.FROM)
                  && call.startedAt().isBefore(Needles.TO)
                  && call.exception() != null,
          call -> isOneOfTwo(call) || Needles.TEST_PLACES.contains(call.environment()),
          call -> call.opName().equals("chat.completion") && call.prompt().contains(Needles.REFUND),
          call ->
              Needles.ANY_INVOICE.isIn(call.prompt()) || Needles.ANY_DELIVERY.isIn(call.answer()),
          call -> Long.parseLong(call.retries()) >= 2 && Double.parseDouble(call.score()) < 0.5,
          RecordsByHand::largest);

  private RecordsByHand() {}

  private static boolean isOneOfTwo(SampleCall call) {
    return call.model() != null && Needles.TWO_MODELS.contains(call.model());
  }

  private static boolean largest(SampleCall call) {
    return Needles.OPERATIONS.contains(call.opName())
        && !"timeout".equals(call.exception())
        && (isOneOfTwo(call) || call.temperature() <= 0.2 || Long.parseLong(call.retries()) >= 1)
        && !call.startedAt().isBefore(Needles.FROM)
        && call.startedAt().isBefore(Needles.TO)
        && call.environment().equals("production")
        && (Needles.ANY_INVOICE.isIn(call.prompt())
            || call.prompt().contains(Needles.REFUND)
            || Needles.ANY_DELIVERY.isIn(call.answer())
            || call.promptTokensOf("gpt-4o") > 1_500);
  }
}
