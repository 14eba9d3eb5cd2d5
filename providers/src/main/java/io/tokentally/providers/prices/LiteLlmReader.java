package io.tokentally.providers.prices;

import io.tokentally.aggregation.PriceRow;
import io.tokentally.json.Check;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import io.tokentally.value.JsonValues;
import io.tokentally.value.Timestamps;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * LiteLLM's {@code model_prices_and_context_window.json}: an object of entries by model, with
 * prices per token.
 */
public final class LiteLlmReader {

  /** When the list was made; the one member that is no entry. */
  private static final String LAST_UPDATED = "last_updated";

  private static final String SAMPLE = "sample_spec";
  private static final String PROVIDER = "litellm_provider";

  private final String name;
  private final ReadingErrors readingFaults;
  private final ImportLog log = new ImportLog();
  private final LiteLlmMatcher.Builder matcher = new LiteLlmMatcher.Builder();

  private LiteLlmReader(String name, ErrorCollector faults) {
    this.name = name;
    this.readingFaults = new ReadingErrors(faults, loc -> Math.min(1, loc.size()));
  }

  /**
   * {@return what the document holds}
   *
   * @param name the name of the list
   * @param faults what was wrong with the JSON; what is wrong with its shape is added and rejected
   */
  public static ImportedList read(String name, @Nullable Object document, ErrorCollector faults) {
    if (!(document instanceof Map<?, ?> members)) {
      Check.wrongType("an object of prices by model", document, Loc.ROOT, faults);
      throw faults.refusal();
    }
    return new LiteLlmReader(name, faults).read(members);
  }

  private ImportedList read(Map<?, ?> members) {
    members.forEach((key, value) -> member((String) key, value));
    int entries = members.size() - (members.containsKey(LAST_UPDATED) ? 1 : 0);
    return log.finish(name, asOf(members.get(LAST_UPDATED)), matcher.build(), entries);
  }

  private static @Nullable LocalDate asOf(@Nullable Object lastUpdated) {
    Instant moment = lastUpdated instanceof String text ? Timestamps.parse(text) : null;
    return moment == null ? null : LocalDate.ofInstant(moment, ZoneOffset.UTC);
  }

  private void member(String key, @Nullable Object value) {
    if (key.equals(LAST_UPDATED)) {
      return;
    }
    String reason = key.equals(SAMPLE) ? "explains the format" : readingFaults.of(key);
    String provider = null;
    List<PriceRow> rows = new ArrayList<>();
    if (value instanceof Map<?, ?> members) {
      provider = members.get(PROVIDER) instanceof String text ? text : null;
      reason = reason == null ? entry(key, provider, members, rows) : reason;
    } else if (reason == null) {
      reason = "expected an object, found " + JsonValues.describe(value);
    }
    if (reason != null) {
      log.skip(key, reason);
    }
    matcher.add(key, provider, reason, rows);
  }

  /** Loads an entry into rows, or reports why it cannot be loaded. */
  private @Nullable String entry(
      String key, @Nullable String provider, Map<?, ?> members, List<PriceRow> rows) {
    ErrorCollector faults = new ErrorCollector();
    Check.nullable(Check.TEXT).check(members.get(PROVIDER), Loc.ROOT.key(PROVIDER), faults);
    LiteLlmEntry entry = LiteLlmEntry.read(members, faults);
    if (!faults.isEmpty()) {
      return ReadingErrors.inWords(faults);
    }
    String reason = entry.unpriced();
    if (reason == null) {
      PriceRow.Builder row =
          PriceRow.builder()
              .id(name + "/" + key)
              .llmId(key)
              .providerId(provider)
              .effectiveDate(ListChecks.BEGINNING_OF_TIME);
      entry.writeTo(row);
      row.source(members.get("source") instanceof String text ? text : name);
      PriceRow built = row.build();
      reason = ListChecks.impossibleRates(List.of(built));
      if (reason == null) {
        rows.add(built);
        log.load(key, rows, entry.leftOut());
      }
    }
    return reason;
  }
}
