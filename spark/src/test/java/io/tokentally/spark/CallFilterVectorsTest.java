package io.tokentally.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tokentally.Call;
import io.tokentally.ValidationError;
import io.tokentally.ValidationException;
import io.tokentally.dsl.Dialect;
import io.tokentally.dsl.EvalVectors;
import io.tokentally.dsl.Query;
import io.tokentally.testing.Vectors;
import io.tokentally.testing.Vectors.Vector;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The conformance vectors about calls, with every call a row. */
class CallFilterVectorsTest {

  /** So many conditions a job; of plans with many more Spark makes heavy work. */
  private static final int A_JOB = 60;

  @ParameterizedTest
  @CsvSource({
    "standard-eval.jsonl, STANDARD, string",
    "standard-eval.jsonl, STANDARD, timestamp",
    "weave-eval.jsonl, WEAVE_CALLS_MERGED, string",
    "weave-eval.jsonl, WEAVE_CALLS_MERGED, timestamp",
    "weave-calls-complete.jsonl, WEAVE, string",
    "weave-calls-complete.jsonl, WEAVE, timestamp",
  })
  void rowsMatchAsTheVectorsSay(String file, Dialect dialect, String dates) {
    CallRows form = new CallRows(DataType.fromDDL(dates), DataTypes.LongType, false, Set.of());
    List<Vector> vectors =
        aboutCalls(file).stream()
            .filter(vector -> !vector.expectsError() && !EvalVectors.isRefusedSince(vector))
            // A call with such a date is refused when it is read from JSON.
            .filter(vector -> !EvalVectors.hasTag(vector, "bad-date-column"))
            .filter(vector -> isHeld(form, vector))
            .toList();
    assertThat(vectors).hasSizeGreaterThan(90);

    for (int from = 0; from < vectors.size(); from += A_JOB) {
      List<Vector> some = vectors.subList(from, Math.min(from + A_JOB, vectors.size()));
      Dataset<Row> rows =
          form.dataset(
              SparkSessions.shared(), some.stream().map(CallFilterVectorsTest::call).toList());
      Column[] conditions =
          some.stream()
              .map(vector -> Query.parse(EvalVectors.query(vector)))
              .map(query -> CallFilter.of(query, dialect).on(rows.schema()))
              .toArray(Column[]::new);
      List<Row> answers = rows.select(conditions).collectAsList();
      IntStream.range(0, some.size())
          .forEach(
              i ->
                  assertThat(answers.get(i).get(i))
                      .as(some.get(i).name())
                      .isEqualTo(some.get(i).get("expect")));
    }
  }

  /** {@return whether the form has all digits of the vector's dates} */
  private static boolean isHeld(CallRows form, Vector vector) {
    return form.read(call(vector)).equals(call(vector));
  }

  private static Call call(Vector vector) {
    return Call.parse(vector.json("doc"));
  }

  private static List<Vector> aboutCalls(String file) {
    return Vectors.read(file).stream()
        .filter(vector -> vector.text("target").equals("call"))
        .toList();
  }

  @Test
  void queriesAreRefusedAsTheVectorsSay() {
    List<Vector> vectors =
        aboutCalls("standard-eval.jsonl").stream().filter(Vector::expectsError).toList();
    assertThat(vectors).isNotEmpty();
    for (Vector vector : vectors) {
      ValidationException refusal =
          catchThrowableOfType(
              ValidationException.class,
              () -> CallFilter.of(Query.parse(EvalVectors.query(vector))));
      assertThat(refusal).as(vector.name()).isNotNull();
      assertThat(refusal.errors().stream().map(ValidationError::loc).collect(Collectors.toSet()))
          .as(vector.name())
          .isEqualTo(vector.errorPaths());
    }
  }
}
