package io.tokentally.providers.usage;

import io.tokentally.aggregation.usage.Counts;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How fast or reliable a call was served: list prices are those of the standard tier. */
final class ServiceTier {

  private static final Set<String> LIST_PRICE =
      Set.of("standard", "default", "auto", "on_demand", "unspecified", "traffic_type_unspecified");

  private static final String ON_DEMAND = "on_demand_";

  private ServiceTier() {}

  /** Adds the tier that a member names, unless it is the standard one. */
  static void read(Counts usage, String member, Draft draft) {
    draft.served("service_tier", tier(usage.text(member)), LIST_PRICE);
  }

  /** {@return the tier; {@code ON_DEMAND_FLEX} is the tier {@code flex}} */
  private static @Nullable String tier(@Nullable String text) {
    String name = text == null ? "" : text.toLowerCase(Locale.ROOT);
    return name.startsWith(ON_DEMAND) ? name.substring(ON_DEMAND.length()) : name;
  }
}
