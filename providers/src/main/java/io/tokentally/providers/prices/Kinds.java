package io.tokentally.providers.prices;

import io.tokentally.UsageCount;
import io.tokentally.aggregation.UnpricedKind;
import java.util.List;

/** The names of the kinds that price lists have rates for; those of usage. */
final class Kinds {

  static final String PROMPT = UsageCount.PROMPT_TOKENS.wireName();
  static final String COMPLETION = UsageCount.COMPLETION_TOKENS.wireName();
  static final String CACHE_READ = UsageCount.CACHE_READ_INPUT_TOKENS.wireName();
  static final String CACHE_CREATION = UsageCount.CACHE_CREATION_INPUT_TOKENS.wireName();
  static final String CACHE_CREATION_1H = UnpricedKind.CACHE_CREATION_1H;

  /** Those that a row has rates for beside the others. */
  static final List<String> OF_A_ROW =
      List.of(PROMPT, COMPLETION, CACHE_READ, CACHE_CREATION, CACHE_CREATION_1H);

  private Kinds() {}

  /** {@return whether it counts tokens} What is no token costs the same however it was served. */
  static boolean isTokens(String kind) {
    return kind.endsWith("_tokens");
  }
}
