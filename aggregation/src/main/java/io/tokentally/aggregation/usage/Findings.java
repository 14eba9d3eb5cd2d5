package io.tokentally.aggregation.usage;

import io.tokentally.aggregation.Anomaly;
import io.tokentally.aggregation.PricedModel;
import io.tokentally.aggregation.TokenOverflowException;
import io.tokentally.aggregation.UnpricedKind;
import io.tokentally.aggregation.UnrecognisedUsage;
import io.tokentally.aggregation.UsageNote;
import io.tokentally.value.Texts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what is odd about the calls of one report. Not thread-safe. */
public final class Findings {

  private static final Comparator<@Nullable String> BY_TEXT = Comparator.nullsFirst(Texts::compare);

  private record Overflow(String callId, String model) {}

  private final Sorted<Anomaly> anomalies =
      new Sorted<>(
          Comparator.comparing(Anomaly::kind)
              .thenComparing(anomaly -> String.join("\0", anomaly.callIds()), BY_TEXT)
              .thenComparing(Anomaly::model, BY_TEXT)
              .thenComparing(Anomaly::field, BY_TEXT));

  private final Sorted<UsageNote> notes =
      new Sorted<>(
          Comparator.comparing(UsageNote::kind)
              .thenComparing(UsageNote::callId, BY_TEXT)
              .thenComparing(UsageNote::model, BY_TEXT)
              .thenComparing(UsageNote::field, BY_TEXT));

  private final Sorted<UnrecognisedUsage> unrecognised =
      new Sorted<>(
          Comparator.comparing(UnrecognisedUsage::callId, BY_TEXT)
              .thenComparing(UnrecognisedUsage::model, BY_TEXT));

  private final Sorted<UnpricedKind> unpricedKinds =
      new Sorted<>(
          Comparator.comparing(UnpricedKind::callId, BY_TEXT)
              .thenComparing(UnpricedKind::model, BY_TEXT)
              .thenComparing(UnpricedKind::kind, BY_TEXT)
              .thenComparingLong(UnpricedKind::count));

  private final Set<PricedModel> pricedModels = new LinkedHashSet<>();
  private final List<Overflow> overflows = new ArrayList<>();

  /** Takes over what others have found. */
  public void addAll(Findings others) {
    anomalies.addAll(others.anomalies);
    notes.addAll(others.notes);
    unrecognised.addAll(others.unrecognised);
    unpricedKinds.addAll(others.unpricedKinds);
    pricedModels.addAll(others.pricedModels);
    overflows.addAll(others.overflows);
  }

  public void add(Anomaly anomaly) {
    anomalies.add(anomaly);
  }

  public void add(UsageNote note) {
    notes.add(note);
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
    overflows.add(new Overflow(callId, model));
  }

  /** Refuses the calls if an entry is beyond 64 bits: the smallest call id, then model. */
  public void throwIfOverflow() {
    overflows.stream()
        .min(
            Comparator.comparing(Overflow::callId, BY_TEXT).thenComparing(Overflow::model, BY_TEXT))
        .ifPresent(
            first -> {
              throw new TokenOverflowException(first.model, first.callId);
            });
  }

  // All are in an order that does not depend on that of the calls.

  /** {@return the anomalies} */
  public List<Anomaly> anomalies() {
    return anomalies.list();
  }

  /** {@return the notes} */
  public List<UsageNote> notes() {
    return notes.list();
  }

  /** {@return the unrecognised entries} */
  public List<UnrecognisedUsage> unrecognised() {
    return unrecognised.list();
  }

  /** {@return the kinds without a rate} */
  public List<UnpricedKind> unpricedKinds() {
    return unpricedKinds.list();
  }

  /**
   * {@return the models that have another name in the price table, sorted by their recorded one}
   */
  public List<PricedModel> pricedModels() {
    return pricedModels.stream()
        .sorted(
            Comparator.comparing(PricedModel::model, BY_TEXT)
                .thenComparing(PricedModel::provider, BY_TEXT)
                .thenComparing(priced -> priced.match().llmId(), BY_TEXT)
                .thenComparing(priced -> priced.match().providerId(), BY_TEXT))
        .toList();
  }
}
