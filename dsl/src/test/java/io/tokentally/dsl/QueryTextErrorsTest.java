package io.tokentally.dsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tokentally.ValidationError;
import io.tokentally.ValidationError.Type;
import io.tokentally.ValidationException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTextErrorsTest {

  private static List<String> errors(String text) {
    ValidationException e =
        catchThrowableOfType(ValidationException.class, () -> Query.parseText(text));
    return e.errors().stream().map(ValidationError::toString).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a =               | column 4: expected a field or a value, found the end
          = 1               | column 1: expected a field or a value, found =
          a b               | column 3: expected an operator such as = behind a, found b
          a = 1 b           | column 7: expected and, or, or the end, found b
          a == 1            | column 3: expected an operator such as = behind a, found ==; equal is =
          a <> 1            | column 3: expected an operator such as = behind a, found <>; not equal is !=
          a = 1 && b = 2    | column 7: expected and, or, or the end, found &&; write and
          ! a               | column 1: expected a field or a value, found !; write not
          a is null         | column 3: expected an operator such as = behind a, found is; that a is null is a = null, that it is there exists(a)
          a like 'x%'       | column 3: expected an operator such as = behind a, found like; that b is part of a is a contains b
          a ~ 'x'           | column 3: expected an operator such as = behind a, found ~; that b is part of a is a contains b
          a starts with 'x' | column 3: expected an operator such as = behind a, found starts; that b is part of a is a contains b
          a = 1 = 2         | column 7: expected and, or, or the end; a comparison inside another stands in brackets, found =
          a > 2026-03-01    | column 5: expected a JSON value, found 2026-03-01; a date is a string: "2026-03-01"
          a = 01            | column 5: expected a JSON value, found 01; not JSON: Invalid numeric value: Leading zeroes not allowed
          a in 1            | column 6: expected a list such as [1, 2] behind in, found 1
          a in [1           | column 8: expected a comma or ], found the end
          (a = 1            | column 7: expected ), found the end
          a = 1)            | column 6: expected and, or, or the end, found )
          a contains in 'x' | column 15: expected any case, as in contains in any case "chat", found 'x'
          a not 1           | column 7: expected in or contains, found 1
          length(a) > 2     | column 1: expected one of the functions size, double, string, int, bool, exists, found length
          a/b = 1           | column 2: expected an operator such as = behind a, found /; a name with other signs is field "…"
          $gt = 1           | column 1: expected a field or a value, found $; operators with $ belong to the JSON of a query
          field a = 1       | column 7: expected the path of a field in quotes, as in field "a b", found a
          and a             | column 1: expected a condition before and, found and
          contains 'x'      | column 1: expected a field or a value, found contains
          exists(a)         | column 1: expected a condition, found exists(a) alone; that it is true is exists(a) = true
          a, b              | column 2: expected and, or, or the end, found ,
          """)
  void saysWhereAndWhatWasExpected(String text, String error) {
    assertThat(errors(text)).containsExactly(error);
  }

  @Test
  void stringsAndListsHaveAnEnd() {
    assertThat(errors("a = 'x"))
        .singleElement()
        .asString()
        .startsWith("column 5: expected a JSON value, found 'x; ");
    assertThat(errors("a = [1, 2"))
        .singleElement()
        .asString()
        .startsWith("column 5: expected a JSON value, found [; ");
    assertThat(errors("")).containsExactly("column 1: expected a field or a value, found the end");
  }

  @Test
  void everyConditionHasItsError() {
    assertThat(errors("a == 1 and (b like 'x' or c = 3) and\n  d >"))
        .containsExactly(
            "line 1, column 3: expected an operator such as = behind a, found ==; equal is =",
            "line 1, column 15: expected an operator such as = behind b, found like; that b is part"
                + " of a is a contains b",
            "line 2, column 6: expected a field or a value, found the end");
  }

  @Test
  void columnsAreThoseOfCharacters() {
    assertThat(errors("a = '😀' b")).singleElement().asString().startsWith("column 9: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "opname = 'x' and started_at == 1",
        "{\"$expr\": {\"$and\": [{\"$eq\": [{\"$getField\": \"opname\"}, {\"$literal\": 1}]},"
            + " {\"$ne\": []}]}}"
      })
  void unknownFieldsAreReportedWithOtherErrors(String typed) {
    ValidationException e =
        catchThrowableOfType(
            ValidationException.class, () -> Query.parseTyped(typed, FieldResolver.calls()));

    assertThat(e.errors())
        .extracting(ValidationError::type)
        .hasSize(2)
        .contains(Type.UNKNOWN_FIELD);
    assertThat(e.errors().get(0).toString()).contains("no such field on calls: \"opname\"");
  }

  @Test
  void eitherFormIsRead() {
    String json = "{\"$expr\":{\"$eq\":[{\"$getField\":\"op_name\"},{\"$literal\":\"x\"}]}}";

    assertThat(Query.parseTyped(" " + json, FieldResolver.calls()))
        .isEqualTo(Query.parseTyped("op_name = 'x'", FieldResolver.calls()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "not ", "a in [", "size(", "and[", "[", "a = {\"x\":", "a = ["})
  void nestingIsBounded(String open) {
    for (String text : List.of(open.repeat(100_000), open.repeat(100_000) + "a")) {
      assertThat(errors(text)).hasSize(1).first().asString().hasSizeLessThan(1_000);
    }
    assertThat(errors(open.repeat(500) + "1"))
        .singleElement()
        .asString()
        .satisfiesAnyOf(
            error -> assertThat(error).contains("expected a query at most 200 levels deep"),
            error -> assertThat(error).contains("expected a JSON value, found"));
  }

  @Test
  void nodesAreBounded() {
    assertThat(Query.parseText("a = 1" + " or a = 1".repeat(3_332))).isNotNull();
    assertThat(errors("a = 1" + " or a = 1".repeat(3_333)))
        .containsExactly("column 1: expected a query of at most 10000 nodes");
    assertThat(
            catchThrowableOfType(
                    ValidationException.class,
                    () -> Query.parseText("not not a", new QueryLimits(2, 100)))
                .errors())
        .extracting(ValidationError::type)
        .containsExactly(Type.LIMIT);
  }

  @Test
  void ofManyErrorsTheFirstAreReported() {
    assertThat(errors("a ? or ".repeat(3_000) + "b")).hasSize(20);
  }
}
