package io.tokentally.providers.prices;

import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.PriceVariant;
import io.tokentally.aggregation.TokenRates;
import io.tokentally.json.JsonText;
import io.tokentally.providers.prices.BundledReader.Origin;
import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes the file of bundled prices, a line for each row, so that changes can be read. */
final class BundledWriter {

  private BundledWriter() {}

  /**
   * A row and the lists that say it.
   *
   * @param of the numbers of the lists, the one that it is taken from first
   */
  record Said(PriceRow row, List<Integer> of) {}

  /** A name without a price, and why. */
  record Left(String model, @Nullable String provider, String reason) {}

  static String text(List<Origin> lists, List<Said> rows, List<Left> skipped) {
    List<String> origins = new ArrayList<>();
    for (Origin list : lists) {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("name", list.name());
      members.put("url", list.url());
      members.put("as_of", list.asOf().toString());
      members.put("licence", list.licence());
      origins.add(JsonText.of(members));
    }
    List<String> lines = new ArrayList<>();
    rows.forEach(said -> lines.add(JsonText.of(row(said, lists))));
    List<String> left = new ArrayList<>();
    for (Left each : skipped) {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("model", each.model());
      put(members, "provider", each.provider());
      members.put("reason", each.reason());
      left.add(JsonText.of(members));
    }
    return "{\"made_of\":[\n"
        + String.join(",\n", origins)
        + "\n],\"rows\":[\n"
        + String.join(",\n", lines)
        + "\n],\"skipped\":[\n"
        + String.join(",\n", left)
        + "\n]}\n";
  }

  private static Map<String, Object> row(Said said, List<Origin> lists) {
    PriceRow row = said.row();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("model", row.llmId());
    put(members, "provider", row.providerId());
    members.put("of", said.of().stream().map(Integer::longValue).toList());
    String list = lists.get(said.of().get(0)).name();
    put(members, "source", list.equals(row.source()) ? null : row.source());
    if (!row.effectiveDate().equals(ListChecks.BEGINNING_OF_TIME)) {
      members.put("from", row.effectiveDate().atOffset(ZoneOffset.UTC).toLocalDate().toString());
    }
    putRates(members, row);
    if (!row.variants().isEmpty()) {
      members.put("when", row.variants().stream().map(BundledWriter::variant).toList());
    }
    return members;
  }

  private static Map<String, Object> variant(PriceVariant variant) {
    Map<String, Object> members = new LinkedHashMap<>();
    if (variant.abovePromptTokens() > 0) {
      members.put("above", variant.abovePromptTokens());
    }
    if (variant.marginal()) {
      members.put("marginal", true);
    }
    put(members, "from_hour", variant.hoursFrom() == null ? null : "" + variant.hoursFrom());
    put(members, "until_hour", variant.hoursUntil() == null ? null : "" + variant.hoursUntil());
    if (!variant.hoursZone().equals(ZoneOffset.UTC)) {
      members.put("zone", variant.hoursZone().getId());
    }
    putTexts(members, "weekdays", variant.weekdays().stream().sorted().map(Enum::name).toList());
    if (!variant.weekdayZone().equals(ZoneOffset.UTC)) {
      members.put("weekday_zone", variant.weekdayZone().getId());
    }
    putTexts(members, "served_as", variant.servedAs());
    putRates(members, variant);
    return members;
  }

  private static void putRates(Map<String, Object> members, TokenRates rates) {
    put(members, "prompt", million(rates.promptTokenCost()));
    put(members, "completion", million(rates.completionTokenCost()));
    put(members, "cache_read", million(rates.cacheReadInputTokenCost()));
    put(members, "cache_write", million(rates.cacheCreationInputTokenCost()));
    put(members, "cache_write_1h", million(rates.cacheCreation1hInputTokenCost()));
    Map<String, Object> others = new LinkedHashMap<>();
    new TreeMap<>(rates.otherRates())
        .forEach((kind, rate) -> others.put(kind, kind.endsWith("_tokens") ? million(rate) : rate));
    put(members, "other", others.isEmpty() ? null : others);
    putTexts(members, "without_rate", rates.withoutRate());
  }

  private static void putTexts(Map<String, Object> members, String name, Collection<String> texts) {
    put(members, name, texts.isEmpty() ? null : List.copyOf(texts));
  }

  private static @Nullable BigDecimal million(@Nullable BigDecimal rate) {
    return rate == null ? null : Numbers.plain(rate.movePointRight(6));
  }

  private static void put(Map<String, Object> members, String name, @Nullable Object value) {
    if (value != null) {
      members.put(name, value);
    }
  }
}
