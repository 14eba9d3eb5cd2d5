package io.tokentally.aggregation;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.tokentally.ValidationError.Type;
import io.tokentally.aggregation.price.PriceColumns;
import io.tokentally.aggregation.price.Rates;
import io.tokentally.json.Check;
import io.tokentally.json.Column;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import io.tokentally.json.ValueType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A price file of our own: dated prices with every rate and condition, which
 * docs/prices.schema.json describes.
 */
final class PriceDocument {

  /** Before every date that can be written. */
  static final Instant BEGINNING_OF_TIME = Instant.parse("0001-01-01T00:00:00Z");

  static final Column<String> SCHEMA = Column.optional("$schema", ValueType.TEXT);
  static final Column<String> UNIT = Column.optional("unit", ValueType.TEXT);
  static final Column<String> COMPLETION_UNIT = Column.optional("completion_unit", ValueType.TEXT);
  static final Column<String> SOURCE = Column.optional("source", ValueType.TEXT);
  static final Column<String> MODEL = PriceColumns.MODEL;
  static final Column<String> PROVIDER = PriceColumns.PROVIDER;
  static final Column<String> PROJECT = Column.optional("project", ValueType.TEXT);
  static final Column<Instant> FROM = Column.optional("from", ValueType.DATE);
  static final Column<String> ID = Column.optional("id", ValueType.TEXT);
  static final Column<String> CREATED_BY = Column.optional("created_by", ValueType.TEXT);
  static final Column<Instant> CREATED_AT = Column.optional("created_at", ValueType.DATE);
  static final Column<Long> ABOVE = Column.optional("above_prompt_tokens", tokens());
  static final Column<Long> FROM_TOKENS = Column.optional("from_prompt_tokens", tokens());
  static final Column<Boolean> MARGINAL = Column.optional("marginal", ValueType.BOOLEAN);
  static final Column<BigDecimal> MULTIPLIER =
      Column.optional("multiplier", ValueType.DECIMAL.and(Rates::check));
  static final Column<String> HOURS_FROM = Column.required("from", time());
  static final Column<String> HOURS_UNTIL = Column.required("until", time());
  static final Column<String> ZONE = Column.optional("zone", zone());
  static final Column<String> WEEKDAY_ZONE = Column.optional("weekday_zone", zone());

  static final String RATES = "rates";
  static final String CONDITIONS = "conditions";
  static final String HOURS = "hours";
  static final String WEEKDAYS = "weekdays";
  static final String SERVED_AS = "served_as";
  static final String UNWRITTEN = "unwritten";

  private static final Check DAYS =
      Check.listOf(Check.oneOf("mon", "tue", "wed", "thu", "fri", "sat", "sun"));

  private static final Check CONDITION =
      Check.object()
          .column(ABOVE)
          .column(FROM_TOKENS)
          .column(MARGINAL)
          .optional(HOURS, Check.object().column(HOURS_FROM).column(HOURS_UNTIL).column(ZONE))
          .optional(WEEKDAYS, DAYS)
          .column(WEEKDAY_ZONE)
          .optional(SERVED_AS, Check.listOf(Check.TEXT))
          .column(MULTIPLIER)
          .optional(RATES, WrittenRates.CHECK)
          .and(PriceDocument::checkCondition);

  private static final Check PRICE =
      Check.object()
          .column(MODEL)
          .column(PROVIDER)
          .column(PROJECT)
          .column(FROM)
          .column(ID)
          .column(UNIT)
          .column(COMPLETION_UNIT)
          .column(SOURCE)
          .column(CREATED_BY)
          .column(CREATED_AT)
          .required(RATES, WrittenRates.CHECK)
          .optional(
              UNWRITTEN,
              Check.listOf(Check.oneOf(WrittenRates.CACHE_READ, WrittenRates.CACHE_CREATION)))
          .optional(CONDITIONS, Check.listOf(CONDITION));

