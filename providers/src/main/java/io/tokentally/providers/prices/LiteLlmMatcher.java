package io.tokentally.providers.prices;

import io.tokentally.aggregation.ModelMatch;
import io.tokentally.aggregation.ModelMatch.Rule;
import io.tokentally.aggregation.ModelMatcher;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds models in LiteLLM's list. An entry that is there but gave no price ends the search: a
 * similar one would be another model. Immutable and thread-safe.
 */
final class LiteLlmMatcher implements ModelMatcher {

  private record Entry(String key, @Nullable String provider, boolean isPriced) {

    @Nullable ModelMatch match(Rule rule) {
      return isPriced ? new ModelMatch(key, provider, rule) : null;
    }
  }

  private final Map<String, Entry> entries;

  private LiteLlmMatcher(Map<String, Entry> entries) {
    this.entries = entries;
  }

  @Override
  public @Nullable ModelMatch match(String model, @Nullable String provider) {
    if (provider != null) {
      return isTooLong(model) ? null : match(model, LiteLlmProviders.named(provider));
    }
    Entry exact = entries.get(model);
    if (exact != null) {
      return exact.match(Rule.EXACT);
    }
    if (isTooLong(model) || ModelNames.isFreeOffer(model)) {
      return null;
    }
    return ModelNames.isOnBedrock(model)
        ? match(model, LiteLlmProviders.named("aws"))
        : alias(model);
  }

  private static boolean isTooLong(String model) {
    return model.length() > ModelNames.MAX_LENGTH;
  }

  /** A name without provider: similar names of the list, or a provider before the name. */
  private @Nullable ModelMatch alias(String model) {
    for (String name : ModelNames.withAliases(model)) {
      Entry entry = entries.get(name);
      if (entry != null) {
        return entry.match(Rule.ALIAS);
      }
    }
    int slash = model.indexOf('/');
    if (slash < 0) {
      return null;
    }
    LiteLlmProviders named = LiteLlmProviders.named(model.substring(0, slash));
    return alias(find(model.substring(slash + 1), named));
  }

  private @Nullable ModelMatch match(String model, LiteLlmProviders provider) {
    Entry exact = entries.get(model);
    if (exact != null && provider.serves(exact.provider()) && !isUnderPrefix(model, provider)) {
      return exact.match(Rule.EXACT);
    }
    Entry found = find(model, provider);
    int slash = model.indexOf('/');
    if (found == null && slash > 0) {
      boolean isOwn = LiteLlmProviders.named(model.substring(0, slash)).equals(provider);
      found = isOwn ? find(model.substring(slash + 1), provider) : null;
    }
    return alias(found);
  }

  /** {@return whether the list has the model under the likeliest prefix of the provider as well} */
  private boolean isUnderPrefix(String model, LiteLlmProviders provider) {
    String prefix = provider.prefixes().get(0);
    return !prefix.isEmpty() && entries.containsKey(prefix + model);
  }

  private @Nullable Entry find(String model, LiteLlmProviders provider) {
    for (String name : ModelNames.withAliases(model)) {
      for (String prefix : provider.prefixes()) {
        Entry entry = entries.get(prefix + name);
        if (entry != null && provider.serves(entry.provider())) {
          return entry;
        }
      }
    }
    return null;
  }

  private static @Nullable ModelMatch alias(@Nullable Entry found) {
    return found == null ? null : found.match(Rule.ALIAS);
  }

  /** Takes the entries of a list. Not thread-safe. */
  static final class Builder {

    private final Map<String, Entry> entries = new HashMap<>();

    void add(String key, @Nullable String provider, boolean isPriced) {
      entries.put(key, new Entry(key, provider, isPriced));
    }

    /** No {@link Map#copyOf}, which is slow where hashes of names collide. */
    LiteLlmMatcher build() {
      return new LiteLlmMatcher(new HashMap<>(entries));
    }
  }
}
