package io.tokentally.providers.prices;

import io.tokentally.ValidationError.Type;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.price.Rates;
import io.tokentally.json.Check;
import io.tokentally.json.Column;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import io.tokentally.json.ValueType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The Weave service's {@code cost_checkpoint.json}, its default prices: an object of lists by
 * model, one price per date. A model of which one price is wrong is skipped as a whole: without it
 * an older price would seem to be in effect.
 */
public final class WeaveCostsReader {

  public static final String NAME = "Weave";

  /** What tells the list from others. */
  public static final List<String> RATES = List.of("input", "output");

  private static final ValueType<BigDecimal> RATE = ValueType.DECIMAL.and(Rates::check);

  private static final Column<String> PROVIDER = Column.required("provider", ValueType.TEXT);
  private static final Column<BigDecimal> INPUT = Column.required(RATES.get(0), RATE);
  private static final Column<BigDecimal> OUTPUT = Column.required(RATES.get(1), RATE);
  private static final Column<BigDecimal> CACHE_READ = Column.nullable("cache_read_input", RATE);
  private static final Column<BigDecimal> CACHE_CREATION =
      Column.nullable("cache_creation_input", RATE);
  private static final Column<Instant> DATE = Column.required("created_at", ValueType.DATE);

  private static final Set<String> KNOWN =
      Stream.of(PROVIDER, INPUT, OUTPUT, CACHE_READ, CACHE_CREATION, DATE)
          .map(Column::name)
          .collect(Collectors.toSet());

  private static final Check PRICES =
      Check.listOf(
          Check.openObject()
              .column(PROVIDER)
              .column(INPUT)
              .column(OUTPUT)
              .column(CACHE_READ)
              .column(CACHE_CREATION)
              .column(DATE));

  private final ReadingErrors readingFaults;
  private final ImportLog log = new ImportLog();
  private final LiteLlmMatcher.Builder matcher = new LiteLlmMatcher.Builder();

  private WeaveCostsReader(ErrorCollector faults) {
    this.readingFaults = new ReadingErrors(faults, loc -> Math.min(1, loc.size()));
  }

  /**
   * {@return what the document holds} Its names of models and providers are LiteLLM's, which it is
   * made from.
   *
   * @param faults what was wrong with the JSON; what is wrong with its shape is added and rejected
   */
  public static ImportedList read(@Nullable Object document, ErrorCollector faults) {
    if (!(document instanceof Map<?, ?> members)) {
      Check.wrongType("an object of prices by model", document, Loc.ROOT, faults);
      throw faults.refusal();
    }
    WeaveCostsReader reader = new WeaveCostsReader(faults);
    members.forEach((model, prices) -> reader.entry((String) model, prices));
    return reader.log.finish(NAME, null, reader.matcher.build(), members.size());
  }

  private void entry(String model, @Nullable Object prices) {
    ErrorCollector faults = new ErrorCollector();
    PRICES.check(prices, Loc.ROOT, faults);
    List<PriceRow> rows = new ArrayList<>();
    String reason = readingFaults.of(model);
    if (reason == null && faults.isEmpty() && prices instanceof List<?> list) {
      list.forEach(price -> rows.add(row(model, (Map<?, ?>) Objects.requireNonNull(price))));
      checkTogether(model, rows, faults);
    }
    reason = reason == null ? ReadingErrors.inWords(faults) : reason;
    reason = reason == null ? ListChecks.impossibleRates(rows) : reason;
    if (reason == null) {
      log.load(model, rows, leftOut((List<?>) Objects.requireNonNull(prices)));
    } else {
      log.skip(model, reason);
    }
    matcher.add(model, rows.isEmpty() ? null : rows.get(0).providerId(), reason, rows);
  }

  private static void checkTogether(String model, List<PriceRow> rows, ErrorCollector faults) {
    if (rows.isEmpty()) {
      faults.add(Loc.ROOT, Type.VALUE, "expected a price, found none");
    } else if (rows.stream().allMatch(WeaveCostsReader::isFree) && !ModelNames.isFreeOffer(model)) {
      String msg =
          "all rates are 0: free, or without a price per token, which the list does not say";
      faults.add(Loc.ROOT, Type.VALUE, msg);
    }
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < rows.size(); i++) {
      if (!ids.add(rows.get(i).id())) {
        faults.add(
            Loc.ROOT.index(i).key(DATE.name()), Type.VALUE, "an earlier price has this date");
      }
      if (!Objects.equals(rows.get(i).providerId(), rows.get(0).providerId())) {
        String msg = "an earlier price is of another provider";
        faults.add(Loc.ROOT.index(i).key(PROVIDER.name()), Type.VALUE, msg);
      }
    }
  }

  private static boolean isFree(PriceRow row) {
    return Stream.of(
            row.promptTokenCost(),
            row.completionTokenCost(),
            row.cacheReadInputTokenCost(),
            row.cacheCreationInputTokenCost())
        .allMatch(rate -> rate == null || rate.signum() == 0);
  }

  /** {@return the row of one price} The list writes a cache rate that nobody knows as 0. */
  private static PriceRow row(String model, Map<?, ?> price) {
    Instant date = Objects.requireNonNull(DATE.read(price));
    BigDecimal cacheRead = CACHE_READ.read(price);
    BigDecimal cacheCreation = CACHE_CREATION.read(price);
    return PriceRow.builder()
        .id(NAME + "/" + model + "/" + date)
        .llmId(model)
        .providerId(PROVIDER.read(price))
        .effectiveDate(date)
        .createdAt(date)
        .promptTokenCost(Objects.requireNonNull(INPUT.read(price)))
        .completionTokenCost(Objects.requireNonNull(OUTPUT.read(price)))
        .cacheReadInputTokenCost(cacheRead)
        .cacheReadCostUnwritten(isZero(cacheRead))
        .cacheCreationInputTokenCost(cacheCreation)
        .cacheCreationCostUnwritten(isZero(cacheCreation))
        .build();
  }

  private static boolean isZero(@Nullable BigDecimal rate) {
    return rate != null && rate.signum() == 0;
  }

  /** {@return the members of the prices that rows have no place for} */
  private static List<String> leftOut(List<?> prices) {
    Set<String> others = new TreeSet<>();
    prices.forEach(
        price -> ((Map<?, ?>) price).keySet().forEach(name -> others.add((String) name)));
    others.removeAll(KNOWN);
    return List.copyOf(others);
  }
}
