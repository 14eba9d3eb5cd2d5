package io.tokentally.operations;

import static io.tokentally.operations.Contract.BODY;

import io.tokentally.FieldPath;
import io.tokentally.SortBy;
import io.tokentally.ValidationError.Type;
import io.tokentally.ValidationException;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.price.Rates;
import io.tokentally.aggregation.rules.TallyRules;
import io.tokentally.dsl.UnknownFieldException;
import io.tokentally.json.Faults;
import io.tokentally.json.Loc;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code /cost/create}, {@code /cost/query}, {@code /cost/purge}: docs/semantics.md section 9. */
final class CostOperations {

  private static final String NO_PROVIDER = "default";

  /** The properties of an answer: how each is copied from a row. */
  private static final Map<String, BiConsumer<CostQueryOutput.Builder, PriceRow>> PROPERTIES =
      new LinkedHashMap<>();

  static {
    PROPERTIES.put("id", (to, row) -> to.id(row.id()));
    PROPERTIES.put("llm_id", (to, row) -> to.llmId(row.llmId()));
    PROPERTIES.put("prompt_token_cost", (to, row) -> to.promptTokenCost(row.promptTokenCost()));
    PROPERTIES.put(
        "completion_token_cost", (to, row) -> to.completionTokenCost(row.completionTokenCost()));
    PROPERTIES.put(
        "cache_read_input_token_cost",
        (to, row) -> to.cacheReadInputTokenCost(row.cacheReadInputTokenCost()));
    PROPERTIES.put(
        "cache_creation_input_token_cost",
        (to, row) -> to.cacheCreationInputTokenCost(row.cacheCreationInputTokenCost()));
    PROPERTIES.put(
        "prompt_token_cost_unit", (to, row) -> to.promptTokenCostUnit(row.promptTokenCostUnit()));
    PROPERTIES.put(
        "completion_token_cost_unit",
        (to, row) -> to.completionTokenCostUnit(row.completionTokenCostUnit()));
    PROPERTIES.put("effective_date", (to, row) -> to.effectiveDate(row.effectiveDate()));
    PROPERTIES.put("provider_id", (to, row) -> to.providerId(row.providerId()));
  }

  private static final String COUNT = "count(*)";

  private final PriceStore prices;
  private final Clock clock;
  private final Supplier<String> ids;
  private final Settings settings;
  private final OperationRules rules;

  CostOperations(PriceStore prices, Clock clock, Supplier<String> ids, Settings settings) {
    this.prices = prices;
    this.clock = clock;
    this.ids = ids;
    this.settings = settings;
    this.rules = settings.rules();
  }

  CostCreateRes create(CostCreateReq request) {
    Instant now = clock.instant();
    Faults faults = new Faults();
    if (rules.requiresUser() && request.wbUserId() == null) {
      faults.add(BODY.key("wb_user_id"), Type.MISSING, "required, but not there");
    }
    List<PriceRow> rows = new ArrayList<>();
    request
        .costs()
        .forEach(
            (model, input) -> {
              Loc at = BODY.key("costs").key(model);
              try {
                PriceRow row = row(request, model, input, now);
                if (!TallyRules.of(settings.dialect()).keepsNegativeAmounts()) {
                  Rates.checkSigns(row, at, faults);
                }
                rows.add(row);
              } catch (ValidationException e) {
                faults.addAll(e, at);
              }
            });
    faults.throwIfAny();
    prices.add(rows);
    List<CreatedCost> created = new ArrayList<>();
    rows.forEach(row -> created.add(new CreatedCost(row.id(), row.llmId())));
    return CostCreateRes.builder().ids(created).build();
  }

  private PriceRow row(CostCreateReq request, String model, CostCreateInput input, Instant now) {
    String provider = input.providerId();
    return PriceRow.builder()
        .id(ids.get())
        .pricingLevel(PriceRow.PROJECT_LEVEL)
        .pricingLevelId(request.projectId())
        .providerId(provider == null || provider.isEmpty() ? NO_PROVIDER : provider)
        .llmId(model)
        .effectiveDate(input.effectiveDate() == null ? now : input.effectiveDate())
        .promptTokenCost(input.promptTokenCost())
        .completionTokenCost(input.completionTokenCost())
        .cacheReadInputTokenCost(orZero(input.cacheReadInputTokenCost()))
        .cacheReadCostUnwritten(input.cacheReadInputTokenCost() == null)
        .cacheCreationInputTokenCost(orZero(input.cacheCreationInputTokenCost()))
        .cacheCreationCostUnwritten(input.cacheCreationInputTokenCost() == null)
        .promptTokenCostUnit(orUsd(input.promptTokenCostUnit()))
        .completionTokenCostUnit(orUsd(input.completionTokenCostUnit()))
        .createdBy(request.wbUserId())
        .createdAt(now)
        .build();
  }

