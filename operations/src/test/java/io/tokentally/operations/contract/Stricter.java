package io.tokentally.operations.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What the readers refuse though the contract's schema accepts it, on purpose; nothing else. */
enum Stricter {
  /** docs/semantics.md rule 1: an operand, also one in a literal, is one operator. */
  OPERAND_WITH_A_SECOND_KEY(document -> operands(document).anyMatch(operand -> operand.size() > 1)),

  /** docs/semantics.md rule 1: the objects of these operators have no other members. */
  SPEC_WITH_AN_UNKNOWN_KEY(
      document ->
          operands(document)
              .anyMatch(
                  operand ->
                      hasOther(operand.path("$contains"), "input", "substr", "case_insensitive")
                          || hasOther(operand.path("$convert"), "input", "to"))),

  /** Counts are 64-bit integers: docs/semantics.md section 6. So are the numbers of a request. */
  NUMBER_OF_MORE_THAN_64_BITS(
      document ->
          Stream.of("limit", "offset")
              .map(document::path)
              .anyMatch(number -> number.isNumber() && isLarge(number.decimalValue()))),

  /** docs/semantics.md section 9, rule 37. */
  NEGATIVE_RATE(
      document ->
          elements(document.path("costs"))
              .flatMap(Stricter::rates)
              .anyMatch(rate -> rate.decimalValue().signum() < 0)),

  /** docs/semantics.md rule 16. The schema names a format, which need not be checked. */
  UNREADABLE_DATE(
      document ->
          elements(document.path("costs"))
              .map(price -> price.path("effective_date"))
              .anyMatch(date -> date.isTextual() && !isReadable(date.textValue())));

  // The fourth of rule 1, a key written twice, is not seen in the tree; the limits have tests of
  // their own.

  @SuppressWarnings("ImmutableEnumChecker") // the conditions hold nothing
  private final Predicate<JsonNode> applies;

  Stricter(Predicate<JsonNode> applies) {
    this.applies = applies;
  }

  /** {@return whether a document with the contract's schema is to be refused} */
  static boolean applyTo(JsonNode document) {
    return Arrays.stream(values()).anyMatch(each -> each.applies.test(document));
  }

  private static boolean isReadable(String date) {
    return Set.of("2025-06-01", "2025-06-01T10:00:00Z", "2025-06-01 10:00:00.5+02:00")
        .contains(date);
  }

  private static boolean isLarge(BigDecimal number) {
    return number.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0;
  }

  private static boolean hasOther(JsonNode spec, String... known) {
    return spec.propertyStream().anyMatch(member -> !Set.of(known).contains(member.getKey()));
  }

  private static Stream<JsonNode> rates(JsonNode price) {
    return price
        .propertyStream()
        .filter(member -> member.getKey().endsWith("_cost"))
        .map(member -> member.getValue());
  }

  /** {@return every operand of the query that the document is or has} */
  private static Stream<JsonNode> operands(JsonNode document) {
    JsonNode query = document.has("$expr") ? document : document.path("query");
    return query.has("$expr") ? operandsFrom(query.get("$expr")) : Stream.of();
  }

  private static Stream<JsonNode> operandsFrom(JsonNode operand) {
    Stream<JsonNode> below =
        operand
            .propertyStream()
            .flatMap(
                member ->
                    switch (member.getKey()) {
                      case "$in" ->
                          Stream.concat(
                              Stream.of(member.getValue().path(0)),
                              elements(member.getValue().path(1)));
                      case "$contains", "$convert" ->
                          Stream.of(
                              member.getValue().path("input"), member.getValue().path("substr"));
                      case "$size" -> Stream.of(member.getValue());
                      default -> elements(member.getValue());
                    });
    return Stream.concat(Stream.of(operand), below.flatMap(Stricter::operandsFrom));
  }

  private static Stream<JsonNode> elements(JsonNode container) {
    return StreamSupport.stream(container.spliterator(), false);
  }
}
