package io.tokentally.aggregation;

import static java.util.Objects.requireNonNull;

import io.tokentally.TracedCall;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Usage of one model by itself, as a call that stands in no tree: for a {@link Tally} where {@link
 * PriceTable#cost(String, Object, Instant)} says too little. Immutable if the usage is.
 *
 * <p>Components may be added in a minor release.
 *
 * @param model the model's name
 * @param recorded in the form of {@link TallyOptions#usageFormat}, or a {@link RecordedUsage}
 * @param projectId the project, which may have prices of its own; null for none
 * @param startedAt when the call began, which decides the price; null if that is not known
 */
public record OneUsage(
    String model, Object recorded, @Nullable String projectId, @Nullable Instant startedAt)
    implements TracedCall {
  public OneUsage {
    requireNonNull(model, "model");
    requireNonNull(recorded, "recorded");
  }

  /** {@return {@code usage}, as there is no other} */
  @Override
  public String id() {
    return "usage";
  }

  @Override
  public @Nullable String parentId() {
    return null;
  }

  @Override
  public @Nullable String traceId() {
    return null;
  }

  @Override
  public @Nullable Instant endedAt() {
    return startedAt;
  }

  @Override
  public Object usage() {
    return Map.of(model, recorded);
  }
}
