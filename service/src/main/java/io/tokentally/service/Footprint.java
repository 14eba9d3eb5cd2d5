package io.tokentally.service;

import io.tokentally.aggregation.PriceRow;
import java.util.stream.Stream;

/** Estimates the memory that something takes as objects: rather too much than too little. */
final class Footprint {

  /** A call without its JSON, with its places in the index. */
  private static final int CALL = 768;

  private static final int ROW = 1_024;

  /** An empty object or list, the tables in it included. */
  private static final int CONTAINER = 192;

  /** An element: its place in the container, and the header of its value. */
  private static final int ELEMENT = 128;

  /** What a member of an object takes in addition to an element. */
  private static final int KEY = 112;

  /** Long numbers grow faster than their text. */
  private static final int DIGIT = 4;

  private Footprint() {}

  /** {@return the bytes that a call of this JSON takes in the index} */
  static long ofCall(String json) {
    long structure = CALL;
    int widest = 1;
    boolean isText = false;
    for (int i = 0; i < json.length(); i++) {
      char character = json.charAt(i);
      if (character == '\\') {
        i++;
        widest = json.charAt(i) == 'u' ? 2 : widest;
      } else if (character == '"') {
        isText = !isText;
      } else if (isText) {
        widest = character > 0xff ? 2 : widest;
      } else {
        structure += ofStructure(character);
      }
    }
    return structure + (long) widest * json.length();
  }

  private static int ofStructure(char character) {
    return switch (character) {
      case '{', '[' -> CONTAINER;
      case ',' -> ELEMENT;
      case ':' -> KEY;
      case '}', ']' -> 0;
      default -> DIGIT;
    };
  }

  /** {@return the bytes that a row takes} */
  static long ofRow(PriceRow row) {
    long texts =
        Stream.of(
                row.id(),
                row.pricingLevelId(),
                row.llmId(),
                row.providerId(),
                row.createdBy(),
                row.promptTokenCostUnit(),
                row.completionTokenCostUnit())
            .mapToLong(text -> text == null ? 0 : text.length())
            .sum();
    long digits =
        Stream.of(
                row.promptTokenCost(),
                row.completionTokenCost(),
                row.cacheReadInputTokenCost(),
                row.cacheCreationInputTokenCost())
            .mapToLong(cost -> cost == null ? 0 : cost.precision())
            .sum();
    return ROW + 2 * texts + digits;
  }
}
