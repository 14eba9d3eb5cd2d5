package io.tokentally.aggregation.usage;

import io.tokentally.aggregation.Anomaly;
import io.tokentally.aggregation.TokenOverflowException;
import io.tokentally.aggregation.UnrecognisedUsage;
import io.tokentally.aggregation.UsageNote;
import io.tokentally.value.Texts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is odd about the calls of one report. Not thread-safe. */
public final class Findings {

  private static final Comparator<@Nullable String> BY_TEXT = Comparator.nullsFirst(Texts::compare);

  private record Overflow(String callId, String model) {}

  private final List<Anomaly> anomalies = new ArrayList<>();
  private final List<UsageNote> notes = new ArrayList<>();
  private final List<UnrecognisedUsage> unrecognised = new ArrayList<>();
  private final List<Overflow> overflows = new ArrayList<>();

  public void add(Anomaly anomaly) {
    anomalies.add(anomaly);
  }

  public void add(UsageNote note) {
    notes.add(note);
  }

  void add(UnrecognisedUsage entry) {
    unrecognised.add(entry);
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

  /** {@return the anomalies in an order that does not depend on that of the calls} */
  public List<Anomaly> anomalies() {
    anomalies.sort(
        Comparator.comparing(Anomaly::kind)
            .thenComparing(anomaly -> String.join("\0", anomaly.callIds()), BY_TEXT)
            .thenComparing(Anomaly::model, BY_TEXT)
            .thenComparing(Anomaly::field, BY_TEXT));
    return List.copyOf(anomalies);
  }

  /** {@return the notes in an order that does not depend on that of the calls} */
  public List<UsageNote> notes() {
    notes.sort(
        Comparator.comparing(UsageNote::kind)
            .thenComparing(UsageNote::callId, BY_TEXT)
            .thenComparing(UsageNote::model, BY_TEXT)
            .thenComparing(UsageNote::field, BY_TEXT));
    return List.copyOf(notes);
  }

  /** {@return the unrecognised entries in an order that does not depend on that of the calls} */
  public List<UnrecognisedUsage> unrecognised() {
    unrecognised.sort(
        Comparator.comparing(UnrecognisedUsage::callId, BY_TEXT)
            .thenComparing(UnrecognisedUsage::model, BY_TEXT));
    return List.copyOf(unrecognised);
  }
}
