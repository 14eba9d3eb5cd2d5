package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tokentally.ValidationError;
import io.tokentally.ValidationException;
import io.tokentally.dsl.EvalVectors;
import io.tokentally.dsl.Query;
import io.tokentally.testing.Vectors;
import io.tokentally.testing.Vectors.Vector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which price rows match which queries: the conformance vectors of the evaluator. */
class CostEvalVectorsTest {

  static Stream<Named<Vector>> vectors() {
    return Vectors.load("standard-eval.jsonl")
        .filter(vector -> vector.getPayload().text("target").equals("cost"));
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