  private static final Check DOCUMENT =
      Check.object()
          .column(SCHEMA)
          .column(UNIT)
          .column(SOURCE)
          .optional(PriceColumns.LISTS, Check.listOf(PriceColumns.LIST))
          .required(PriceColumns.PRICES, Check.listOf(PRICE))
          .optional(PriceColumns.UNPRICED, Check.listOf(PriceColumns.WITHOUT_PRICE));

  private PriceDocument() {}

  private static ValueType<Long> tokens() {
    return ValueType.INTEGER.and(
        (value, at, faults) -> {
          if (value instanceof Number number && number.longValue() < 1) {
            faults.add(at, Type.VALUE, "expected 1 or more tokens, found " + number);
          }
        });
  }

  private static ValueType<String> time() {
    return ValueType.TEXT.and(
        (value, at, faults) -> check(LocalTime::parse, "a time such as 16:30", value, at, faults));
  }

  private static ValueType<String> zone() {
    return ValueType.TEXT.and(
        (value, at, faults) ->
            check(ZoneId::of, "a time zone such as Asia/Shanghai", value, at, faults));
  }

  /** Reads a string as something of the calendar. */
  private interface Parser {
    Object parse(String text);
  }

  private static void check(
      Parser parser, String expected, @Nullable Object value, Loc at, ErrorCollector faults) {
    try {
      parser.parse(String.valueOf(value));
    } catch (DateTimeException e) {
      Check.wrongType(expected, value, at, faults);
    }
  }

  private static void checkCondition(@Nullable Object value, Loc at, ErrorCollector faults) {
    Map<?, ?> condition = (Map<?, ?>) requireNonNull(value);
    boolean hasTokens =
        condition.containsKey(ABOVE.name()) || condition.containsKey(FROM_TOKENS.name());
    if (condition.containsKey(ABOVE.name()) && condition.containsKey(FROM_TOKENS.name())) {
      faults.add(
          at, Type.VALUE, "expected above_prompt_tokens or from_prompt_tokens, found both of them");
    }
    if (Boolean.TRUE.equals(condition.get(MARGINAL.name())) && !hasTokens) {
      faults.add(at, Type.MISSING, "expected above_prompt_tokens of marginal rates");
    }
    if (!hasTokens
        && !condition.containsKey(HOURS)
        && !condition.containsKey(WEEKDAYS)
        && !condition.containsKey(SERVED_AS)) {
      faults.add(
          at,
          Type.MISSING,
          "expected above_prompt_tokens, from_prompt_tokens, hours, weekdays or served_as");
    }
    if (!condition.containsKey(RATES) && !condition.containsKey(MULTIPLIER.name())) {
      faults.add(at, Type.MISSING, "expected rates or a multiplier");
    }
  }

  /**
   * {@return the rows of a document}
   *
   * @throws io.tokentally.ValidationException if it is something else, with every error
   */
  static List<PriceRow> read(@Nullable Object document) {
    ErrorCollector faults = new ErrorCollector();
    DOCUMENT.check(document, Loc.ROOT, faults);
    faults.throwIfAny();
    Map<?, ?> members = object(document);
    List<PriceRow> rows = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    List<?> prices = (List<?>) requireNonNull(members.get(PriceColumns.PRICES));
    for (int i = 0; i < prices.size(); i++) {
      PriceRow row = row(object(prices.get(i)), members);
      if (!ids.add(row.id())) {
        String msg = "expected one price a model, provider, project and date, found another one";
        faults.add(Loc.ROOT.key(PriceColumns.PRICES).index(i), Type.VALUE, msg);
      }
      rows.add(row);
    }
    faults.throwIfAny();
    return rows;
  }

  private static Map<?, ?> object(@Nullable Object checked) {
    return (Map<?, ?>) requireNonNull(checked);
  }

