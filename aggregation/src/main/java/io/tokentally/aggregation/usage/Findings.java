package io.tokentally.aggregation.usage;

import io.tokentally.ValidationError.Type;
import io.tokentally.aggregation.Anomaly;
import io.tokentally.aggregation.LeftOut;
import io.tokentally.aggregation.PricedModel;
import io.tokentally.aggregation.ScopeDecision;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.TokenOverflowException;
import io.tokentally.aggregation.UnpricedKind;
import io.tokentally.aggregation.UnrecognisedUsage;
import io.tokentally.aggregation.UsageNote;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import io.tokentally.value.CodePoints;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Collects the anomalies of the calls of one report: of each kind the first in order, and how many
 * others there are. Not thread-safe.
 */
public final class Findings {

  private static final Comparator<@Nullable String> BY_TEXT =
      Comparator.nullsFirst(CodePoints::compare);

  /** An entry of usage above 64 bits. */
  private record Overflow(String callId, String model) {
    static final Comparator<Overflow> ORDER =
        Comparator.comparing(Overflow::callId, BY_TEXT).thenComparing(Overflow::model, BY_TEXT);
  }

  private static final Comparator<Anomaly> ANOMALIES =
      Comparator.comparing((Anomaly anomaly) -> String.join("\0", anomaly.callIds()), BY_TEXT)
          .thenComparing(Anomaly::model, BY_TEXT)
          .thenComparing(Anomaly::field, BY_TEXT)
          .thenComparing(Anomaly::reason, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Anomaly::value, BY_TEXT);

  private static final Comparator<UsageNote> NOTES =
      Comparator.comparing(UsageNote::callId, BY_TEXT)
          .thenComparing(UsageNote::model, BY_TEXT)
          .thenComparing(UsageNote::field, BY_TEXT)
          .thenComparing(UsageNote::value, BY_TEXT);

