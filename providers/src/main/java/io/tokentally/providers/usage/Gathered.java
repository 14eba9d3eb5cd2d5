package io.tokentally.providers.usage;

import io.tokentally.aggregation.OtherKind;
import io.tokentally.aggregation.OtherKind.Within;
import io.tokentally.aggregation.ReadingNote;
import io.tokentally.aggregation.RecordedCost;
import io.tokentally.aggregation.UsageNote;
import io.tokentally.aggregation.usage.Counts;
import io.tokentally.aggregation.usage.Spelling;
import io.tokentally.json.Loc;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was found in a usage object, before it is settled how its counts belong together. Not
 * thread-safe.
 */
public final class Gathered {

  /** What the object says of one step of a message. */
  record Step(@Nullable String type, @Nullable String model, Gathered usage) {}

  /** The same usage again, and where it stands. */
  record Repeated(Gathered usage, Loc at) {}

  /** What the object says of one model of several. */
  record OfModel(String model, Gathered usage) {}

  private final long[] counts = new long[Quantity.SIZE];
  private final @Nullable String[] names = new @Nullable String[Quantity.SIZE];

  // What most objects have not is made when it is needed: one is made of every entry of usage.
  private long @Nullable [] further;
  private Map<String, OtherKind> others = Map.of();
  private List<RecordedCost> costs = List.of();
  private List<Step> steps = List.of();
  private List<Repeated> again = List.of();
  private List<OfModel> models = List.of();
  private List<OfModel> otherModels = List.of();
  private List<ReadingNote> differences = List.of();
  private boolean hasModalities;
  private boolean isOwnKey;
  private long signs;
  private long differing;

  public Gathered() {
    Arrays.fill(counts, Counts.ABSENT);
  }

  /**
   * Takes a count; under several names it is one count, the largest.
   *
   * @param name the member that has it
   */
  public void count(Quantity quantity, long count, @Nullable String name) {
    int at = quantity.index;
    long before = counts[at];
    if (before > 0 && count > 0 && before != count) {
      differing |= 1L << at;
      differ(count < before ? name : names[at], Math.min(count, before));
    }
    if (count > before) {
      counts[at] = count;
      names[at] = name;
      hasModalities |= count > 0 && at >= Quantity.FIRST_MODALITY;
    }
  }

  /** Notes the count that lost against a larger one. */
  private void differ(@Nullable String name, long count) {
    UsageNote.Kind kind = UsageNote.Kind.ALIASES_DIFFER_LARGEST;
    differences = added(differences, new ReadingNote(kind, name, String.valueOf(count)));
  }

  /** Takes a count that comes on top of others of its kind. */
  void further(Quantity quantity, long count) {
    long[] more = further == null ? new long[Quantity.SIZE] : further;
    more[quantity.index] = Math.addExact(more[quantity.index], count);
    further = more;
    hasModalities |= count > 0 && quantity.index >= Quantity.FIRST_MODALITY;
  }

  /** Takes a count of another kind; under several names it is one count, the largest. */
  public void other(String kind, long count, Within within) {
    if (count > 0) {
      OtherKind before = others.get(kind);
      if (before != null && before.count() != count) {
        differ(kind, Math.min(count, before.count()));
      }
      if (before == null || before.count() < count) {
        put(new OtherKind(kind, count, within, OtherKind.Rate.OF_ITS_OWN));
      }
    }
  }

  /** Adds what one element of a list has. */
  void addElement(Gathered element) {
    for (Quantity quantity : Quantity.values()) {
      if (element.has(quantity)) {
        further(quantity, element.orZero(quantity));
      }
    }
    element.others.forEach(
        (kind, other) -> {
          OtherKind before = others.get(kind);
          long sum = Math.addExact(before == null ? 0 : before.count(), other.count());
          put(new OtherKind(kind, sum, other.within(), other.rate()));
        });
    noteAll(element);
    signs |= element.signs;
    element.costs().forEach(this::cost);
  }

  /** Takes what was noted of an element whose counts are none of these. */
  void noteAll(Gathered element) {
    element.differences.forEach(note -> differences = added(differences, note));
  }

  /** Takes the sums of a list as counts. */
  void addList(Gathered list, String name) {
    for (Quantity quantity : Quantity.values()) {
      if (list.has(quantity)) {
        count(quantity, list.orZero(quantity), name);
      }
    }
    list.others.values().forEach(other -> other(other.kind(), other.count(), other.within()));
    noteAll(list);
    signs |= list.signs;
    list.costs().forEach(this::cost);
  }

  private void put(OtherKind other) {
    others = others.isEmpty() ? new LinkedHashMap<>() : others;
    others.put(other.kind(), other);
  }

  /** {@return the list with an element more} */
  private static <T> List<T> added(List<T> list, T element) {
    List<T> with = list.isEmpty() ? new ArrayList<>() : list;
    with.add(element);
    return with;
  }

  /** {@return whether any tokens stand for something else than text} */
  boolean hasModalities() {
    return hasModalities;
  }

  /** Takes what somebody else charged. */
  void cost(RecordedCost cost) {
    costs = added(costs, cost);
  }

  List<RecordedCost> costs() {
    return isOwnKey ? costs.stream().map(Gathered::withKeyOfOnesOwn).toList() : costs;
  }

  /** Says that a gateway used a key of the caller's, who pays the provider as well. */
  void ownKey() {
    isOwnKey = true;
  }

  private static RecordedCost withKeyOfOnesOwn(RecordedCost cost) {
    boolean isUpstream = Spelling.snakeCase(cost.field()).endsWith("upstream_inference_cost");
    return isUpstream
        ? new RecordedCost(cost.field(), cost.amount(), cost.unit(), RecordedCost.Share.FURTHER)
        : cost;
  }

  void step(Step step) {
    steps = added(steps, step);
  }

  /** {@return the usage of the one step of that type, which may be new} */
  Gathered step(String type) {
    for (Step step : steps) {
      if (type.equals(step.type())) {
        return step.usage();
      }
    }
    Gathered usage = new Gathered();
    steps = added(steps, new Step(type, null, usage));
    return usage;
  }

  void again(Gathered usage, Loc at) {
    again = added(again, new Repeated(usage, at));
  }

  /** Takes usage of another model, which comes on top. */
  void another(OfModel usage) {
    otherModels = added(otherModels, usage);
  }

  List<OfModel> otherModels() {
    return otherModels;
  }

  void model(OfModel usage) {
    models = added(models, usage);
  }

  List<OfModel> models() {
    return models;
  }

  void sign(long bits) {
    signs |= bits;
  }

  long signs() {
    return signs;
  }

  boolean shows(Sign sign) {
    return (signs & sign.bit) != 0;
  }

  /** {@return whether there is such a count, be it 0} */
  public boolean has(Quantity quantity) {
    int at = quantity.index;
    return counts[at] != Counts.ABSENT || (further != null && further[at] > 0);
  }

  /** {@return the count; 0 without any} */
  public long orZero(Quantity quantity) {
    int at = quantity.index;
    long count = Math.max(0, counts[at]);
    return further == null ? count : Math.addExact(count, further[at]);
  }

  /** {@return the counts that lost against larger ones of other names} */
  List<ReadingNote> differences() {
    return differences;
  }

  boolean doNamesDiffer(Quantity quantity) {
    return (differing & 1L << quantity.index) != 0;
  }

  Map<String, OtherKind> others() {
    return others;
  }

  List<Step> steps() {
    return steps;
  }

  List<Repeated> again() {
    return again;
  }
}
