package io.tokentally.providers.prices;

import io.tokentally.aggregation.ModelMatch;
import io.tokentally.aggregation.ModelMatch.Rule;
import io.tokentally.providers.usage.ProviderNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One search for a model in genai-prices. Not thread-safe. */
final class GenaiSearch {

  private record Hit(GenaiProvider provider, GenaiModel model, Rule rule) {

    Hit by(Rule other) {
      return new Hit(provider, model, other);
    }

    @Nullable ModelMatch match() {
      return model.isPriced() ? new ModelMatch(model.id(), provider.id(), rule) : null;
    }
  }

  private final Map<String, GenaiProvider> providers;
  private final Effort effort = new Effort();

  GenaiSearch(Map<String, GenaiProvider> providers) {
    this.providers = providers;
  }

  /**
   * {@return what the list knows the model as, null if it has no price}
   *
   * @throws Effort.Exhausted if that takes too long to find out
   */
  @Nullable ModelMatch match(String model, @Nullable String provider) {
    Hit hit = provider == null ? anywhere(model) : under(model, named(provider));
    return hit == null ? null : hit.match();
  }

  /** {@return the provider of that id, else the first that the name fits} */
  private @Nullable GenaiProvider named(String name) {
    GenaiProvider exact = providers.get(name);
    exact = exact == null ? providers.get(ProviderNames.usual(name)) : exact;
    if (exact != null || name.length() > ModelNames.MAX_LENGTH) {
      return exact;
    }
    String lowerCase = name.strip().toLowerCase(Locale.ROOT);
    for (GenaiProvider provider : providers.values()) {
      if (provider.isNamed(lowerCase, effort)) {
        return provider;
      }
    }
    return null;
  }

  private @Nullable Hit anywhere(String model) {
    if (ModelNames.isFreeOffer(model)) {
      return onlyOne(model);
    }
    if (ModelNames.isOnBedrock(model)) {
      return under(model, named("aws"));
    }
    List<GenaiProvider> sure = sureOf(model);
    for (GenaiProvider provider : sure) {
      Hit hit = byList(model, provider);
      if (hit != null) {
        return hit;
      }
    }
    Hit prefixed = behindPrefix(model);
    if (prefixed != null) {
      return prefixed;
    }
    return exactOrAlias(model, sure);
  }

  private @Nullable Hit exactOrAlias(String model, List<GenaiProvider> sure) {
    if (providers.values().stream().anyMatch(provider -> provider.exact(model) != null)) {
      return onlyOne(model);
    }
    for (GenaiProvider provider : sure) {
      Hit hit = under(model, provider);
      if (hit != null) {
        return hit;
      }
    }
    return null;
  }

  private List<GenaiProvider> sureOf(String model) {
    String lowerCase = model.toLowerCase(Locale.ROOT);
    return providers.values().stream().filter(each -> each.isSureOf(lowerCase, effort)).toList();
  }

  /** {@return the model of that very name, null if providers differ in its price} */
  private @Nullable Hit onlyOne(String model) {
    List<Hit> hits = new ArrayList<>();
    for (GenaiProvider provider : providers.values()) {
      GenaiModel exact = provider.exact(model);
      if (exact != null) {
        hits.add(new Hit(provider, exact, Rule.EXACT));
      }
    }
    boolean agree = hits.stream().allMatch(hit -> hit.model().costsAs(hits.get(0).model()));
    return hits.isEmpty() || !agree ? null : hits.get(0);
  }

  private @Nullable Hit behindPrefix(String model) {
    int slash = model.indexOf('/');
    GenaiProvider provider = slash < 0 ? null : named(model.substring(0, slash));
    Hit hit = under(model.substring(slash + 1), provider);
    return hit == null ? null : hit.by(Rule.ALIAS);
  }

  /** Looks for the name, then for what it may stand for. */
  private @Nullable Hit under(String model, @Nullable GenaiProvider provider) {
    if (provider == null) {
      return null;
    }
    Hit hit = byList(model, provider);
    if (hit != null) {
      return hit;
    }
    int slash = model.indexOf('/');
    boolean isOwn = slash > 0 && provider.equals(named(model.substring(0, slash)));
    for (String name : ModelNames.withAliases(isOwn ? model.substring(slash + 1) : model)) {
      hit = byList(name, provider);
      if (hit != null) {
        return hit.by(Rule.ALIAS);
      }
    }
    return null;
  }

  /** Looks for the name as the list tells to. */
  private @Nullable Hit byList(String model, GenaiProvider provider) {
    Hit own = own(model, provider);
    if (own != null) {
      return own;
    }
    for (String id : provider.fallbacks()) {
      effort.spend(1);
      GenaiProvider fallback = providers.get(id);
      Hit hit = fallback == null ? null : own(model, fallback);
      if (hit != null) {
        return hit.by(Rule.LIST_RULE);
      }
    }
    return null;
  }

  private @Nullable Hit own(String model, GenaiProvider provider) {
    effort.spend(1);
    GenaiModel exact = provider.exact(model);
    if (exact != null) {
      return new Hit(provider, exact, Rule.EXACT);
    }
    GenaiModel named = provider.named(model, effort);
    return named == null ? null : new Hit(provider, named, Rule.LIST_RULE);
  }
}