  private static final Comparator<PendingDecision> DECISIONS =
      Comparator.comparing(PendingDecision::callId, BY_TEXT)
          .thenComparing(PendingDecision::reason, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(
              PendingDecision::decision,
              Comparator.comparing(ScopeDecision::operation, BY_TEXT)
                  .thenComparing(decision -> decision.own().toString())
                  .thenComparing(decision -> decision.below().toString()));

  private static final Comparator<UnrecognisedUsage> UNRECOGNISED =
      Comparator.comparing(UnrecognisedUsage::callId, BY_TEXT)
          .thenComparing(UnrecognisedUsage::model, BY_TEXT)
          .thenComparing(entry -> String.join("\0", entry.fields()), BY_TEXT);

  private static final Comparator<UnpricedKind> UNPRICED_KINDS =
      Comparator.comparing(UnpricedKind::callId, BY_TEXT)
          .thenComparing(UnpricedKind::model, BY_TEXT)
          .thenComparing(UnpricedKind::kind, BY_TEXT)
          .thenComparingLong(UnpricedKind::count);

  private final TallyOptions options;
  private final Map<Anomaly.Kind, Sorted<Anomaly>> anomalies = new EnumMap<>(Anomaly.Kind.class);
  private final Map<UsageNote.Kind, Sorted<UsageNote>> notes = new EnumMap<>(UsageNote.Kind.class);
  private final Map<ScopeDecision.Kind, Sorted<PendingDecision>> decisions =
      new EnumMap<>(ScopeDecision.Kind.class);
  private @Nullable List<ScopeDecision> inWords;
  private final Sorted<UnrecognisedUsage> unrecognised;
  private final Sorted<UnpricedKind> unpricedKinds;

  private final Set<PricedModel> pricedModels =
      new TreeSet<>(
          Comparator.comparing(PricedModel::model, BY_TEXT)
              .thenComparing(PricedModel::provider, BY_TEXT)
              .thenComparing(priced -> priced.match().llmId(), BY_TEXT)
              .thenComparing(priced -> priced.match().providerId(), BY_TEXT)
              .thenComparing(priced -> priced.match().rule()));

  private @Nullable Overflow firstOverflow;

  /** A call with more models than are allowed: the smallest id. */
  private @Nullable String tooManyModels;

  /** No findings. The options say how many of each kind are kept. */
  public Findings(TallyOptions options) {
    this.options = options;
    this.unrecognised = new Sorted<>(UNRECOGNISED, options.maxFindings());
    this.unpricedKinds = new Sorted<>(UNPRICED_KINDS, options.maxFindings());
  }

  /** Takes over what others have found. */
  public void addAll(Findings others) {
    others.anomalies.forEach((kind, more) -> anomalies(kind).addAll(more));
    others.notes.forEach((kind, more) -> notes(kind).addAll(more));
    others.decisions.forEach((kind, more) -> decisions(kind).addAll(more));
    unrecognised.addAll(others.unrecognised);
    unpricedKinds.addAll(others.unpricedKinds);
    pricedModels.addAll(others.pricedModels);
    if (others.firstOverflow != null) {
      overflow(others.firstOverflow);
    }
    if (others.tooManyModels != null) {
      tooManyModels(others.tooManyModels);
    }
  }

  public void add(Anomaly anomaly) {
    anomalies(anomaly.kind()).add(anomaly);
  }

  private Sorted<Anomaly> anomalies(Anomaly.Kind kind) {
    return anomalies.computeIfAbsent(
        kind, unused -> new Sorted<>(ANOMALIES, options.maxFindings()));
  }

  public void add(UsageNote note) {
    notes(note.kind()).add(note);
  }

  private Sorted<UsageNote> notes(UsageNote.Kind kind) {
    return notes.computeIfAbsent(kind, unused -> new Sorted<>(NOTES, options.maxFindings()));
  }

  public void add(PendingDecision decision) {
    decisions(decision.kind()).add(decision);
  }

  private Sorted<PendingDecision> decisions(ScopeDecision.Kind kind) {
    return decisions.computeIfAbsent(
        kind, unused -> new Sorted<>(DECISIONS, options.maxFindings()));
  }

  void add(UnrecognisedUsage entry) {
    unrecognised.add(entry);
  }

  public void add(UnpricedKind kind) {
    unpricedKinds.add(kind);
  }

  public void add(PricedModel model) {
    pricedModels.add(model);
  }

  void overflow(String callId, String model) {
    overflow(new Overflow(callId, model));
  }

  private void overflow(Overflow overflow) {
    if (firstOverflow == null || Overflow.ORDER.compare(overflow, firstOverflow) < 0) {
      firstOverflow = overflow;
    }
  }

  void tooManyModels(String callId) {
    if (tooManyModels == null || CodePoints.compare(callId, tooManyModels) < 0) {
      tooManyModels = callId;
    }
  }

  /**
   * Rejects the calls if one has too many models, or an entry exceeds 64 bits: the smallest call
   * id, then model.
   */
  public void throwIfRefused() {
    if (tooManyModels != null) {
      String msg =
          "expected at most " + options.maxModelsPerCall() + " models in a call, found more";
      throw ErrorCollector.refusal(
          Loc.ROOT.key("calls").key(tooManyModels).key("usage"), Type.LIMIT, msg);
    }
    if (firstOverflow != null) {
      throw new TokenOverflowException(firstOverflow.model, firstOverflow.callId);
    }
  }

  /**
   * {@return whether what was read and priced may not be all of the usage and its cost} What is
   * decided on reading, and only might have been meant otherwise, leaves nothing open.
   */
  public boolean leaveOpen() {
    return anomalies.containsKey(Anomaly.Kind.MALFORMED_USAGE)
        || unrecognised.count() > 0
        || unpricedKinds.count() > 0
        || tooManyModels != null
        || firstOverflow != null
        || (!notes.isEmpty() && notes.keySet().stream().anyMatch(UsageNote.Kind::leavesUsageOpen));
  }

  /** Forgets everything. */
  public void clear() {
    anomalies.clear();
    notes.clear();
    decisions.clear();
    inWords = null;
    unrecognised.clear();
    unpricedKinds.clear();
    pricedModels.clear();
    firstOverflow = null;
    tooManyModels = null;
  }

  // All are in an order that does not depend on that of the calls.

  /** {@return the anomalies} */
  public List<Anomaly> anomalies() {
    return all(anomalies);
  }

  /** {@return the notes} */
  public List<UsageNote> notes() {
    return all(notes);
  }

  private static <K extends Enum<K>, T> List<T> all(Map<K, Sorted<T>> byKind) {
    return byKind.values().stream().flatMap(each -> each.list().stream()).toList();
  }

  /** {@return the decisions on whose usage counts} */
  public synchronized List<ScopeDecision> scopeDecisions() {
    if (inWords == null) {
      inWords = all(decisions).stream().map(PendingDecision::decision).toList();
    }
    return inWords;
  }

  /** {@return the unrecognised entries} */
  public List<UnrecognisedUsage> unrecognised() {
    return unrecognised.list();
  }

  /** {@return the kinds without a rate} */
  public List<UnpricedKind> unpricedKinds() {
    return unpricedKinds.list();
  }

  /** {@return how many there are that the lists leave out} */
  public LeftOut leftOut() {
    return new LeftOut(
        leftOut(anomalies, Anomaly.Kind.class),
        leftOut(notes, UsageNote.Kind.class),
        unrecognised.leftOut(),
        unpricedKinds.leftOut(),
        leftOut(decisions, ScopeDecision.Kind.class));
  }

  private static <K extends Enum<K>, T> Map<K, Long> leftOut(
      Map<K, Sorted<T>> byKind, Class<K> kinds) {
    Map<K, Long> counts = new EnumMap<>(kinds);
    byKind.forEach((kind, found) -> counts.put(kind, found.leftOut()));
    counts.values().removeIf(count -> count == 0);
    return counts;
  }

  /**
   * {@return the models that have another name in the price table, sorted by their recorded one}
   */
  public List<PricedModel> pricedModels() {
    return List.copyOf(pricedModels);
  }
}
