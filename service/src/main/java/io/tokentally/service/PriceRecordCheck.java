package io.tokentally.service;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokentally.ValidationError;
import io.tokentally.ValidationError.Type;
import io.tokentally.ValidationException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds what is wrong with a price record that was read from the disk, in words for people. */
final class PriceRecordCheck {

  /** What a column holds. */
  private enum Kind {
    TEXT("a string"),
    NUMBER("a number"),
    BOOLEAN("true or false"),
    MOMENT("a date such as \"2025-01-01T00:00:00Z\"");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    boolean fits(JsonNode value) {
      return switch (this) {
        case TEXT -> value.isTextual();
        case NUMBER -> value.isNumber();
        case BOOLEAN -> value.isBoolean();
        case MOMENT -> value.isTextual() && isMoment(value.textValue());
      };
    }

    private static boolean isMoment(String text) {
      try {
        Instant.parse(text);
        return true;
      } catch (DateTimeException e) {
        return false;
      }
    }
  }

  private static final Map<String, Kind> REQUIRED =
      new TreeMap<>(
          Map.of(
              "id", Kind.TEXT,
              "project_id", Kind.TEXT,
              "llm_id", Kind.TEXT,
              "effective_date", Kind.MOMENT,
              "prompt_token_cost", Kind.NUMBER,
              "completion_token_cost", Kind.NUMBER,
              "cache_read_cost_unwritten", Kind.BOOLEAN,
              "cache_creation_cost_unwritten", Kind.BOOLEAN,
              "prompt_token_cost_unit", Kind.TEXT,
              "completion_token_cost_unit", Kind.TEXT));

  private static final Map<String, Kind> OPTIONAL =
      new TreeMap<>(
          Map.of(
              "provider_id", Kind.TEXT,
              "cache_read_input_token_cost", Kind.NUMBER,
              "cache_creation_input_token_cost", Kind.NUMBER,
              "created_by", Kind.TEXT,
              "created_at", Kind.MOMENT));

  private final List<ValidationError> faults = new ArrayList<>();

  private PriceRecordCheck() {}

  /**
   * Checks a document.
   *
   * @throws ValidationException with every error, if the document is not a record
   */
  static void check(JsonNode record) {
    PriceRecordCheck check = new PriceRecordCheck();
    if (record.size() == 1 && record.has("add")) {
      check.row(record.get("add"));
    } else if (record.size() == 1 && record.has("remove")) {
      check.value(List.of("remove"), Kind.TEXT, record.get("remove"));
    } else {
      check.fault(List.of(), "expected either add or remove", Type.TYPE);
    }
    if (!check.faults.isEmpty()) {
      throw new ValidationException(check.faults);
    }
  }

  private void row(JsonNode row) {
    if (!row.isObject()) {
      fault(List.of("add"), "expected an object, found " + words(row), Type.TYPE);
      return;
    }
    REQUIRED.forEach((name, kind) -> required(name, kind, row.get(name)));
    row.properties().forEach(member -> optional(member.getKey(), member.getValue()));
  }

  private void required(String name, Kind kind, @Nullable JsonNode value) {
    if (value == null) {
      fault(List.of("add", name), "required, but not there", Type.MISSING);
    } else {
      value(List.of("add", name), kind, value);
    }
  }

  private void optional(String name, JsonNode value) {
    Kind kind = OPTIONAL.get(name);
    if (kind != null) {
      value(List.of("add", name), kind, value);
    } else if (!REQUIRED.containsKey(name)) {
      fault(List.of("add", name), "unknown member", Type.EXTRA_FORBIDDEN);
    }
  }

  private void value(List<Object> loc, Kind kind, JsonNode value) {
    if (!kind.fits(value)) {
      fault(loc, "expected " + kind.words + ", found " + words(value), Type.TYPE);
    }
  }

  private void fault(List<Object> loc, String msg, Type type) {
    faults.add(new ValidationError(loc, msg, type));
  }

  private static String words(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> "an object";
      case ARRAY -> "a list";
      default -> ErrorAnswers.cut(value.toString());
    };
  }
}
