package io.tokentally.aggregation.usage;

import io.tokentally.aggregation.RecordedUsage;

/** JSON values that were made of usage, which need not be read to have it back. */
public interface HoldsUsage {

  /** {@return the usage} */
  RecordedUsage usage();
}
