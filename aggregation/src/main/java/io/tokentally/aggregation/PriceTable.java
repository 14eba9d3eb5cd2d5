package io.tokentally.aggregation;

import static java.util.Comparator.naturalOrder;
import static java.util.Objects.requireNonNull;

import io.tokentally.aggregation.UnpricedReason.Kind;
import io.tokentally.aggregation.price.Rates;
import io.tokentally.aggregation.rules.TallyRules;
import io.tokentally.dsl.Dialect;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Price rows, ready to be asked which one is in effect: docs/semantics.md section 7, rules 33 to
 * 36. The order of the rows never matters. Immutable and thread-safe.
 */
public final class PriceTable {

  /** A table without rows: every model is unpriced. */
  public static final PriceTable EMPTY = of(List.of());

  /** Asked one after the other; there is a first one. */
  private final List<PricePart> parts;

  /** Knows what single usages cost, by the options asked for last. */
  private volatile @Nullable Tally tally;

  private PriceTable(List<PricePart> parts) {
    this.parts = List.copyOf(parts);
  }

  /**
   * {@return a table of the rows}
   *
   * @throws io.tokentally.ValidationException if a rate is negative, with every such rate
   */
  public static PriceTable of(Collection<PriceRow> rows) {
    return of(rows, Dialect.STANDARD);
  }

  /**
   * {@return a table of the rows}
   *
   * @param dialect whose rules hold: {@link Dialect#WEAVE} keeps negative rates
   * @throws io.tokentally.ValidationException for negative rates that are rejected
   */
  public static PriceTable of(Collection<PriceRow> rows, Dialect dialect) {
    requireNonNull(rows, "rows");
    if (!TallyRules.of(requireNonNull(dialect, "dialect")).keepsNegativeAmounts()) {
      ErrorCollector faults = new ErrorCollector();
      Loc prices = Loc.ROOT.key("prices");
      rows.forEach(
          row -> RatesByName.checkAll(row, Rates::checkSign, prices.key(row.id()), faults));
      faults.throwIfAny();
    }
    return new PriceTable(List.of(PricePart.of(List.copyOf(rows))));
  }

  /**
   * {@return a table of the prices of a file}
   *
   * <p>The JSON is a price file of our own, an object with a list of {@code prices}, each with its
   * model, date, rates by kind and conditions: docs/prices.md and docs/prices.schema.json describe
   * it, {@link #toJson} writes it. A price without {@code from} holds from the beginning of time.
   *
   * <p>Or it is a body of {@code /cost/create}, or its {@code costs} object alone: model to {@code
   * {"prompt_token_cost": …, "completion_token_cost": …, …}}. An entry without {@code
   * effective_date} holds from the beginning of time; a cache rate that is not written is the
   * prompt rate. The id of a row is its model.
   *
   * <p>{@code Operations.costCreate} makes other rows of the same JSON: of one project, from the
   * time of creation on, and with a cache rate that is not written as a 0, of which a report notes
   * what it prices.
   *
   * @throws io.tokentally.ValidationException if the JSON is something else or a rate is negative,
   *     with every error
   */
  public static PriceTable parse(String json) {
    return of(PriceFile.parse(json));
  }

  /**
   * {@return a table of the prices of a price file of our own that was read already, from YAML for
   * instance}
   *
   * @param file its members: maps with string keys, lists, strings, numbers, booleans and nulls
   * @throws io.tokentally.ValidationException as {@link #parse(String)}
   */
  public static PriceTable ofFile(Map<?, ?> file) {
    return of(PriceDocument.read(requireNonNull(file, "file")));
  }

  /**
   * {@return the rows as a price file of our own, from which {@link #parse} makes equal ones} Rows
   * of levels that never apply are left out, and how models are matched.
   */
  public String toJson() {
    return PriceDocumentWriter.text(rows());
  }

  /**
   * {@return the rows, in the order given; before those of a table that is asked after this one}
   */
  public List<PriceRow> rows() {
    if (parts.size() == 1) {
      return parts.get(0).rows();
    }
    List<PriceRow> all = new ArrayList<>();
    parts.forEach(part -> all.addAll(part.rows()));
    return Collections.unmodifiableList(all);
  }

  /**
   * {@return a table of the same rows that asks the matcher under which name and provider they
   * price a model} What the matcher does not know has no price.
   */
  public PriceTable matching(ModelMatcher matcher) {
    List<PricePart> all = new ArrayList<>(parts);
    all.set(0, all.get(0).matching(requireNonNull(matcher, "matcher")));
    return new PriceTable(all);
  }

  /**
   * {@return a table of the same rows that prices one model as another} The other one is looked for
   * by the provider that served, else without regard to it; {@link ModelMatch.Rule#ASKED} says so
   * in the report. Where it has no price, the model has none, even if there is one of its own name.
   * An alias does not lead to another one, and not to a table that is asked after this one from now
   * on.
   *
   * @param name a recorded name of a model
   * @param model the name of the model whose price is wanted, as in {@link UnpricedReason#nearest}
   */
  public PriceTable alias(String name, String model) {
    requireNonNull(name, "name");
    requireNonNull(model, "model");
    return new PriceTable(parts.stream().map(part -> part.alias(name, model)).toList());
  }

