package io.tokentally.providers.prices;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A provider of genai-prices with its models. Immutable and thread-safe once it is filled. */
final class GenaiProvider {

  private final String id;
  private final MatchClause names;
  private final MatchClause modelNames;
  private final List<String> fallbacks;
  private final Map<String, GenaiModel> byId = new LinkedHashMap<>();
  private final List<GenaiModel> models = new ArrayList<>();

  /**
   * @param names under which names the provider is known
   * @param modelNames which names of models are surely its
   * @param fallbacks the providers whose models it serves too, at their prices
   */
  GenaiProvider(String id, MatchClause names, MatchClause modelNames, List<String> fallbacks) {
    this.id = id;
    this.names = names;
    this.modelNames = modelNames;
    this.fallbacks = List.copyOf(fallbacks);
  }

  /** Adds a model that comes after those added before. */
  void add(GenaiModel model) {
    byId.putIfAbsent(model.id(), model);
    models.add(model);
  }

  String id() {
    return id;
  }

  List<String> fallbacks() {
    return fallbacks;
  }

  boolean isNamed(String lowerCaseName, Effort effort) {
    return names.matches(lowerCaseName, effort);
  }

  boolean isSureOf(String lowerCaseModel, Effort effort) {
    return modelNames.matches(lowerCaseModel, effort);
  }

  /** {@return the model of exactly that name} */
  @Nullable GenaiModel exact(String model) {
    return byId.get(model);
  }

  /** {@return its models, in the order of the list} */
  List<GenaiModel> models() {
    return models;
  }

  /** {@return the first model whose clause names it} */
  @Nullable GenaiModel named(String model, Effort effort) {
    String lowerCase = model.toLowerCase(Locale.ROOT);
    for (GenaiModel each : models) {
      if (each.clause().matches(lowerCase, effort)) {
        return each;
      }
    }
    return null;
  }
}
