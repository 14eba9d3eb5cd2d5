package io.tokentally.providers.usage;

import java.util.Set;

/** The ways of serving, in lower case, that cost what price lists say. */
final class ServedUsual {

  static final Set<String> TIERS =
      Set.of("standard", "default", "auto", "on_demand", "unspecified", "traffic_type_unspecified");

  static final Set<String> SPEEDS = Set.of("standard");

  static final Set<String> PLACES = Set.of("global", "not_available");

  private ServedUsual() {}
}
