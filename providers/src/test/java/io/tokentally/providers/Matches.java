package io.tokentally.providers;

import io.tokentally.aggregation.ModelMatch;
import io.tokentally.aggregation.PriceChoice;
import io.tokentally.aggregation.TallyOptions;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a price list prices a recorded name as, in a few words. */
final class Matches {

  private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

  private Matches() {}

  /** {@return rule, provider and model of the row, such as {@code ALIAS openai gpt-4o}} */
  static String of(PriceList list, String model, @Nullable String provider) {
    Optional<PriceChoice> choice =
        list.table().pricing(model, provider, null, TallyOptions.DEFAULT).apply(NOW);
    if (choice.isEmpty()) {
      return "unpriced";
    }
    ModelMatch match = choice.get().match();
    String rule = match == null ? "" : match.rule() + " ";
    return rule + choice.get().row().providerId() + " " + choice.get().row().llmId();
  }

  /** {@return why a list has no price for a recorded name: kind, nearest name, detail} */
  static @Nullable String why(PriceList list, String model, @Nullable String provider) {
    return list.table()
        .whyUnpriced(model, provider, null, NOW, TallyOptions.DEFAULT)
        .map(why -> why.kind() + " " + orDash(why.nearest()) + " " + orDash(why.detail()))
        .orElse(null);
  }

  private static String orDash(@Nullable String text) {
    return text == null ? "-" : text;
  }
}
