package io.tokentally.aggregation.rollup.ledger;

import io.tokentally.aggregation.MixedUnitsException;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.rules.TallyRules;
import io.tokentally.value.CodePoints;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Numbers what tells {@link Cells} apart: a model, a portion of its usage, and its price. */
public final class CellKeys {

  // In an order, so that maps stay fast when models have names whose hashes collide.

  /**
   * A key.
   *
   * @param name the model, as it was recorded and as it is priced
   * @param applied the price; null for usage that has none
   */
  public record Key(ModelName name, Portion portion, @Nullable AppliedRates applied)
      implements Comparable<Key> {

    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::name).thenComparing(Key::portion).thenComparing(Key::rowId);

    private String rowId() {
      return applied == null ? "" : applied.row().id();
    }

    /** Keys that differ by a variant of one row alone are equal here. */
    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key && key.is(name, portion, applied);
    }

    private boolean is(ModelName ofName, Portion ofPortion, @Nullable AppliedRates with) {
      return portion.equals(ofPortion) && Objects.equals(applied, with) && name.equals(ofName);
    }

    @Override
    public int hashCode() {
      return hash(name, portion, applied);
    }

    private static int hash(ModelName name, Portion portion, @Nullable AppliedRates applied) {
      return 31 * (31 * name.hashCode() + portion.hashCode()) + Objects.hashCode(applied);
    }
  }

  /**
   * A model's names.
   *
   * @param recorded the one that was recorded
   * @param pricedAs the one whose price is wanted
   * @param provider who served the model, where that is known
   */
  public record ModelName(String recorded, String pricedAs, @Nullable String provider)
      implements Comparable<ModelName> {

    private static final Comparator<ModelName> ORDER =
        Comparator.comparing(ModelName::recorded)
            .thenComparing(ModelName::pricedAs)
            .thenComparing(ModelName::provider, Comparator.nullsFirst(Comparator.naturalOrder()));

    @Override
    public int compareTo(ModelName other) {
      return ORDER.compare(this, other);
    }

    // Written out: what the JDK makes of records when they are first asked takes a while.
    @Override
    public boolean equals(@Nullable Object other) {
      return this == other
          || (other instanceof ModelName that
              && recorded.equals(that.recorded)
              && pricedAs.equals(that.pricedAs)
              && Objects.equals(provider, that.provider));
    }

    @Override
    public int hashCode() {
      return recorded.hashCode();
    }
  }

  /** Stands at the numbers of keys that were forgotten. */
  private static final Key FORGOTTEN =
      new Key(new ModelName("", "", null), Portion.FOUR_RATES, null);

  private static final int RECENT = 1 << 6;

  private final TallyRules rules;
  private final Map<Key, Integer> numbers = new HashMap<>();

  /** Keys asked for last, by a part of their hash: most calls are of few models. */
  private final @Nullable Key[] recent = new Key[RECENT];

  private final int[] recentNumbers = new int[RECENT];
  private final List<Key> keys = new ArrayList<>();
  private final List<@Nullable FixedRates> fixedRates = new ArrayList<>();

  /** The place of each key's model in the order of models; made when it is first asked for. */
  private volatile int @Nullable [] modelPlaces;

  /** Numbers whose keys were forgotten; the next keys take them. */
  private final Deque<Integer> free = new ArrayDeque<>();

  /**
   * No keys.
   *
   * @param rules by which what has a price is charged
   */
  public CellKeys(TallyRules rules) {
    this.rules = rules;
  }

  public int number(ModelName name, Portion portion, @Nullable AppliedRates applied) {
    int place = Key.hash(name, portion, applied) & (RECENT - 1);
    Key last = recent[place];
    if (last != null && last.is(name, portion, applied)) {
      return recentNumbers[place];
    }
    Key key = new Key(name, portion, applied);
    int number = numbers.computeIfAbsent(key, this::add);
    recent[place] = key;
    recentNumbers[place] = number;
    return number;
  }

  private int add(Key key) {
    modelPlaces = null;
    if (!free.isEmpty()) {
      keys.set(free.peek(), key);
      fixedRates.set(free.peek(), FixedRates.of(key, rules));
      return free.pop();
    }
    keys.add(key);
    fixedRates.add(FixedRates.of(key, rules));
    return keys.size() - 1;
  }

  /** {@return how many keys there are, forgotten ones included} */
  public int size() {
    return keys.size();
  }

  /** {@return how many keys there are that are not forgotten} */
  public int known() {
    return numbers.size();
  }

  /** Forgets all keys but those of some numbers. */
  public void retain(Set<Integer> used) {
    numbers
        .values()
        .removeIf(
            number -> {
              boolean unused = !used.contains(number);
              if (unused) {
                free.push(number);
                keys.set(number, FORGOTTEN);
              }
              return unused;
            });
    Arrays.fill(recent, null);
  }

  public Key key(int number) {
    return keys.get(number);
  }

  public String model(int number) {
    return keys.get(number).name.recorded;
  }

  /** {@return what prices a key; null if it is not made of such rates, or there is no price} */
  @Nullable FixedRates fixedRates(int number) {
    return fixedRates.get(number);
  }

  /** {@return a number for the model of each key, in the order of models} */
  public int[] modelPlaces() {
    int[] places = modelPlaces;
    if (places == null) {
      TreeMap<String, Integer> models = new TreeMap<>(CodePoints::compare);
      keys.forEach(key -> models.put(key.name.recorded, 0));
      int place = 0;
      for (Map.Entry<String, Integer> model : models.entrySet()) {
        model.setValue(place++);
      }
      places = keys.stream().mapToInt(key -> models.getOrDefault(key.name.recorded, 0)).toArray();
      modelPlaces = places;
    }
    return places;
  }

  /** {@return the models of a list of cells} */
  public Set<String> models(Cells cells, int list) {
    Set<String> models = new HashSet<>();
    for (int cell = list; cell != Cells.END; cell = cells.next(cell)) {
      models.add(model(cells.key(cell)));
    }
    return models;
  }

  /** {@return whether a list of cells has one of the model} */
  public boolean hasModel(Cells cells, int list, String model) {
    for (int cell = list; cell != Cells.END; cell = cells.next(cell)) {
      if (model(cells.key(cell)).equals(model)) {
        return true;
      }
    }
    return false;
  }

  public @Nullable AppliedRates applied(int number) {
    return keys.get(number).applied;
  }

  /**
   * {@return the unit of each model that is priced, sorted by model}
   *
   * @param rules what becomes of a model whose rows disagree
   * @throws MixedUnitsException if the rows of a model disagree: docs/semantics.md rule 38
   */
  public static Map<String, String> units(List<CellKeys> ledgers, TallyRules rules) {
    Map<String, Set<String>> found = new TreeMap<>(CodePoints::compare);
    ledgers.forEach(keys -> keys.addUnits(found));
    Map<String, String> units = new TreeMap<>(CodePoints::compare);
    found.forEach(
        (model, all) -> {
          if (all.size() > 1 && !rules.addsMixedUnits()) {
            throw new MixedUnitsException(model, List.copyOf(all));
          }
          units.put(model, String.join("+", all));
        });
    return units;
  }

  private void addUnits(Map<String, Set<String>> byModel) {
    for (Key key : keys) {
      if (key.applied != null) {
        PriceRow row = key.applied.row();
        Set<String> units =
            byModel.computeIfAbsent(key.name.recorded, model -> new TreeSet<>(CodePoints::compare));
        units.add(row.promptTokenCostUnit());
        units.add(row.completionTokenCostUnit());
      }
    }
  }
}
