package io.tokentally.dsl;

import static io.tokentally.dsl.Query.and;
import static io.tokentally.dsl.Query.field;
import static io.tokentally.dsl.Query.not;
import static io.tokentally.dsl.Query.where;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokentally.Call;
import io.tokentally.CallReader;
import io.tokentally.ValidationException;
import io.tokentally.json.JsonText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The columns that a query reads, which a reader of some columns alone has to be told. */
class QueryColumnsTest {

  @Test
  void areSortedAndEachIsThereOnce() {
    Query query =
        where(
            and(
                field("wb_run_step").gt(2),
                not(field("inputs.a").in(field("op_name"), field("inputs.b"), "x"))));

    assertThat(query.columns()).containsExactly("inputs", "op_name", "wb_run_step");
    assertThat(where(not(Query.literal(1))).columns()).isEmpty();
    assertThatThrownBy(() -> query.columns().add("id"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "summary.weave.status, ended_at exception summary",
    "summary.weave.latency_ms, ended_at started_at",
    "summary.weave.trace_name, display_name op_name",
    "summary.weave, summary",
    "summary.usage.m.prompt_tokens, summary",
  })
  void ofComputedFieldsAreWhatTheyAreComputedFrom(String path, String columns) {
    assertThat(where(field(path).exists().eq(true)).columns()).containsExactly(columns.split(" "));
  }

  @Test
  void unknownFieldsAreRefusedAsInCompiling() {
    Query query = where(and(field("no_such").eq(1), field("id.x").eq(1)));

    assertThatThrownBy(query::forCalls).isInstanceOf(ValidationException.class);
    assertThatThrownBy(query::columns)
        .isInstanceOfSatisfying(
            ValidationException.class, refusal -> assertThat(refusal.errors()).hasSize(2))
        .hasMessageContaining("no such field on calls: \"no_such\"");
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void areAllThatTheAnswerDependsOn(
      @ForAll("queries") Query query, @ForAll("calls") Map<String, Object> document)
      throws IOException {
    String json = JsonText.of(document);
    Call some = onlyColumns(json, query.columns().toArray(String[]::new));

    assertThat(query.forCalls().test(some)).isEqualTo(query.forCalls().test(Call.parse(json)));
  }

  private static Call onlyColumns(String json, String... columns) throws IOException {
    byte[] line = json.getBytes(StandardCharsets.UTF_8);
    return requireNonNull(CallReader.of(new ByteArrayInputStream(line)).forRollup(columns).next());
  }

  @Provide
  Arbitrary<Query> queries() {
    return RandomQueries.queries(RandomQueries.CALL_FIELDS);
  }

  @Provide
  Arbitrary<Map<String, Object>> calls() {
    return RandomDocuments.calls();
  }
}
