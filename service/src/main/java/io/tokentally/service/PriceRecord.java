package io.tokentally.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tokentally.TokentallyMapper;
import io.tokentally.ValidationError;
import io.tokentally.ValidationException;
import io.tokentally.aggregation.PriceRow;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One change of the price rows, as it is written to the disk.
 *
 * @param add a row that was created, null for none
 * @param remove the id of a row that was removed, null for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PriceRecord(@Nullable Row add, @Nullable String remove) {

  private static final JsonMapper MAPPER =
      TokentallyMapper.create()
          .rebuild()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          // Any text survives, also half a surrogate pair.
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build();

  /** The columns that {@code /cost/create} fills; all rows are at the level of a project. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Row(
      String id,
      String projectId,
      @Nullable String providerId,
      String llmId,
      String effectiveDate,
      BigDecimal promptTokenCost,
      BigDecimal completionTokenCost,
      @Nullable BigDecimal cacheReadInputTokenCost,
      @Nullable BigDecimal cacheCreationInputTokenCost,
      boolean cacheReadCostUnwritten,
      boolean cacheCreationCostUnwritten,
      String promptTokenCostUnit,
      String completionTokenCostUnit,
      @Nullable String createdBy,
      @Nullable String createdAt) {

    static Row of(PriceRow row) {
      return new Row(
          row.id(),
          row.pricingLevelId(),
          row.providerId(),
          row.llmId(),
          row.effectiveDate().toString(),
          row.promptTokenCost(),
          row.completionTokenCost(),
          row.cacheReadInputTokenCost(),
          row.cacheCreationInputTokenCost(),
          row.cacheReadCostUnwritten(),
          row.cacheCreationCostUnwritten(),
          row.promptTokenCostUnit(),
          row.completionTokenCostUnit(),
          row.createdBy(),
          row.createdAt() == null ? null : row.createdAt().toString());
    }

    PriceRow toPriceRow() {
      return PriceRow.builder()
          .id(id)
          .pricingLevel(PriceRow.PROJECT_LEVEL)
          .pricingLevelId(projectId)
          .providerId(providerId)
          .llmId(llmId)
          .effectiveDate(Instant.parse(effectiveDate))
          .promptTokenCost(promptTokenCost)
          .completionTokenCost(completionTokenCost)
          .cacheReadInputTokenCost(cacheReadInputTokenCost)
          .cacheCreationInputTokenCost(cacheCreationInputTokenCost)
          .cacheReadCostUnwritten(cacheReadCostUnwritten)
          .cacheCreationCostUnwritten(cacheCreationCostUnwritten)
          .promptTokenCostUnit(promptTokenCostUnit)
          .completionTokenCostUnit(completionTokenCostUnit)
          .createdBy(createdBy)
          .createdAt(createdAt == null ? null : Instant.parse(createdAt))
          .build();
    }
  }

  static PriceRecord adding(PriceRow row) {
    return new PriceRecord(Row.of(row), null);
  }

  static PriceRecord removing(String id) {
    return new PriceRecord(null, id);
  }

  /**
   * {@return the change of a line that was written to the disk}
   *
   * @throws ValidationException if it is none
   */
  static PriceRecord parse(String json) {
    try {
      JsonNode record = MAPPER.readTree(json);
      PriceRecordCheck.check(record);
      return MAPPER.treeToValue(record, PriceRecord.class);
    } catch (JsonParseException e) {
      throw notJson(ErrorAnswers.cut(e.getOriginalMessage()));
    } catch (JsonProcessingException e) {
      // Jackson's own words tell of its settings and classes here.
      throw notJson("expected one object within the limits of JSON, found more");
    }
  }

  private static ValidationException notJson(String problem) {
    return new ValidationException(
        List.of(new ValidationError(List.of(), "not JSON: " + problem, ValidationError.Type.JSON)));
  }

  String toJson() {
    try {
      return MAPPER.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes the change, which is on the disk already. */
  void applyTo(PriceRows rows) {
    if (add != null) {
      rows.load(add.toPriceRow());
    }
    if (remove != null) {
      rows.remove(remove);
    }
  }
}
