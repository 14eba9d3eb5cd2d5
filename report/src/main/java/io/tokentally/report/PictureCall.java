package io.tokentally.report;

import io.tokentally.Call;
import io.tokentally.aggregation.CallKey;
import io.tokentally.report.text.OperationName;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What a picture needs of a call.
 *
 * @param id the id, unique within project and trace
 * @param name the short name of its operation; empty if there is none
 * @param picked whether the report was asked about it, rather than about a call above it
 */
public record PictureCall(
    String id,
    @Nullable String traceId,
    @Nullable String projectId,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    String name,
    boolean picked) {

  /** Which of several records of a call has the times of the one that counts in a report. */
  public static final Comparator<PictureCall> BY_END =
      Comparator.comparing(
              PictureCall::endedAt, Comparator.<Instant>nullsFirst(Comparator.naturalOrder()))
          .thenComparing(
              PictureCall::startedAt, Comparator.<Instant>nullsFirst(Comparator.naturalOrder()));

  /** {@return a call as a report on all calls sees it} */
  public static PictureCall of(Call call, boolean picked) {
    return new PictureCall(
        call.id(),
        call.traceId(),
        call.projectId(),
        call.startedAt(),
        call.endedAt(),
        OperationName.of(call),
        picked);
  }

  /** {@return which call it is among those of the report} */
  public CallKey key() {
    return new CallKey(projectId, traceId, id);
  }
}
