package io.tokentally.aggregation;

import static java.util.Objects.requireNonNull;

import io.tokentally.aggregation.price.Rates;
import io.tokentally.aggregation.rules.TallyRules;
import io.tokentally.dsl.Dialect;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import io.tokentally.value.CodePoints;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
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

  /** By effective date; of equal dates the row made last comes last. */
  private static final Comparator<PriceRow> BY_DATE =
      Comparator.comparing(PriceRow::effectiveDate)
          .thenComparing(PriceRow::createdAt, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(PriceRow::id, CodePoints::compare);

  /**
   * Project null stands for the default level, provider null for whichever. In an order, so that
   * maps stay fast when models have names whose hashes collide.
   */
  private record Key(String model, @Nullable String project, @Nullable String provider)
      implements Comparable<Key> {

    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::model)
            .thenComparing(Key::project, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Key::provider, Comparator.nullsFirst(Comparator.naturalOrder()));

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  private final List<PriceRow> rows;
  private final Map<Key, List<PriceRow>> byKey;
  private final @Nullable ModelMatcher matcher;

  /** Asked one after the other where this one has no price; they have no others themselves. */
  private final List<PriceTable> others;

  private PriceTable(
      List<PriceRow> rows,
      Map<Key, List<PriceRow>> byKey,
      @Nullable ModelMatcher matcher,
      List<PriceTable> others) {
    this.rows = rows;
    this.byKey = byKey;
    this.matcher = matcher;
    this.others = others;
  }

  private static Map<Key, List<PriceRow>> index(List<PriceRow> rows) {
    Map<Key, List<PriceRow>> index = new HashMap<>();
    for (PriceRow row : rows) {
      if (row.isDefaultLevel()) {
        add(index, null, row);
      } else if (row.pricingLevel().equals(PriceRow.PROJECT_LEVEL)) {
        add(index, row.pricingLevelId(), row);
      }
    }
    index.values().forEach(candidates -> candidates.sort(BY_DATE));
    return index;
  }

  private static void add(Map<Key, List<PriceRow>> index, @Nullable String project, PriceRow row) {
    Key ofAll = new Key(row.llmId(), project, null);
    index.computeIfAbsent(ofAll, unused -> new ArrayList<>()).add(row);
    if (row.providerId() != null) {
      Key ofOne = new Key(row.llmId(), project, row.providerId());
      index.computeIfAbsent(ofOne, unused -> new ArrayList<>()).add(row);
    }
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
      rows.forEach(row -> Rates.checkSigns(row, prices.key(row.id()), faults));
      faults.throwIfAny();
    }
    List<PriceRow> copy = List.copyOf(rows);
    return new PriceTable(copy, index(copy), null, List.of());
  }

  /**
   * {@return a table of default-level rows, which apply to every project}
   *
   * <p>The JSON is a body of {@code /cost/create}, or its {@code costs} object alone: model to
   * {@code {"prompt_token_cost": …, "completion_token_cost": …, …}}. An entry without {@code
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
   * {@return the rows, in the order given; before those of a table that is asked after this one}
   */
  public List<PriceRow> rows() {
    if (others.isEmpty()) {
      return rows;
    }
    List<PriceRow> all = new ArrayList<>(rows);
    others.forEach(other -> all.addAll(other.rows));
    return Collections.unmodifiableList(all);
  }

  /**
   * {@return a table of the same rows that asks the matcher under which name and provider they
   * price a model} What the matcher does not know has no price.
   */
  public PriceTable matching(ModelMatcher matcher) {
    return new PriceTable(rows, byKey, requireNonNull(matcher, "matcher"), others);
  }

  /**
   * {@return a table that asks this one first, and the other where this one has no price} A price
   * of this one that lies in the future comes before one in effect of the other.
   */
  public PriceTable orElse(PriceTable other) {
    requireNonNull(other, "other");
    List<PriceTable> rest = new ArrayList<>(others);
    rest.add(other.alone());
    rest.addAll(other.others);
    return new PriceTable(rows, byKey, matcher, List.copyOf(rest));
  }

  private PriceTable alone() {
    return others.isEmpty() ? this : new PriceTable(rows, byKey, matcher, List.of());
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
    Candidates own = candidates(model, provider, projectId, options);
    if (others.isEmpty()) {
      return own;
    }
    List<Candidates> all = new ArrayList<>(List.of(own));
    others.forEach(other -> all.add(other.candidates(model, provider, projectId, options)));
    return startedAt -> firstOf(all, startedAt);
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

  private Candidates candidates(
      String model, @Nullable String provider, @Nullable String projectId, TallyOptions options) {
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
    List<PriceRow> project = projectId == null ? List.of() : rows(name, projectId, wanted);
    return new Candidates(project, rows(name, null, wanted), options.beforeFirstPrice(), match);
  }

  private List<PriceRow> rows(String model, @Nullable String project, @Nullable String provider) {
    return byKey.getOrDefault(new Key(model, project, provider), List.of());
  }
}
