package io.tokentally.providers.prices;

import io.tokentally.aggregation.ModelMatch;
import io.tokentally.aggregation.ModelMatcher;
import io.tokentally.aggregation.UnpricedReason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds models in genai-prices, by its own rules first. A model that is there but has no price ends
 * the search: a similar one would be another model. So does a search that takes too long. Immutable
 * and thread-safe.
 */
final class GenaiMatcher implements ModelMatcher {

  private final Map<String, GenaiProvider> providers = new LinkedHashMap<>();

  /**
   * @param providers in the order of the list; of two with one id the first counts
   */
  GenaiMatcher(List<GenaiProvider> providers) {
    providers.forEach(provider -> this.providers.putIfAbsent(provider.id(), provider));
  }

  @Override
  public @Nullable ModelMatch match(String model, @Nullable String provider) {
    return search(model, provider).match();
  }

  @Override
  public @Nullable UnpricedReason whyNot(String model, @Nullable String provider) {
    Found found = search(model, provider);
    return provider == null
        ? found.reason()
        : found.orOfOther(provider, search(model, null)).reason();
  }

  private Found search(String model, @Nullable String provider) {
    if (model.length() > ModelNames.MAX_LENGTH) {
      return Found.NOTHING;
    }
    try {
      return new GenaiSearch(providers).search(model, provider);
    } catch (Effort.Exhausted e) {
      return Found.skipped(model, "the rules of the list take too long to ask");
    }
  }
}
