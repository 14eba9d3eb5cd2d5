package io.tokentally.recorder;

import java.nio.file.Path;
import java.util.List;

/**
 * What {@link CallFiles} found of the process that wrote to their folder before.
 *
 * <p>Components may be added in a minor release.
 *
 * @param lostCalls how many calls had ended and were not written when that process was killed: what
 *     they cost is in no file
 * @param torn files whose last line broke off; what was there of it has been moved out of the file,
 *     into one beside it with {@code .torn} behind its name
 * @param tornBytes how many bytes that was
 */
public record FoundCalls(long lostCalls, List<Path> torn, long tornBytes) {
  public FoundCalls {
    torn = List.copyOf(torn);
  }

  /** {@return whether nothing was lost} */
  public boolean isComplete() {
    return lostCalls == 0 && torn.isEmpty();
  }
}
