package io.tokentally.report.text;

import io.tokentally.LLMAggregatedUsage;
import io.tokentally.aggregation.Anomaly;
import io.tokentally.aggregation.ImpossibleRate;
import io.tokentally.aggregation.ScopeDecision;
import io.tokentally.aggregation.UnpricedKind;
import io.tokentally.aggregation.UnrecognisedUsage;
import io.tokentally.aggregation.UsageNote;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Findings of one kind.
 *
 * @param title what they have in common, in few words
 * @param explanation what that means
 * @param items the findings, each in few words
 */
public record FindingGroup(String title, String explanation, List<String> items) {

  public static List<FindingGroup> ofAnomalies(List<Anomaly> anomalies) {
    return group(
        anomalies,
        anomaly -> title(anomaly.kind(), anomaly.reason(), anomaly.model()),
        Explanations::of,
        anomaly ->
            String.join(", ", anomaly.callIds()) + details(anomaly.field(), anomaly.value()));
  }

  public static List<FindingGroup> ofDecisions(List<ScopeDecision> decisions) {
    return group(
        decisions,
        decision -> title(decision.kind(), decision.reason()),
        Explanations::of,
        decision ->
            decision.callId()
                + " (own "
                + tokens(decision.own())
                + ", below "
                + tokens(decision.below())
                + ")");
  }

  private static String tokens(LLMAggregatedUsage usage) {
    return Words.number(usage.promptTokens()) + " + " + Words.number(usage.completionTokens());
  }

  public static List<FindingGroup> ofNotes(List<UsageNote> notes) {
    return group(
        notes,
        note -> title(note.kind(), note.model(), note.field()),
        note -> Explanations.of(note.kind()),
        note -> note.callId() + details(null, note.value()));
  }

  public static List<FindingGroup> ofUnrecognised(List<UnrecognisedUsage> entries) {
    return group(
        entries,
        entry -> "fields " + String.join(", ", entry.fields()),
        entry -> "usage with none of the known names; it did not count",
        entry -> entry.callId() + " (" + entry.model() + ")");
  }

  public static List<FindingGroup> ofKinds(List<UnpricedKind> kinds) {
    return group(
        kinds,
        kind -> title(kind.kind(), kind.model()),
        kind -> "the price has no rate for this; the cost of these calls is not known",
        kind -> kind.callId() + " (" + Words.number(kind.count()) + ")");
  }

  public static List<FindingGroup> ofRates(List<ImpossibleRate> rates) {
    return group(
        rates,
        rate -> title(rate.rate(), rate.model()),
        rate -> "nobody charges this for one token; was it meant for a million? It was used",
        rate -> rate.row().id() + ": " + rate.amount().toPlainString() + " per token");
  }

  /** {@return how many findings there are in all} */
  public static int count(List<FindingGroup> groups) {
    return groups.stream().mapToInt(group -> group.items().size()).sum();
  }

  private static <T> List<FindingGroup> group(
      List<T> findings,
      Function<T, String> title,
      Function<T, String> explanation,
      Function<T, String> item) {
    Map<String, FindingGroup> groups = new LinkedHashMap<>();
    for (T finding : findings) {
      groups
          .computeIfAbsent(
              Words.clean(title.apply(finding)),
              name -> new FindingGroup(name, explanation.apply(finding), new ArrayList<>()))
          .items()
          .add(Words.clean(item.apply(finding)));
    }
    return List.copyOf(groups.values());
  }

  private static String title(@Nullable Object... parts) {
    return Stream.of(parts)
        .filter(Objects::nonNull)
        .map(Object::toString)
        .collect(Collectors.joining(", "));
  }

  private static String details(@Nullable String field, @Nullable String value) {
    String details = title(field, value);
    return details.isEmpty() ? "" : " (" + details + ")";
  }
}
