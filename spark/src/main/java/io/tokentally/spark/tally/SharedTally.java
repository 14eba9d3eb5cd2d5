package io.tokentally.spark.tally;

import static java.util.Objects.requireNonNull;

import io.tokentally.aggregation.Tally;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** What is broadcast: the tally's source, which each executor asks once. Thread-safe. */
public final class SharedTally implements Serializable {

  /** Makes the tally, on whatever machine it is asked. */
  @FunctionalInterface
  public interface Source extends Serializable {
    /** {@return a tally} */
    Tally tally();
  }

  private static final long serialVersionUID = 1;

  private final Source source;
  private transient @Nullable Tally tally;

  public SharedTally(Source source) {
    this.source = source;
  }

  public synchronized Tally tally() {
    if (tally == null) {
      tally = requireNonNull(source.tally(), "the tally of the source");
    }
    return tally;
  }
}