  private static BigDecimal orZero(@Nullable BigDecimal rate) {
    return rate == null ? BigDecimal.ZERO : rate;
  }

  private static String orUsd(@Nullable String unit) {
    return unit == null ? "USD" : unit;
  }

  CostQueryRes query(CostQueryReq request) {
    Faults faults = new Faults();
    List<String> fields = fields(request, faults);
    Predicate<PriceRow> condition =
        Conditions.of(request.query(), PriceRow.fields(), settings.dialect(), BODY, faults);
    List<SortBy> sortBy = request.sortBy() == null ? List.of() : request.sortBy();
    Sorting<PriceRow> sorting = Sorting.ofPrices(sortBy, rules, BODY.key("sort_by"), faults);
    Paging paging = Paging.of(request.limit(), request.offset(), BODY, faults);
    faults.throwIfAny();
    boolean everywhere = rules.queriesAllProjects() && request.query() != null;
    List<PriceRow> rows = everywhere ? rows(condition) : rows(request.projectId(), condition);
    List<PriceRow> page = paging.cut(sorting.sort(rows));
    if (fields.contains(COUNT)) {
      return CostQueryRes.builder().addResults(CostQueryOutput.builder().build()).build();
    }
    CostQueryRes.Builder answer = CostQueryRes.builder();
    page.forEach(row -> answer.addResults(output(row, fields)));
    return answer.build();
  }

  private List<String> fields(CostQueryReq request, Faults faults) {
    List<String> asked = request.fields();
    if (asked == null || asked.isEmpty()) {
      return List.copyOf(PROPERTIES.keySet());
    }
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      boolean count = rules.acceptsUnansweredFields() && COUNT.equalsIgnoreCase(asked.get(i));
      fields.add(count ? COUNT : asked.get(i));
      if (!count && !isField(asked.get(i))) {
        String known = String.join(", ", PROPERTIES.keySet());
        Loc at = BODY.key("fields").index(i);
        faults.add(at, Type.UNKNOWN_FIELD, "expected one of " + known);
      }
    }
    return fields;
  }

  private boolean isField(String name) {
    return PROPERTIES.containsKey(name) || (rules.acceptsUnansweredFields() && isColumn(name));
  }

  private static boolean isColumn(String name) {
    try {
      PriceRow.fields().resolve(FieldPath.parse(name));
      return true;
    } catch (UnknownFieldException e) {
      return false;
    }
  }

  private static CostQueryOutput output(PriceRow row, List<String> fields) {
    CostQueryOutput.Builder output = CostQueryOutput.builder();
    PROPERTIES.forEach(
        (name, copy) -> {
          if (fields.contains(name)) {
            copy.accept(output, row);
          }
        });
    return output.build();
  }

  CostPurgeRes purge(CostPurgeReq request) {
    Faults faults = new Faults();
    if (settings.idOnlyPurge() || rules.purgesByIdAlone()) {
      IdOnlyPurge.check(request.query(), BODY.key("query"), faults);
    }
    Predicate<PriceRow> condition =
        Conditions.of(request.query(), PriceRow.fields(), settings.dialect(), BODY, faults);
    faults.throwIfAny();
    List<PriceRow> rows = rows(request.projectId(), condition);
    prices.remove(rows.stream().map(PriceRow::id).toList());
    return new CostPurgeRes();
  }

  /** {@return the rows of a project, at its own level, that meet a condition} */
  private List<PriceRow> rows(String projectId, Predicate<PriceRow> condition) {
    Predicate<PriceRow> ofProject = row -> row.pricingLevelId().equals(projectId);
    return rows(ofProject.and(condition));
  }

  /** {@return the rows of all projects, at their own level, that meet a condition} */
  private List<PriceRow> rows(Predicate<PriceRow> condition) {
    return prices.rows().stream()
        .filter(row -> row.pricingLevel().equals(PriceRow.PROJECT_LEVEL))
        .filter(condition)
        .toList();
  }
}
