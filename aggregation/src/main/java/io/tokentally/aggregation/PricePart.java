package io.tokentally.aggregation;

import io.tokentally.aggregation.ModelMatch.Rule;
import io.tokentally.aggregation.SimilarNames.Name;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Price rows of one origin, found in one way: a part of a {@link PriceTable}. Immutable and
 * thread-safe.
 */
final class PricePart {
  private final PriceIndex index;
  private final @Nullable ModelMatcher matcher;
  private final Map<String, String> aliases;

  /** Made when first asked for: most tables never are. */
  private volatile @Nullable SimilarNames similar;

  private PricePart(PriceIndex index, @Nullable ModelMatcher matcher, Map<String, String> aliases) {
    this.index = index;
    this.matcher = matcher;
    this.aliases = aliases;
  }

  static PricePart of(List<PriceRow> rows) {
    return new PricePart(new PriceIndex(rows), null, Map.of());
  }

  List<PriceRow> rows() {
    return index.rows();
  }

  PricePart matching(ModelMatcher by) {
    return new PricePart(index, by, aliases);
  }

  PricePart alias(String name, String model) {
    Map<String, String> more = new TreeMap<>(aliases);
    more.put(name, model);
    return new PricePart(index, matcher, more);
  }

  /** {@return the model whose price is asked for instead, null if none is} */
  @Nullable String alias(String model) {
    return aliases.get(model);
  }

  /** {@return what may price a model} */
  Candidates candidates(
      String model, @Nullable String provider, @Nullable String project, TallyOptions options) {
    String asked = aliases.get(model);
    return asked == null
        ? found(model, provider, project, options, null)
        : asked(asked, provider, project, options);
  }

  /** {@return what may price a model that the caller has named: of its provider, else of any} */
  Candidates asked(
      String model, @Nullable String provider, @Nullable String project, TallyOptions options) {
    Candidates found = found(model, provider, project, options, Rule.ASKED);
    return found.isEmpty() && provider != null
        ? found(model, null, project, options, Rule.ASKED)
        : found;
  }

  /**
   * @param rule what led to the name, null if the matcher is to say
   */
  private Candidates found(
      String model,
      @Nullable String provider,
      @Nullable String project,
      TallyOptions options,
      @Nullable Rule rule) {
    String wanted = options.providerId();
    String name = model;
    ModelMatch match = null;
    if (matcher != null) {
      match = matcher.match(model, wanted == null ? provider : wanted);
      if (match == null) {
        return Candidates.NONE;
      }
      name = match.llmId();
      wanted = match.providerId() == null ? options.providerId() : match.providerId();
    }
    if (rule != null) {
      match = new ModelMatch(name, match == null ? null : match.providerId(), rule);
    }
    List<PriceRow> ofProject = project == null ? List.of() : rows(name, project, wanted);
    return new Candidates(ofProject, rows(name, null, wanted), options.beforeFirstPrice(), match);
  }

  private List<PriceRow> rows(String model, @Nullable String project, @Nullable String provider) {
    return index.find(model, project, provider);
  }

  /** {@return why nothing prices a model, null if all there is to say is that no row has it} */
  @Nullable UnpricedReason whyNone(
      String model, @Nullable String provider, @Nullable String project, TallyOptions options) {
    String name = aliases.getOrDefault(model, model);
    String wanted = options.providerId();
    if (matcher != null) {
      ModelMatch match = matcher.match(name, wanted == null ? provider : wanted);
      if (match == null) {
        return matcher.whyNot(name, wanted == null ? provider : wanted);
      }
      name = match.llmId();
      wanted = match.providerId() == null ? wanted : match.providerId();
    }
    if (wanted == null) {
      return null;
    }
    List<PriceRow> others = new ArrayList<>(rows(name, null, null));
    others.addAll(project == null ? List.of() : rows(name, project, null));
    TreeSet<String> providers = new TreeSet<>();
    others.forEach(row -> providers.add(row.providerId() == null ? "none" : row.providerId()));
    return others.isEmpty()
        ? null
        : new UnpricedReason(
            UnpricedReason.Kind.OTHER_PROVIDER,
            null,
            "asked for " + wanted + ", has " + String.join(", ", providers));
  }

  /**
   * {@return a similar name that does price the model when it is asked for; null without one}
   *
   * @param startedAt when the call began; null if that is not known, and a date would help
   */
  @Nullable String nearest(
      String model,
      @Nullable String provider,
      @Nullable String project,
      @Nullable Instant startedAt,
      TallyOptions options) {
    String name = aliases.getOrDefault(model, model);
    for (Name each : similar().of(name, provider)) {
      String qualified = each.provider() + "/" + each.model();
      for (String candidate : List.of(each.model(), qualified)) {
        Candidates found = asked(candidate, provider, project, options);
        if (startedAt == null ? !found.isEmpty() : found.apply(startedAt).isPresent()) {
          return candidate;
        }
      }
    }
    return null;
  }

  private SimilarNames similar() {
    SimilarNames names = similar;
    if (names == null) {
      names = new SimilarNames(rows());
      similar = names;
    }
    return names;
  }
}
