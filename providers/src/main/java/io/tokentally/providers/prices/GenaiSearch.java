package io.tokentally.providers.prices;

import io.tokentally.aggregation.ModelMatch;
import io.tokentally.aggregation.ModelMatch.Rule;
import io.tokentally.aggregation.UnpricedReason.Kind;
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

    Found found() {
      return model.skipped() == null
          ? Found.of(new ModelMatch(model.id(), provider.id(), rule))
          : Found.skipped(provider.id() + "/" + model.id(), model.skipped());
    }
  }

  private final Map<String, GenaiProvider> providers;
  private final Effort effort = new Effort();

  /** What differs where several prices could be meant. */
  private @Nullable String ambiguous;

  GenaiSearch(Map<String, GenaiProvider> providers) {
    this.providers = providers;
  }

  /**
   * {@return what the list knows the model as}
   *
   * @throws Effort.Exhausted if that takes too long to find out
   */
  Found search(String model, @Nullable String provider) {
    String opaque = ModelNames.opaque(model);
    if (opaque != null) {
      return Found.not(Kind.NO_ROW, opaque);
    }
    Hit hit = provider == null ? anywhere(model) : under(model, named(provider));
    if (ambiguous != null && (hit == null || hit.rule() != Rule.EXACT)) {
      return Found.not(Kind.AMBIGUOUS, ambiguous);
    }
    return hit == null ? Found.NOTHING : hit.found();
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
    String shown = ModelNames.provider(model);
    if (shown != null) {
      return under(model, named(shown));
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
    if (!hits.stream().allMatch(hit -> hit.model().costsAs(hits.get(0).model()))) {
      List<String> providersOf = hits.stream().map(hit -> hit.provider().id()).toList();
      ambiguous = "providers charge differently: " + String.join(", ", providersOf);
      return null;
    }
    return hits.isEmpty() ? null : hits.get(0);
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
    String whole = isOwn ? model.substring(slash + 1) : model;
    for (String name : ModelNames.withAliases(whole)) {
      hit = byList(name, provider);
      if (hit != null) {
        return name.equals(whole) || isOnly(hit, name) ? hit.by(Rule.ALIAS) : null;
      }
    }
    return null;
  }

  /** {@return whether all models of the provider that the name is short for cost the same} */
  private boolean isOnly(Hit hit, String name) {
    effort.spend(hit.provider().models().size());
    List<String> others =
        hit.provider().models().stream()
            .filter(other -> ModelNames.withAliases(other.id()).contains(name))
            .filter(other -> !other.costsAs(hit.model()))
            .map(GenaiModel::id)
            .toList();
    if (!others.isEmpty()) {
      ambiguous = hit.model().id() + " costs something else than " + String.join(", ", others);
    }
    return others.isEmpty();
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
