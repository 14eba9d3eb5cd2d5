package io.tokentally.aggregation;

import io.tokentally.TracedCall;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@link UsageFormat#CONTRACT}, with a name to print. */
enum ContractFormat implements UsageFormat {
  CONTRACT;

  @Override
  public @Nullable RecordedUsage read(
      TracedCall call, String model, Map<?, ?> entry, CacheConvention convention) {
    return null;
  }
}
