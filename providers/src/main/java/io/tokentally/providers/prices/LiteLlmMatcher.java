package io.tokentally.providers.prices;

import static java.util.Objects.requireNonNull;

import io.tokentally.aggregation.ModelMatch;
import io.tokentally.aggregation.ModelMatch.Rule;
import io.tokentally.aggregation.ModelMatcher;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.UnpricedReason;
import io.tokentally.aggregation.UnpricedReason.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds models in LiteLLM's list. An entry that is there but gave no price ends the search: a
 * similar one would be another model. So does a shorter name whose entries cost different amounts:
 * nothing says which of them is meant. Immutable and thread-safe.
 */
final class LiteLlmMatcher implements ModelMatcher {

  /**
   * An entry.
   *
   * @param skipped why it gave no price, null if it did
   * @param rows its prices
   */
  private record Entry(
      String key, @Nullable String provider, @Nullable String skipped, List<PriceRow> rows) {
    Found found(Rule rule) {
      return skipped == null
          ? Found.of(new ModelMatch(key, provider, rule))
          : Found.skipped(key, skipped);
    }
  }

  private final Map<String, Entry> entries;

  /** By each name that a longer one may be shortened to; made when first asked for. */
  private volatile @Nullable Map<String, List<Entry>> byShortName;

  private LiteLlmMatcher(Map<String, Entry> entries) {
    this.entries = entries;
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
    String opaque = ModelNames.opaque(model);
    if (opaque != null) {
      return Found.not(Kind.NO_ROW, opaque);
    }
    if (provider != null) {
      return isTooLong(model) ? Found.NOTHING : of(model, LiteLlmProviders.named(provider));
    }
    Entry exact = entries.get(model);
    if (exact != null) {
      return exact.found(Rule.EXACT);
    }
    if (isTooLong(model) || ModelNames.isFreeOffer(model)) {
      return Found.NOTHING;
    }
    String shown = ModelNames.provider(model);
    return shown == null ? anywhere(model) : of(model, LiteLlmProviders.named(shown));
  }

  private static boolean isTooLong(String model) {
    return model.length() > ModelNames.MAX_LENGTH;
  }

  /** A name without provider: similar names of the list, or a provider before the name. */
  private Found anywhere(String model) {
    for (String name : ModelNames.withAliases(model)) {
      Entry entry = entries.get(name);
      if (entry != null) {
        return alias(entry, name.equals(model));
      }
    }
    int slash = model.indexOf('/');
    return slash < 0
        ? Found.NOTHING
        : find(model.substring(slash + 1), LiteLlmProviders.named(model.substring(0, slash)));
  }

  private Found of(String model, LiteLlmProviders provider) {
    Entry exact = entries.get(model);
    if (exact != null && provider.serves(exact.provider()) && !isUnderPrefix(model, provider)) {
      return exact.found(Rule.EXACT);
    }
    Found found = find(model, provider);
    int slash = model.indexOf('/');
    boolean isOwn = slash > 0 && LiteLlmProviders.named(model.substring(0, slash)).equals(provider);
    return found.isNothing() && isOwn ? find(model.substring(slash + 1), provider) : found;
  }

  /** {@return whether the list has the model under the likeliest prefix of the provider as well} */
  private boolean isUnderPrefix(String model, LiteLlmProviders provider) {
    String prefix = provider.prefixes().get(0);
    return !prefix.isEmpty() && entries.containsKey(prefix + model);
  }

  private Found find(String model, LiteLlmProviders provider) {
    String region = ModelNames.regionOfBedrock(model);
    for (String name : ModelNames.withAliases(model)) {
      // What a region charges comes before what is charged in general.
      Entry ofRegion = region == null ? null : entries.get("bedrock/" + region + "/" + name);
      if (ofRegion != null && provider.serves(ofRegion.provider())) {
        return alias(ofRegion, false);
      }
      for (String prefix : provider.prefixes()) {
        Entry entry = entries.get(prefix + name);
        if (entry != null && provider.serves(entry.provider())) {
          return alias(entry, name.equals(model));
        }
      }
    }
    return Found.NOTHING;
  }

  /**
   * @param isWhole whether nothing but a prefix was added to the name, or taken away
   */
  private Found alias(Entry entry, boolean isWhole) {
    Found found = entry.found(Rule.ALIAS);
    if (isWhole || found.match() == null) {
      return found;
    }
    List<String> others =
        byShortName().getOrDefault(entry.key(), List.of()).stream()
            .filter(other -> other.skipped() == null && !SameCost.have(other.rows(), entry.rows()))
            .map(Entry::key)
            .toList();
    return others.isEmpty() ? found : Found.not(Kind.AMBIGUOUS, differ(entry.key(), others));
  }

  private static String differ(String key, List<String> others) {
    String some = String.join(", ", others.subList(0, Math.min(3, others.size())));
    return key + " costs something else than " + some;
  }

  private Map<String, List<Entry>> byShortName() {
    Map<String, List<Entry>> known = byShortName;
    if (known == null) {
      Map<String, List<Entry>> all = new HashMap<>();
      entries.keySet().stream()
          .sorted()
          .filter(key -> !isTooLong(key))
          .forEach(
              key ->
                  ModelNames.withAliases(key)
                      .forEach(
                          name ->
                              all.computeIfAbsent(name, unused -> new ArrayList<>(1))
                                  .add(requireNonNull(entries.get(key)))));
      known = all;
      byShortName = known;
    }
    return known;
  }

  /** Takes the entries of a list. Not thread-safe. */
  static final class Builder {
    private final Map<String, Entry> entries = new HashMap<>();

    /**
     * @param skipped why the entry gave no price, null if it did
     * @param rows its prices
     */
    void add(String key, @Nullable String provider, @Nullable String skipped, List<PriceRow> rows) {
      entries.put(key, new Entry(key, provider, skipped, rows));
    }

    /** No {@link Map#copyOf}, which is slow where hashes of names collide. */
    LiteLlmMatcher build() {
      return new LiteLlmMatcher(new HashMap<>(entries));
    }
  }
}
