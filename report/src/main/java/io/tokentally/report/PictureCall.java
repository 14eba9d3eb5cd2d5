package io.tokentally.report;

import io.tokentally.Call;
import io.tokentally.report.text.OperationName;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What a picture needs of a call.
 *
 * @param id the id, unique within project and trace
 * @param parentId the call that made this one; null or empty for a root
 * @param name the short name of its operation; empty if there is none
 * @param picked whether the report was asked about it, rather than about a call above it
 */
public record PictureCall(
    String id,
    @Nullable String parentId,
    @Nullable String traceId,
    @Nullable String projectId,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    String name,
    boolean picked) {

  /** By start, those without one last; then by id. */
  public static final Comparator<PictureCall> BY_START =
      Comparator.comparing(
              PictureCall::startedAt, Comparator.<Instant>nullsLast(Comparator.naturalOrder()))
          .thenComparing(PictureCall::id);

  /** Which of several records with one id counts: the one that counts in a report. */
  public static final Comparator<PictureCall> BY_END =
      Comparator.comparing(
              PictureCall::endedAt, Comparator.<Instant>nullsFirst(Comparator.naturalOrder()))
          .thenComparing(
              PictureCall::startedAt, Comparator.<Instant>nullsFirst(Comparator.naturalOrder()))
          .thenComparing(PictureCall::quotedParent);

  /** {@return a call as a report on all calls sees it} */
  public static PictureCall of(Call call, boolean picked) {
    return new PictureCall(
        call.id(),
        call.parentId(),
        call.traceId(),
        call.projectId(),
        call.startedAt(),
        call.endedAt(),
        OperationName.of(call),
        picked);
  }

  /** Reports compare JSON strings, in which null comes after every text. */
  private String quotedParent() {
    return parentId == null ? "null" : '"' + parentId + '"';
  }
}