  /**
   * {@return a table that asks this one first, and the other where this one has no price} A price
   * of this one that lies in the future comes before one in effect of the other.
   */
  public PriceTable orElse(PriceTable other) {
    requireNonNull(other, "other");
    List<PricePart> all = new ArrayList<>(parts);
    all.addAll(other.parts);
    return new PriceTable(all);
  }

  /**
   * {@return the row that prices a call, empty if there is none}
   *
   * @param model the model's name
   * @param projectId the call's project, null for none
   * @param startedAt when the call began; a call that began nobody knows when has no price
   * @param options which price early calls take, and which provider counts
   */
  public Optional<PriceChoice> choose(
      String model, @Nullable String projectId, @Nullable Instant startedAt, TallyOptions options) {
    return startedAt == null
        ? Optional.empty()
        : pricing(model, null, projectId, options).apply(startedAt);
  }

  /**
   * {@return the prices of one model, looked up once: from the time at which a call began to its
   * price} Immutable and thread-safe.
   *
   * @param model the model's name
   * @param provider who served the model, where that is known; only a {@link ModelMatcher} asks for
   *     it, and {@link TallyOptions#providerId} comes before it
   * @param projectId the calls' project, null for none
   * @param options which price early calls take, and which provider counts
   */
  public Function<Instant, Optional<PriceChoice>> pricing(
      String model, @Nullable String provider, @Nullable String projectId, TallyOptions options) {
    List<Candidates> all = candidates(model, provider, projectId, options);
    return all.size() == 1 ? all.get(0) : startedAt -> firstOf(all, startedAt);
  }

  private List<Candidates> candidates(
      String model, @Nullable String provider, @Nullable String projectId, TallyOptions options) {
    return parts.stream()
        .map(part -> part.candidates(model, provider, projectId, options))
        .toList();
  }

  private static Optional<PriceChoice> firstOf(List<Candidates> all, Instant startedAt) {
    for (Candidates candidates : all) {
      Optional<PriceChoice> choice = candidates.apply(startedAt);
      if (choice.isPresent()) {
        return choice;
      }
    }
    return Optional.empty();
  }

  /**
   * {@return what one usage costs, with the default options}
   *
   * @param model the model's name
   * @param usage a map of counts under the contract's names, or a {@link RecordedUsage}, as {@code
   *     ProviderUsage} of tokentally-providers reads it from what a provider returns
   * @param when when the call began
   * @throws TokenOverflowException if a count exceeds 64 bits
   */
  public Cost cost(String model, Object usage, Instant when) {
    return cost(model, usage, when, TallyOptions.DEFAULT);
  }

  /**
   * {@return what one usage costs}
   *
   * @param model the model's name
   * @param usage in the form of {@link TallyOptions#usageFormat}, or a {@link RecordedUsage}
   * @param when when the call began
   * @param options how usage is read and priced
   * @throws TokenOverflowException if a count exceeds 64 bits
   */
  public Cost cost(String model, Object usage, Instant when, TallyOptions options) {
    requireNonNull(model, "model");
    requireNonNull(usage, "usage");
    requireNonNull(when, "when");
    Tally known = tally;
    if (known == null || !known.options().equals(options)) {
      known = Tally.with(this).with(options);
      tally = known;
    }
    return known.cost(new OneUsage(model, usage, null, when));
  }

  /**
   * {@return why a call has no price for a model (docs/semantics.md rule 59); empty if it has one}
   *
   * @param model the model's name
   * @param provider who served the model, where that is known
   * @param projectId the call's project, null for none
   * @param startedAt when the call began, null if that is not known
   * @param options which price early calls take, and which provider counts
   */
  public Optional<UnpricedReason> whyUnpriced(
      String model,
      @Nullable String provider,
      @Nullable String projectId,
      @Nullable Instant startedAt,
      TallyOptions options) {
    List<Candidates> all = candidates(model, provider, projectId, options);
    if (startedAt != null && firstOf(all, startedAt).isPresent()) {
      return Optional.empty();
    }
    Optional<Instant> first = all.stream().flatMap(Candidates::first).min(naturalOrder());
    if (first.isPresent()) {
      return Optional.of(
          startedAt == null
              ? new UnpricedReason(Kind.NO_DATE, null, null)
              : new UnpricedReason(Kind.ALL_LATER, null, "the first is of " + first.get()));
    }
    UnpricedReason reason = firstNotNull(part -> part.whyNone(model, provider, projectId, options));
    if (reason == null) {
      String alias = firstNotNull(part -> part.alias(model));
      String detail = alias == null ? null : "asked for as " + alias;
      reason = new UnpricedReason(Kind.NO_ROW, null, detail);
    }
    String nearest =
        firstNotNull(part -> part.nearest(model, provider, projectId, startedAt, options));
    return Optional.of(reason.withNearest(nearest));
  }

  private <T> @Nullable T firstNotNull(Function<PricePart, @Nullable T> answer) {
    for (PricePart part : parts) {
      T each = answer.apply(part);
      if (each != null) {
        return each;
      }
    }
    return null;
  }
}
