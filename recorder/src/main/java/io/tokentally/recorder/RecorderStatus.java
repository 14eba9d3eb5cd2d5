package io.tokentally.recorder;

import java.util.List;

/**
 * What a {@link CallRecorder} has done so far. Once all calls have ended and the recorder was
 * flushed, {@code ended} is {@code handedOver} and {@code dropped} together.
 *
 * <p>Components may be added in a minor release.
 *
 * @param started how many calls were started
 * @param ended how many of them have ended
 * @param handedOver how many calls were handed to the sinks
 * @param dropped how many calls no sink got, because too many waited or the recorder was closed:
 *     their cost is in no rollup and no file
 * @param waiting how many calls wait to be handed over
 * @param errors what went wrong, by where; empty for nothing
 */
public record RecorderStatus(
    long started,
    long ended,
    long handedOver,
    long dropped,
    int waiting,
    List<RecorderError> errors) {

  public RecorderStatus {
    errors = List.copyOf(errors);
  }

  /** {@return whether every call that has ended is with every sink, or waits for it} */
  public boolean isComplete() {
    return dropped == 0 && errors.isEmpty();
  }
}
