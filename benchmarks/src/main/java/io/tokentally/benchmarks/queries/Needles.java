package io.tokentally.benchmarks.queries;

import io.tokentally.benchmarks.data.Traces;
import java.time.Instant;
import java.util.Set;

/** The constants of the eight queries, for all ways to write them. */
final class Needles {

  static final String REFUND = "refund";
  static final String INVOICE = "Invoice Number";
  static final String DELIVERY = "delivery";
  static final AnyCase ANY_INVOICE = AnyCase.of(INVOICE);
  static final AnyCase ANY_DELIVERY = AnyCase.of(DELIVERY);

  static final Instant FROM = Traces.START.plusSeconds(400);
  static final Instant TO = Traces.START.plusSeconds(1_600);

  static final Set<String> TWO_MODELS = Set.of("claude-sonnet-4-5", "gpt-4o-mini");
  static final Set<String> TEST_PLACES = Set.of("staging", "test");
  static final Set<String> OPERATIONS = Set.of("chat.completion", "agent.run");

  private Needles() {}
}
