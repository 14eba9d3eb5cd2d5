package io.tokentally.spark;

import static java.util.Objects.requireNonNull;

import io.tokentally.aggregation.Tally;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** What is broadcast: the tally's source, which each executor asks once. Thread-safe. */
final class SharedTally implements Serializable {

  private static final long serialVersionUID = 1;

  private final TallySource source;
  private transient @Nullable Tally tally;

  SharedTally(TallySource source) {
    this.source = source;
  }

  synchronized Tally tally() {
    if (tally == null) {
      tally = requireNonNull(source.tally(), "the tally of the source");
    }
    return tally;
  }
}
