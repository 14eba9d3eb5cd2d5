package io.tokentally.aggregation;

import static io.tokentally.aggregation.PriceDocument.BEGINNING_OF_TIME;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import io.tokentally.aggregation.price.PriceColumns;
import io.tokentally.json.JsonText;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes price files of our own. What a reader takes where nothing is written is not written. */
final class PriceDocumentWriter {

  private PriceDocumentWriter() {}

  /** {@return the file of some rows, a line each} Rows of levels that never apply are left out. */
  static String text(List<PriceRow> all) {
    List<PriceRow> rows =
        all.stream()
            .filter(
                row -> row.isDefaultLevel() || row.pricingLevel().equals(PriceRow.PROJECT_LEVEL))
            .toList();
    String source = commonSource(rows);
    List<String> members = new ArrayList<>();
    if (source != null) {
      members.add(member(PriceDocument.SOURCE.name(), JsonText.of(source)));
    }
    String lines =
        rows.stream()
            .map(row -> JsonText.of(price(row, source)))
            .collect(joining(",\n", rows.isEmpty() ? "[" : "[\n", "]"));
    members.add(member(PriceColumns.PRICES, lines));
    return "{" + String.join(",\n", members) + "}\n";
  }

  private static String member(String name, String json) {
    return JsonText.of(name) + ":" + json;
  }

  /** {@return the source that most rows have; null if any has none} */
  private static @Nullable String commonSource(List<PriceRow> rows) {
    if (rows.isEmpty() || rows.stream().anyMatch(row -> row.source() == null)) {
      return null;
    }
    Map<String, Long> counts =
        rows.stream()
            .collect(groupingBy(row -> String.valueOf(row.source()), TreeMap::new, counting()));
    return counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
  }

  private static Object price(PriceRow row, @Nullable String commonSource) {
    Map<String, @Nullable Object> price = new LinkedHashMap<>();
    String project = row.isDefaultLevel() ? null : row.pricingLevelId();
    boolean isDated = !row.effectiveDate().equals(BEGINNING_OF_TIME);
    Instant from = isDated ? row.effectiveDate() : null;
    price.put(PriceDocument.MODEL.name(), row.llmId());
    put(price, PriceDocument.PROVIDER.name(), row.providerId());
    put(price, PriceDocument.PROJECT.name(), project);
    put(price, PriceDocument.FROM.name(), from == null ? null : from.toString());
    String id = PriceDocument.id(row.llmId(), row.providerId(), project, from);
    putUnless(price, PriceDocument.ID.name(), row.id(), id);
    String unit = row.promptTokenCostUnit();
    putUnless(price, PriceDocument.UNIT.name(), unit, PriceColumns.DEFAULT_UNIT);
    putUnless(price, PriceDocument.COMPLETION_UNIT.name(), row.completionTokenCostUnit(), unit);
    putUnless(price, PriceDocument.SOURCE.name(), row.source(), commonSource);
    put(price, PriceDocument.CREATED_BY.name(), row.createdBy());
    Instant createdAt = row.createdAt();
    put(price, PriceDocument.CREATED_AT.name(), createdAt == null ? null : createdAt.toString());
    price.put(PriceDocument.RATES, WrittenRates.written(row));
    List<String> unwritten = new ArrayList<>();
    if (row.cacheReadCostUnwritten()) {
      unwritten.add(WrittenRates.CACHE_READ);
    }
    if (row.cacheCreationCostUnwritten()) {
      unwritten.add(WrittenRates.CACHE_CREATION);
    }
    put(price, PriceDocument.UNWRITTEN, unwritten.isEmpty() ? null : unwritten);
    List<Object> conditions = new ArrayList<>();
    row.variants().forEach(variant -> conditions.add(condition(variant)));
    put(price, PriceDocument.CONDITIONS, conditions.isEmpty() ? null : conditions);
    return price;
  }

  private static Object condition(PriceVariant variant) {
    Map<String, @Nullable Object> condition = new LinkedHashMap<>();
    List<String> ways = List.copyOf(variant.servedAs());
    put(condition, PriceDocument.SERVED_AS, ways.isEmpty() ? null : ways);
    long above = variant.abovePromptTokens();
    put(condition, PriceDocument.ABOVE.name(), above == 0 ? null : above);
    put(condition, PriceDocument.MARGINAL.name(), variant.marginal() ? true : null);
    LocalTime from = variant.hoursFrom();
    LocalTime until = variant.hoursUntil();
    if (from != null && until != null) {
      Map<String, @Nullable Object> hours = new LinkedHashMap<>();
      hours.put(PriceDocument.HOURS_FROM.name(), from.toString());
      hours.put(PriceDocument.HOURS_UNTIL.name(), until.toString());
      put(hours, PriceDocument.ZONE.name(), name(variant.hoursZone()));
      condition.put(PriceDocument.HOURS, hours);
    }
    if (!variant.weekdays().isEmpty()) {
      condition.put(
          PriceDocument.WEEKDAYS,
          variant.weekdays().stream().sorted().map(PriceDocument::name).toList());
    }
    put(condition, PriceDocument.WEEKDAY_ZONE.name(), name(variant.weekdayZone()));
    condition.put(PriceDocument.RATES, WrittenRates.written(variant));
    return condition;
  }

  private static @Nullable String name(ZoneId zone) {
    return zone.equals(ZoneOffset.UTC) ? null : zone.getId();
  }

  private static void putUnless(
      Map<String, @Nullable Object> object,
      String name,
      @Nullable String value,
      @Nullable String unwritten) {
    put(object, name, value == null || value.equals(unwritten) ? null : value);
  }

  private static void put(
      Map<String, @Nullable Object> object, String name, @Nullable Object value) {
    if (value != null) {
      object.put(name, value);
    }
  }
}
