package io.tokentally.providers.prices;

import static java.util.Objects.requireNonNull;

import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.PriceVariant;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonReader;
import io.tokentally.json.Loc;
import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file of bundled prices: the lists that it is made of, a row for each model and date, and the
 * names that have no price here, each with the reason. Rates of tokens are USD per million, others
 * USD each. docs/bundled-prices.md describes the members; the program that makes the file writes
 * them.
 */
public final class BundledReader {
  public static final String NAME = "bundled";

  private static final String TOKENS = "_tokens";
  private static final int MILLION = 6;

  private BundledReader() {}

  /**
   * A list that the prices are from.
   *
   * @param asOf the day of its prices
   */
  public record Origin(String name, String url, LocalDate asOf, String licence) {
    /** {@return the name and the day} */
    @Override
    public String toString() {
      return name + " " + asOf;
    }
  }

  /**
   * What the file holds.
   *
   * @param list the prices
   * @param origins the lists that say the price of each model, the first of them is its own
   */
  public record Bundle(ImportedList list, Map<String, List<Origin>> origins) {}

  /**
   * {@return what the text holds}
   *
   * @throws io.tokentally.ValidationException if it is no JSON
   */
  public static Bundle read(String text) {
    ErrorCollector faults = new ErrorCollector();
    Map<?, ?> document = object(JsonReader.read(text, Loc.ROOT, faults));
    faults.throwIfAny();
    List<Origin> lists = new ArrayList<>();
    list(document.get("made_of")).forEach(each -> lists.add(origin(object(each))));
    ImportLog log = new ImportLog();
    LiteLlmMatcher.Builder matcher = new LiteLlmMatcher.Builder();
    Map<String, List<PriceRow>> byModel = new LinkedHashMap<>();
    Map<String, List<Origin>> origins = new LinkedHashMap<>();
    for (Object each : list(document.get("rows"))) {
      Map<?, ?> members = object(each);
      List<Origin> of =
          list(members.get("of")).stream().map(at -> lists.get(((Number) at).intValue())).toList();
      PriceRow row = row(members, of.get(0));
      byModel.computeIfAbsent(row.llmId(), model -> new ArrayList<>(1)).add(row);
      origins.put(row.llmId(), of);
    }
    byModel.forEach(
        (model, rows) -> {
          log.load(model, rows, List.of());
          matcher.add(model, rows.get(0).providerId(), null, rows);
        });
    for (Object each : list(document.get("skipped"))) {
      Map<?, ?> members = object(each);
      String model = text(members, "model");
      String reason = text(members, "reason");
      log.skip(model, reason);
      matcher.add(model, (String) members.get("provider"), reason, List.of());
    }
    LocalDate oldest = lists.stream().map(Origin::asOf).min(LocalDate::compareTo).orElseThrow();
    int entries = byModel.size() + list(document.get("skipped")).size();
    return new Bundle(log.finish(NAME, oldest, matcher.build(), entries), origins);
  }

  private static Origin origin(Map<?, ?> members) {
    return new Origin(
        text(members, "name"),
        text(members, "url"),
        LocalDate.parse(text(members, "as_of")),
        text(members, "licence"));
  }

  private static PriceRow row(Map<?, ?> members, Origin origin) {
    String model = text(members, "model");
    String from = (String) members.get("from");
    Instant date =
        from == null
            ? ListChecks.BEGINNING_OF_TIME
            : LocalDate.parse(from).atStartOfDay(ZoneOffset.UTC).toInstant();
    String source = (String) members.get("source");
    PriceRow.Builder row =
        PriceRow.builder()
            .id(NAME + "/" + model + (from == null ? "" : "@" + from))
            .llmId(model)
            .providerId((String) members.get("provider"))
            .effectiveDate(date)
            .source(source == null ? origin.name() : source)
            .promptTokenCost(requireNonNull(million(members, "prompt")))
            .completionTokenCost(requireNonNull(million(members, "completion")))
            .cacheReadInputTokenCost(million(members, "cache_read"))
            .cacheCreationInputTokenCost(million(members, "cache_write"))
            .cacheCreation1hInputTokenCost(million(members, "cache_write_1h"))
            .putAllOtherRates(others(members))
            .addAllWithoutRate(texts(members, "without_rate"));
    for (Object each : list(members.get("when"))) {
      row.addVariants(variant(object(each)));
    }
    return row.build();
  }

  private static PriceVariant variant(Map<?, ?> members) {
    PriceVariant.Builder variant =
        PriceVariant.builder()
            .hoursFrom(time(members, "from_hour"))
            .hoursUntil(time(members, "until_hour"))
            .addAllServedAs(texts(members, "served_as"))
            .promptTokenCost(requireNonNull(million(members, "prompt")))
            .completionTokenCost(requireNonNull(million(members, "completion")))
            .cacheReadInputTokenCost(million(members, "cache_read"))
            .cacheCreationInputTokenCost(million(members, "cache_write"))
            .cacheCreation1hInputTokenCost(million(members, "cache_write_1h"))
            .putAllOtherRates(others(members))
            .addAllWithoutRate(texts(members, "without_rate"));
    if (members.get("above") instanceof Number above) {
      variant.abovePromptTokens(above.longValue());
    }
    if (members.containsKey("marginal")) {
      variant.marginal(true);
    }
    if (members.get("zone") instanceof String zone) {
      variant.hoursZone(ZoneId.of(zone));
    }
    if (members.get("weekday_zone") instanceof String zone) {
      variant.weekdayZone(ZoneId.of(zone));
    }
    texts(members, "weekdays").forEach(day -> variant.addWeekdays(DayOfWeek.valueOf(day)));
    return variant.build();
  }

  private static Map<String, BigDecimal> others(Map<?, ?> members) {
    Map<String, BigDecimal> others = new LinkedHashMap<>();
    if (members.get("other") instanceof Map<?, ?> rates) {
      rates.forEach(
          (kind, rate) -> {
            BigDecimal each = Numbers.plain(Numbers.decimal((Number) requireNonNull(rate)));
            boolean isTokens = ((String) kind).endsWith(TOKENS);
            others.put((String) kind, isTokens ? each.movePointLeft(MILLION) : each);
          });
    }
    return others;
  }

  private static @Nullable BigDecimal million(Map<?, ?> members, String name) {
    return members.get(name) instanceof Number rate
        ? Numbers.plain(Numbers.decimal(rate)).movePointLeft(MILLION)
        : null;
  }

  private static @Nullable LocalTime time(Map<?, ?> members, String name) {
    return members.get(name) instanceof String text ? LocalTime.parse(text) : null;
  }

  private static Set<String> texts(Map<?, ?> members, String name) {
    Set<String> texts = new LinkedHashSet<>();
    list(members.get(name)).forEach(each -> texts.add((String) each));
    return texts;
  }

  private static String text(Map<?, ?> members, String name) {
    return (String) requireNonNull(members.get(name), name);
  }

  private static Map<?, ?> object(@Nullable Object value) {
    return (Map<?, ?>) requireNonNull(value);
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }
}
