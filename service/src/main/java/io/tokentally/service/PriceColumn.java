package io.tokentally.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokentally.aggregation.PriceRow;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column of a price row as the journal keeps it: its name, what may stand there, and where it is
 * in the row. Checking, reading and writing go by the one table, {@link #ALL}.
 *
 * @param isRequired whether it has to be there; another is left out where it is null
 */
record PriceColumn<V>(
    String name,
    Kind<V> kind,
    boolean isRequired,
    Function<PriceRow, @Nullable V> getter,
    BiConsumer<PriceRow.Builder, V> setter) {

  /**
   * What a column holds.
   *
   * @param words what is expected, in words for people
   * @param read gives null for what does not fit
   */
  record Kind<V>(
      String words, Function<JsonNode, @Nullable V> read, Function<V, JsonNode> written) {

    static final Kind<String> STRING =
        new Kind<>("a string", JsonNode::textValue, JsonNodeFactory.instance::textNode);

    private static final Kind<BigDecimal> NUMBER =
        new Kind<>(
            "a number",
            value -> value.isNumber() ? value.decimalValue() : null,
            JsonNodeFactory.instance::numberNode);

    private static final Kind<Boolean> BOOLEAN =
        new Kind<>(
            "true or false",
            value -> value.isBoolean() ? value.booleanValue() : null,
            JsonNodeFactory.instance::booleanNode);

    private static final Kind<Instant> DATE =
        new Kind<>(
            "a date such as \"2025-01-01T00:00:00Z\"",
            Kind::instant,
            date -> JsonNodeFactory.instance.textNode(date.toString()));

    private static @Nullable Instant instant(JsonNode value) {
      try {
        return value.isTextual() ? Instant.parse(value.textValue()) : null;
      } catch (DateTimeException e) {
        return null;
      }
    }
  }

  /** The columns that {@code /cost/create} fills; all rows are at the level of a project. */
  static final List<PriceColumn<?>> ALL =
      List.of(
          required("id", Kind.STRING, PriceRow::id, PriceRow.Builder::id),
          required(
              "project_id",
              Kind.STRING,
              PriceRow::pricingLevelId,
              PriceRow.Builder::pricingLevelId),
          optional("provider_id", Kind.STRING, PriceRow::providerId, PriceRow.Builder::providerId),
          required("llm_id", Kind.STRING, PriceRow::llmId, PriceRow.Builder::llmId),
          required(
              "effective_date",
              Kind.DATE,
              PriceRow::effectiveDate,
              PriceRow.Builder::effectiveDate),
          required(
              "prompt_token_cost",
              Kind.NUMBER,
              PriceRow::promptTokenCost,
              PriceRow.Builder::promptTokenCost),
          required(
              "completion_token_cost",
              Kind.NUMBER,
              PriceRow::completionTokenCost,
              PriceRow.Builder::completionTokenCost),
          optional(
              "cache_read_input_token_cost",
              Kind.NUMBER,
              PriceRow::cacheReadInputTokenCost,
              PriceRow.Builder::cacheReadInputTokenCost),
          optional(
              "cache_creation_input_token_cost",
              Kind.NUMBER,
              PriceRow::cacheCreationInputTokenCost,
              PriceRow.Builder::cacheCreationInputTokenCost),
          required(
              "cache_read_cost_unwritten",
              Kind.BOOLEAN,
              PriceRow::cacheReadCostUnwritten,
              PriceRow.Builder::cacheReadCostUnwritten),
          required(
              "cache_creation_cost_unwritten",
              Kind.BOOLEAN,
              PriceRow::cacheCreationCostUnwritten,
              PriceRow.Builder::cacheCreationCostUnwritten),
          required(
              "prompt_token_cost_unit",
              Kind.STRING,
              PriceRow::promptTokenCostUnit,
              PriceRow.Builder::promptTokenCostUnit),
          required(
              "completion_token_cost_unit",
              Kind.STRING,
              PriceRow::completionTokenCostUnit,
              PriceRow.Builder::completionTokenCostUnit),
          optional("created_by", Kind.STRING, PriceRow::createdBy, PriceRow.Builder::createdBy),
          optional("created_at", Kind.DATE, PriceRow::createdAt, PriceRow.Builder::createdAt));

  private static <V> PriceColumn<V> required(
      String name,
      Kind<V> kind,
      Function<PriceRow, @Nullable V> getter,
      BiConsumer<PriceRow.Builder, V> setter) {
    return new PriceColumn<>(name, kind, true, getter, setter);
  }

  private static <V> PriceColumn<V> optional(
      String name,
      Kind<V> kind,
      Function<PriceRow, @Nullable V> getter,
      BiConsumer<PriceRow.Builder, V> setter) {
    return new PriceColumn<>(name, kind, false, getter, setter);
  }

  /** {@return whether it is none of the columns} */
  static boolean isUnknown(String name) {
    return ALL.stream().noneMatch(column -> column.name.equals(name));
  }

  boolean fits(JsonNode value) {
    return kind.read.apply(value) != null;
  }

  void write(PriceRow row, ObjectNode to) {
    V value = getter.apply(row);
    if (value != null) {
      to.set(name, kind.written.apply(value));
    }
  }

  /** Reads it from an object that was checked. */
  void read(JsonNode object, PriceRow.Builder to) {
    JsonNode value = object.get(name);
    V read = value == null ? null : kind.read.apply(value);
    if (read != null) {
      setter.accept(to, read);
    }
  }
}
