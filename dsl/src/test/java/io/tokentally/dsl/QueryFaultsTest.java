package io.tokentally.dsl;

import static io.tokentally.dsl.Query.field;
import static io.tokentally.dsl.Query.literal;
import static io.tokentally.dsl.Query.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tokentally.ValidationError;
import io.tokentally.ValidationError.Type;
import io.tokentally.ValidationException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ErrorCollector inside a query: where each stands, and in which order they come. */
class QueryFaultsTest {

  private static List<ValidationError> faults(String json) {
    return catchThrowableOfType(ValidationException.class, () -> Query.parse(json)).errors();
  }

  private static Stream<List<Object>> places(String json) {
    return faults(json).stream().map(ValidationError::loc);
  }

  @ParameterizedTest
  @CsvSource({
    "1e99999999999, the exponent of the number is out of range: 1e99999999999",
    "-1e-99999999999, the exponent of the number is out of range: -1e-99999999999",
  })
  void exponentsBeyondAnIntAreFaults(String number, String msg) {
    assertThat(faults("{\"$expr\":{\"$not\":[{\"$literal\":[{\"$literal\":" + number + "}]}]}}"))
        .containsExactly(
            new ValidationError(
                List.of("$expr", "$not", 0, "$literal", 0, "$literal"), msg, Type.LIMIT));
  }

  @Test
  void numbersMayHaveTenThousandCharacters() {
    String digits = "7".repeat(10_000);

    assertThat(Query.parse("{\"$expr\":{\"$not\":[{\"$literal\":" + digits + "}]}}"))
        .isEqualTo(where(Query.not(literal(new BigInteger(digits)))));
    assertThat(faults("{\"$expr\":{\"$not\":[{\"$literal\":" + digits + "7}]}}"))
        .containsExactly(
            new ValidationError(
                List.of("$expr", "$not", 0, "$literal"),
                "expected a number of at most 10000 characters, found 10001",
                Type.LIMIT));
  }

  @Test
  void hugeExponentsAreWrittenAndComparedNotWrittenOut() {
    Query query =
        Query.parse("{\"$expr\":{\"$gt\":[{\"$getField\":\"a\"},{\"$literal\":1e999999999}]}}");

    assertThat(query).isEqualTo(where(field("a").gt(new BigDecimal("1e999999999"))));
    assertThat(query.toJson()).contains("{\"$literal\":1E+999999999}");
    assertThat(query).hasToString("a > 1E+999999999");
    assertThat(query.forMaps().test(Map.of("a", new BigDecimal("1e1000000000")))).isTrue();
    assertThat(query.forMaps().test(Map.of("a", 7))).isFalse();
  }

  @Test
  void keysWrittenTwiceAreFaultsAtEveryLevel() {
    assertThat(
            places(
                "{\"$expr\":{\"$and\":["
                    + "{\"$literal\":{\"a\":{\"$literal\":1},\"a\":{\"$literal\":2}}},"
                    + "{\"$convert\":{\"input\":{\"$literal\":1},\"to\":\"int\",\"to\":\"int\"}},"
                    + "{\"$contains\":{\"input\":{\"$literal\":1},\"input\":{\"$literal\":1},"
                    + "\"substr\":{\"$literal\":1}}},"
                    + "{\"$getField\":\"a\",\"$getField\":\"a\"}]}}"))
        .containsExactly(
            List.of("$expr", "$and", 0, "$literal", "a"),
            List.of("$expr", "$and", 1, "$convert", "to"),
            List.of("$expr", "$and", 2, "$contains", "input"),
            List.of("$expr", "$and", 3, "$getField"));
    assertThat(faults("{\"$expr\":{\"$and\":[]},\"$expr\":{\"$and\":[]}}"))
        .containsExactly(
            new ValidationError(
                List.of("$expr"), "key written twice in one object: \"$expr\"", Type.JSON));
  }

  @Test
  void nulAndLoneSurrogatesAreCharactersLikeAnyOther() {
    String json =
        "{\"$expr\":{\"$eq\":[{\"$getField\":\"\\u0000\\uD800\"},"
            + "{\"$literal\":{\"\\u0000\":{\"$literal\":\"a\\u0000\\uD83D\"}}}]}}";
    Query query = Query.parse(json);

    assertThat(query).isEqualTo(where(field("\0\ud800").eq(Map.of("\0", "a\0\ud83d"))));
    assertThat(query.toJson()).isEqualTo(json);
    assertThat(query.forMaps().test(Map.of("\0\ud800", Map.of("\0", "a\0\ud83d")))).isTrue();
    assertThat(query.forMaps().test(Map.of("\0\ud800", Map.of("\0", "a\0\ud83e")))).isFalse();
  }

  @Test
  void severalFaultsComeInDocumentOrder() {
    assertThat(
            places(
                "{\"a\":1,\"$expr\":{\"$or\":[{\"$eq\":[5,{\"$literal\":[6]}]},"
                    + "{\"$in\":[{},[7,{\"$like\":8}]]},{\"$not\":{}},"
                    + "{\"$contains\":{\"input\":9,\"substr\":10,\"case_insensitive\":11}}]},"
                    + "\"b\":2}"))
        .containsExactly(
            List.of("a"),
            List.of("$expr", "$or", 0, "$eq", 0),
            List.of("$expr", "$or", 0, "$eq", 1, "$literal", 0),
            List.of("$expr", "$or", 1, "$in", 0),
            List.of("$expr", "$or", 1, "$in", 1, 0),
            List.of("$expr", "$or", 1, "$in", 1, 1, "$like"),
            List.of("$expr", "$or", 2, "$not"),
            List.of("$expr", "$or", 3, "$contains", "input"),
            List.of("$expr", "$or", 3, "$contains", "substr"),
            List.of("$expr", "$or", 3, "$contains", "case_insensitive"),
            List.of("b"));
  }

  @Test
  void faultsOfASpecComeInDocumentOrderToo() {
    assertThat(
            places(
                "{\"$expr\":{\"$contains\":"
                    + "{\"case_insensitive\":1,\"substr\":2,\"x\":3,\"input\":4}}}"))
        .containsExactly(
            List.of("$expr", "$contains", "case_insensitive"),
            List.of("$expr", "$contains", "substr"),
            List.of("$expr", "$contains", "x"),
            List.of("$expr", "$contains", "input"));
  }
}
