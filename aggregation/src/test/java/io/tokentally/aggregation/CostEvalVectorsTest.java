package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tokentally.ValidationError;
import io.tokentally.ValidationException;
import io.tokentally.dsl.ColumnResolver;
import io.tokentally.dsl.Dialect;
import io.tokentally.dsl.EvalVectors;
import io.tokentally.dsl.FieldResolver;
import io.tokentally.dsl.Query;
import io.tokentally.dsl.eval.PriceRowFields;
import io.tokentally.testing.Vectors;
import io.tokentally.testing.Vectors.Vector;
import io.tokentally.value.Numbers;
import io.tokentally.value.Timestamps;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which price rows match which queries: the conformance vectors of the evaluator. */
class CostEvalVectorsTest {

  static Stream<Named<Vector>> vectors() {
    return Vectors.load("standard-eval.jsonl")
        .filter(vector -> vector.getPayload().text("target").equals("cost"));
  }

  static Stream<Named<Vector>> weaveVectors() {
    return Vectors.load("weave-eval.jsonl")
        .filter(vector -> vector.getPayload().text("target").equals("cost"));
  }

  @ParameterizedTest
  @MethodSource("weaveVectors")
  void answersAsTheServerInTheWeaveDialect(Vector vector) {
    FieldResolver<Map<String, Object>> rows = rows();
    if (vector.expectsError()) {
      assertThatThrownBy(() -> Query.parse(vector.json("query")).compile(rows, Dialect.WEAVE))
          .isInstanceOf(ValidationException.class);
    } else {
      Query query = Query.parse(vector.json("query"));
      assertThat(query.compile(rows, Dialect.WEAVE).test(vector.object("doc")))
          .isEqualTo(vector.get("expect"));
    }
  }

  /** The columns of {@link PriceRow}, of rows that may lack some: the vectors' rows do. */
  private static FieldResolver<Map<String, Object>> rows() {
    ColumnResolver.Builder<Map<String, Object>> rows = ColumnResolver.of("price rows");
    Stream.of("id", "pricing_level", "pricing_level_id", "provider_id", "llm_id", "created_by")
        .forEach(name -> rows.text(name, row -> row.get(name)));
    Stream.of("prompt_token_cost_unit", "completion_token_cost_unit")
        .forEach(name -> rows.text(name, row -> row.get(name)));
    Stream.of("prompt_token_cost", "completion_token_cost")
        .forEach(name -> rows.number(name, row -> decimal(row.get(name))));
    Stream.of("cache_read_input_token_cost", "cache_creation_input_token_cost")
        .forEach(name -> rows.number(name, row -> decimal(row.get(name))));
    Stream.of("effective_date", "created_at")
        .forEach(name -> rows.date(name, row -> moment(row.get(name))));
    return new PriceRowFields<>(rows.build());
  }

  private static @Nullable Object decimal(@Nullable Object number) {
    return number == null ? null : Numbers.decimal((Number) number);
  }

  private static @Nullable Object moment(@Nullable Object text) {
    return text == null ? null : Timestamps.parse((String) text);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void answersAsTheVectorSays(Vector vector) {
    Query query = Query.parse(EvalVectors.query(vector));
    if (vector.expectsError()) {
      ValidationException refusal =
          catchThrowableOfType(ValidationException.class, () -> query.compile(PriceRow.fields()));
      assertThat(refusal.errors().stream().map(ValidationError::loc).collect(Collectors.toSet()))
          .isEqualTo(vector.errorPaths());
    } else {
      PriceRow row = VectorRows.row(vector.get("doc"));
      assertThat(query.compile(PriceRow.fields()).test(row)).isEqualTo(vector.get("expect"));
    }
  }
}
