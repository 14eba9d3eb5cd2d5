package io.tokentally.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokentally.Call;
import io.tokentally.ValidationException;
import io.tokentally.dsl.Dialect;
import io.tokentally.dsl.Query;
import io.tokentally.json.CallColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** A filter finds the rows whose calls match in this process, whatever the query and the form. */
class CallFilterPropertyTest {

  /** Many calls and queries a job: a job takes longer than all of them. */
  @Property(tries = 24, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void conditionsAnswerAsThePredicates(
      @ForAll("forms") CallRows form,
      @ForAll("zones") String zone,
      @ForAll Dialect dialect,
      @ForAll("queries") List<Query> queries,
      @ForAll("calls") List<Call> plain,
      @ForAll("structured") List<Call> structured) {
    List<Call> calls = form.structs() ? structured : plain;
    Dataset<Row> dataset = form.dataset(SparkSessions.inZone(zone), calls);
    List<Query> known = queries.stream().filter(query -> canBeCompiled(query, dialect)).toList();
    Column[] conditions =
        known.stream()
            .map(query -> CallFilter.of(query, dialect).on(dataset.schema()))
            .toArray(Column[]::new);

    List<Row> answers = dataset.select(conditions).collectAsList();

    for (int q = 0; q < known.size(); q++) {
      Predicate<Call> expected = known.get(q).forCalls(dialect);
      for (int c = 0; c < calls.size(); c++) {
        Call call = form.read(calls.get(c));
        assertThat(answers.get(c).get(q))
            .as("%s of %s, %s, %s", known.get(q).toJson(), call, dialect, form)
            .isEqualTo(expected.test(call));
      }
    }
  }

  private static boolean canBeCompiled(Query query, Dialect dialect) {
    try {
      query.forCalls(dialect);
      return true;
    } catch (ValidationException e) {
      assertThatThrownBy(() -> CallFilter.of(query, dialect))
          .isInstanceOfSatisfying(
              ValidationException.class,
              refusal -> assertThat(refusal.errors()).isEqualTo(e.errors()));
      return false;
    }
  }

  @Provide
  Arbitrary<List<Query>> queries() {
    return CallFilterQueries.queries().list().ofSize(30);
  }

  @Provide
  Arbitrary<List<Call>> calls() {
    return CallFilterQueries.calls().list().ofSize(40);
  }

  @Provide
  Arbitrary<List<Call>> structured() {
    return CallFilterQueries.structured().list().ofSize(40);
  }

  @Provide
  Arbitrary<String> zones() {
    return Arbitraries.of("UTC", "America/St_Johns", "Pacific/Apia");
  }

  @Provide
  Arbitrary<CallRows> forms() {
    List<CallColumn> optional = new ArrayList<>(List.of(CallColumn.OP_NAME, CallColumn.EXCEPTION));
    optional.addAll(List.of(CallColumn.STARTED_AT, CallColumn.ENDED_AT, CallColumn.WB_RUN_STEP));
    optional.addAll(List.of(CallColumn.INPUTS, CallColumn.INPUT_REFS, CallColumn.SUMMARY));
    Arbitrary<Set<CallColumn>> missing = Arbitraries.of(optional).set().ofMaxSize(2);
    return Combinators.combine(
            Arbitraries.of(
                DataTypes.TimestampType,
                DataTypes.TimestampType,
                DataTypes.TimestampNTZType,
                DataTypes.StringType),
            Arbitraries.of(DataTypes.LongType, DataTypes.ByteType),
            Arbitraries.of(true, false),
            missing)
        .as(CallRows::new);
  }
}
