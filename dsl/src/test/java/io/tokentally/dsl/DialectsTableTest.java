package io.tokentally.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokentally.TokentallyMapper;
import io.tokentally.ValidationException;
import io.tokentally.dsl.DialectsTable.Row;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table in docs/dialects.md says what the two dialects do. */
class DialectsTableTest {

  static Stream<Named<Row>> rows() {
    return DialectsTable.rows().stream().map(row -> Named.of(row.id(), row));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void tellsWhatBothAnswer(Row row) throws Exception {
    assertThat(answer(row, Dialect.STANDARD)).as("STANDARD").isEqualTo(row.standard());
    assertThat(answer(row, Dialect.WEAVE)).as("WEAVE").isEqualTo(row.weave());
    assertThat(answer(row, Dialect.WEAVE_CALLS_MERGED))
        .as("WEAVE_CALLS_MERGED")
        .isEqualTo(row.weaveCallsMerged());
    assertThat(List.of(row.weave(), row.weaveCallsMerged()))
        .isNotEqualTo(List.of(row.standard(), row.standard()));
  }

  @Test
  void namesEachPointOnce() {
    List<String> ids = DialectsTable.rows().stream().map(Row::id).toList();
    assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
  }

  private static String answer(Row row, Dialect dialect) throws Exception {
    JsonNode call = TokentallyMapper.create().readTree(row.call());
    Predicate<JsonNode> query;
    try {
      query = Query.parse(row.query()).compile(FieldResolver.jsonCalls(), dialect);
    } catch (ValidationException e) {
      return "rejected";
    }
    return String.valueOf(query.test(call));
  }
}
