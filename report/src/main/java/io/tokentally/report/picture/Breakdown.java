package io.tokentally.report.picture;

import io.tokentally.TracedCall;
import java.time.ZoneId;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * By what the page shows cost, besides models.
 *
 * @param zone where days begin
 * @param title what the key is, such as {@code operation} or {@code user}
 * @param key gives the key of a call; null for the name of its operation
 */
public record Breakdown(
    ZoneId zone, String title, @Nullable Function<? super TracedCall, String> key) {

  /** By operation, in UTC. */
  public static final Breakdown BY_OPERATION = new Breakdown(ZoneId.of("UTC"), "operation", null);

  /** {@return by operation, with days that begin there} */
  public static Breakdown byOperation(ZoneId zone) {
    return new Breakdown(zone, BY_OPERATION.title, null);
  }
}
