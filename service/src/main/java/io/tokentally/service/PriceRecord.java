package io.tokentally.service;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokentally.TokentallyMapper;
import io.tokentally.ValidationError;
import io.tokentally.ValidationError.Type;
import io.tokentally.ValidationException;
import io.tokentally.aggregation.PriceRow;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One change of the price rows, as it is written to the disk: an object with one member.
 *
 * @param add a row that was created, null for none
 * @param remove the id of a row that was removed, null for none
 */
record PriceRecord(@Nullable PriceRow add, @Nullable String remove) {

  private static final String ADD = "add";
  private static final String REMOVE = "remove";

  private static final JsonMapper MAPPER =
      TokentallyMapper.create()
          .rebuild()
          // Any text survives, also half a surrogate pair.
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build();

  static PriceRecord adding(PriceRow row) {
    return new PriceRecord(row, null);
  }

  static PriceRecord removing(String id) {
    return new PriceRecord(null, id);
  }

  /**
   * {@return the change of a line that was written to the disk}
   *
   * @throws ValidationException with every error, if it is none
   */
  static PriceRecord parse(String json) {
    try {
      JsonNode record = MAPPER.readTree(json);
      List<ValidationError> errors = errors(record);
      if (!errors.isEmpty()) {
        throw new ValidationException(errors);
      }
      return record.has(ADD)
          ? adding(row(record.get(ADD)))
          : removing(record.get(REMOVE).textValue());
    } catch (JsonParseException e) {
      throw notJson(ErrorAnswers.cut(e.getOriginalMessage()));
    } catch (JsonProcessingException e) {
      // Jackson's own words name its settings and classes here.
      throw notJson("expected one object within the limits of JSON, found more");
    }
  }

  private static ValidationException notJson(String problem) {
    return new ValidationException(
        List.of(new ValidationError(List.of(), "not JSON: " + problem, Type.JSON)));
  }

  private static List<ValidationError> errors(JsonNode record) {
    List<ValidationError> errors = new ArrayList<>();
    if (record.size() == 1 && record.has(ADD)) {
      addErrors(record.get(ADD), errors);
    } else if (record.size() == 1 && record.has(REMOVE)) {
      if (!record.get(REMOVE).isTextual()) {
        errors.add(unfit(List.of(REMOVE), PriceColumn.Kind.STRING.words(), record.get(REMOVE)));
      }
    } else {
      errors.add(new ValidationError(List.of(), "expected either add or remove", Type.TYPE));
    }
    return errors;
  }

  private static void addErrors(JsonNode row, List<ValidationError> errors) {
    if (!row.isObject()) {
      errors.add(unfit(List.of(ADD), "an object", row));
      return;
    }
    for (PriceColumn<?> column : PriceColumn.ALL) {
      JsonNode value = row.get(column.name());
      List<Object> loc = List.of(ADD, column.name());
      if (value == null && column.isRequired()) {
        errors.add(new ValidationError(loc, "required, but not there", Type.MISSING));
      } else if (value != null && !column.fits(value)) {
        errors.add(unfit(loc, column.kind().words(), value));
      }
    }
    row.fieldNames()
        .forEachRemaining(
            name -> {
              if (PriceColumn.isUnknown(name)) {
                List<Object> loc = List.of(ADD, name);
                errors.add(new ValidationError(loc, "unknown member", Type.EXTRA_FORBIDDEN));
              }
            });
  }

  private static ValidationError unfit(List<Object> loc, String expected, JsonNode found) {
    String words =
        switch (found.getNodeType()) {
          case OBJECT -> "an object";
          case ARRAY -> "a list";
          default -> ErrorAnswers.cut(found.toString());
        };
    return new ValidationError(loc, "expected " + expected + ", found " + words, Type.TYPE);
  }

  private static PriceRow row(JsonNode object) {
    PriceRow.Builder row = PriceRow.builder().pricingLevel(PriceRow.PROJECT_LEVEL);
    PriceColumn.ALL.forEach(column -> column.read(object, row));
    return row.build();
  }

  String toJson() {
    ObjectNode record = MAPPER.createObjectNode();
    if (add != null) {
      ObjectNode row = record.putObject(ADD);
      PriceColumn.ALL.forEach(column -> column.write(add, row));
    }
    if (remove != null) {
      record.put(REMOVE, remove);
    }
    try {
      return MAPPER.writeValueAsString(record);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes the change, which is on the disk already. */
  void applyTo(PriceRows rows) {
    if (add != null) {
      rows.load(add);
    }
    if (remove != null) {
      rows.remove(remove);
    }
  }
}