  private static PriceRow row(Map<?, ?> price, Map<?, ?> document) {
    Instant from = requireNonNullElse(FROM.read(price), BEGINNING_OF_TIME);
    String model = requireNonNull(MODEL.read(price));
    String provider = PROVIDER.read(price);
    String project = PROJECT.read(price);
    String unit = UNIT.read(price);
    String ofAll = requireNonNullElse(UNIT.read(document), PriceColumns.DEFAULT_UNIT);
    String promptUnit = unit == null ? ofAll : unit;
    String source = SOURCE.read(price);
    PriceRow.Builder row = PriceRow.builder();
    row.id(requireNonNullElse(ID.read(price), id(model, provider, project, FROM.read(price))));
    row.llmId(model).providerId(provider).effectiveDate(from);
    row.source(source == null ? SOURCE.read(document) : source);
    row.promptTokenCostUnit(promptUnit);
    row.completionTokenCostUnit(requireNonNullElse(COMPLETION_UNIT.read(price), promptUnit));
    row.createdBy(CREATED_BY.read(price)).createdAt(CREATED_AT.read(price));
    if (project != null) {
      row.pricingLevel(PriceRow.PROJECT_LEVEL).pricingLevelId(project);
    }
    if (price.get(UNWRITTEN) instanceof List<?> unwritten) {
      row.cacheReadCostUnwritten(unwritten.contains(WrittenRates.CACHE_READ));
      row.cacheCreationCostUnwritten(unwritten.contains(WrittenRates.CACHE_CREATION));
    }
    WrittenRates rates = new WrittenRates();
    rates.putAll(object(price.get(RATES)));
    rates.writeTo(row);
    if (price.get(CONDITIONS) instanceof List<?> conditions) {
      conditions.forEach(each -> row.addVariants(variant(object(each), rates)));
    }
    return row.build();
  }

  /** {@return the id of a price that writes none} */
  static String id(
      String model, @Nullable String provider, @Nullable String project, @Nullable Instant from) {
    return (provider == null ? "" : provider + "/")
        + model
        + (project == null ? "" : " of " + project)
        + (from == null ? "" : "@" + from);
  }

  /**
   * {@return the variant of a condition} It has the rates that it writes and no others; with a
   * multiplier those of the row, multiplied, in the place of what it does not write.
   */
  private static PriceVariant variant(Map<?, ?> condition, WrittenRates ofRow) {
    Set<String> ways = new LinkedHashSet<>();
    if (condition.get(SERVED_AS) instanceof List<?> names) {
      names.forEach(name -> ways.add((String) name));
    }
    BigDecimal factor = MULTIPLIER.read(condition);
    WrittenRates rates = new WrittenRates();
    if (factor != null) {
      rates.putAll(ofRow);
      rates.multiply(factor);
    }
    if (condition.get(RATES) instanceof Map<?, ?> own) {
      rates.putAll(own);
    }
    Long above = ABOVE.read(condition);
    Long from = FROM_TOKENS.read(condition);
    PriceVariant.Builder variant = PriceVariant.builder().servedAs(ways);
    // From a number of tokens on is above the number before it.
    variant.abovePromptTokens(above != null ? above : from != null ? from - 1 : 0);
    variant.marginal(Boolean.TRUE.equals(MARGINAL.read(condition)));
    time(condition, variant);
    rates.writeTo(variant);
    return variant.build();
  }

  private static void time(Map<?, ?> condition, PriceVariant.Builder variant) {
    if (condition.get(HOURS) instanceof Map<?, ?> hours) {
      variant.hoursFrom(LocalTime.parse(requireNonNull(HOURS_FROM.read(hours))));
      variant.hoursUntil(LocalTime.parse(requireNonNull(HOURS_UNTIL.read(hours))));
      variant.hoursZone(zone(ZONE.read(hours)));
    }
    if (condition.get(WEEKDAYS) instanceof List<?> names) {
      Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
      for (DayOfWeek day : DayOfWeek.values()) {
        if (names.contains(name(day))) {
          days.add(day);
        }
      }
      variant.weekdays(days);
    }
    variant.weekdayZone(zone(WEEKDAY_ZONE.read(condition)));
  }

  private static ZoneId zone(@Nullable String name) {
    return name == null ? ZoneOffset.UTC : ZoneId.of(name);
  }

  static String name(DayOfWeek day) {
    return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
  }
}
