package io.tokentally.operations;

import static io.tokentally.aggregation.price.PriceColumns.DEFAULT_UNIT;
import static io.tokentally.operations.Contract.BODY;
import static java.math.BigDecimal.ZERO;
import static java.util.Objects.requireNonNullElse;

import io.tokentally.FieldPath;
import io.tokentally.SortBy;
import io.tokentally.ValidationError.Type;
import io.tokentally.ValidationException;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.price.PriceColumns;
import io.tokentally.aggregation.price.Rates;
import io.tokentally.aggregation.rules.TallyRules;
import io.tokentally.dsl.Field;
import io.tokentally.dsl.UnknownFieldException;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import io.tokentally.json.Member;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** {@code /cost/create}, {@code /cost/query}, {@code /cost/purge}: docs/semantics.md section 9. */
final class CostOperations {

  private static final String NO_PROVIDER = "default";

  private static final String NO_USER =
      "expected the user who creates the prices, found none; a service fills in who is logged in";

  /** The properties of an answer. */
  private static final List<String> PROPERTIES =
      CostQueryOutput.SCHEMA.members().stream().map(Member::name).toList();

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
    ErrorCollector faults = new ErrorCollector();
    if (rules.requiresUser() && request.wbUserId() == null) {
      faults.add(BODY.key("wb_user_id"), Type.MISSING, NO_USER);
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
                  checkSigns(input, at, faults);
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
    return new CostCreateRes(created);
  }

  private static void checkSigns(CostCreateInput input, Loc at, ErrorCollector faults) {
    Rates.checkSign(input.promptTokenCost(), at.key(PriceColumns.PROMPT_TOKEN_COST.name()), faults);
    Rates.checkSign(
        input.completionTokenCost(), at.key(PriceColumns.COMPLETION_TOKEN_COST.name()), faults);
    Rates.checkSign(
        input.cacheReadInputTokenCost(),
        at.key(PriceColumns.CACHE_READ_INPUT_TOKEN_COST.name()),
        faults);
    Rates.checkSign(
        input.cacheCreationInputTokenCost(),
        at.key(PriceColumns.CACHE_CREATION_INPUT_TOKEN_COST.name()),
        faults);
  }

  private PriceRow row(CostCreateReq request, String model, CostCreateInput input, Instant now) {
    String provider = input.providerId();
    return PriceRow.builder()
        .id(ids.get())
        .pricingLevel(PriceRow.PROJECT_LEVEL)
        .pricingLevelId(request.projectId())
        .providerId(provider == null || provider.isEmpty() ? NO_PROVIDER : provider)
        .llmId(model)
        .effectiveDate(requireNonNullElse(input.effectiveDate(), now))
        .promptTokenCost(input.promptTokenCost())
        .completionTokenCost(input.completionTokenCost())
        .cacheReadInputTokenCost(requireNonNullElse(input.cacheReadInputTokenCost(), ZERO))
        .cacheReadCostUnwritten(input.cacheReadInputTokenCost() == null)
        .cacheCreationInputTokenCost(requireNonNullElse(input.cacheCreationInputTokenCost(), ZERO))
        .cacheCreationCostUnwritten(input.cacheCreationInputTokenCost() == null)
        .promptTokenCostUnit(requireNonNullElse(input.promptTokenCostUnit(), DEFAULT_UNIT))
        .completionTokenCostUnit(requireNonNullElse(input.completionTokenCostUnit(), DEFAULT_UNIT))
        .createdBy(request.wbUserId())
        .createdAt(now)
        .build();
  }

  CostQueryRes query(CostQueryReq request) {
    ErrorCollector faults = new ErrorCollector();
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
      return new CostQueryRes(List.of(CostQueryOutput.SCHEMA.make(property -> null)));
    }
    List<CostQueryOutput> results = new ArrayList<>();
    page.forEach(row -> results.add(output(row, fields)));
    return new CostQueryRes(results);
  }

  private List<String> fields(CostQueryReq request, ErrorCollector faults) {
    List<String> asked = request.fields();
    if (asked == null || asked.isEmpty()) {
      return PROPERTIES;
    }
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      boolean count = rules.acceptsUnansweredFields() && COUNT.equalsIgnoreCase(asked.get(i));
      fields.add(count ? COUNT : asked.get(i));
      if (!count && !isField(asked.get(i))) {
        String known = String.join(", ", PROPERTIES);
        Loc at = BODY.key("fields").index(i);
        faults.add(at, Type.UNKNOWN_FIELD, "expected one of " + known);
      }
    }
    return fields;
  }

  private boolean isField(String name) {
    return PROPERTIES.contains(name) || (rules.acceptsUnansweredFields() && isColumn(name));
  }

  private static boolean isColumn(String name) {
    try {
      column(name);
      return true;
    } catch (UnknownFieldException e) {
      return false;
    }
  }

  private static Field<PriceRow> column(String name) {
    return PriceRow.fields().resolve(FieldPath.parse(name));
  }

  /** {@return the properties of a row that were asked for; each is the column of its name} */
  private static CostQueryOutput output(PriceRow row, List<String> fields) {
    return CostQueryOutput.SCHEMA.make(
        property ->
            fields.contains(property.name()) ? column(property.name()).column().apply(row) : null);
  }

  CostPurgeRes purge(CostPurgeReq request) {
    ErrorCollector faults = new ErrorCollector();
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
