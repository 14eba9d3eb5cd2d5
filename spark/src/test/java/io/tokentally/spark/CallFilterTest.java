package io.tokentally.spark;

import static io.tokentally.dsl.Query.and;
import static io.tokentally.dsl.Query.field;
import static io.tokentally.dsl.Query.fieldAt;
import static io.tokentally.dsl.Query.not;
import static io.tokentally.dsl.Query.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokentally.Call;
import io.tokentally.ValidationException;
import io.tokentally.dsl.Dialect;
import io.tokentally.dsl.Operand;
import io.tokentally.dsl.Operation;
import io.tokentally.dsl.Query;
import io.tokentally.json.CallColumn;
import io.tokentally.spark.query.CallPredicate;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;

class CallFilterTest {

  private static final SparkSession SPARK = SparkSessions.shared();

  private static List<String> found(Operation condition, String select) {
    Dataset<Row> matches = CallFilter.of(where(condition)).apply(SPARK.sql(select));
    return matches.collectAsList().stream().map(row -> row.<String>getAs("id")).toList();
  }

  @Test
  void columnsOfWrongTypesAreToldAllAtOnce() {
    CallFilter filter = CallFilter.of(where(field("op_name").eq("chat")));
    StructType schema =
        StructType.fromDDL("op_name INT, started_at BOOLEAN, other BINARY, ID STRING");
    assertThatThrownBy(() -> filter.on(schema))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("op_name: expected a string (STRING), found INT")
        .hasMessageContaining("started_at: expected a date")
        .hasMessageContaining("id: required, but the dataset has no such column");
  }

  @Test
  void aColumnTwiceIsRefused() {
    CallFilter filter = CallFilter.of(where(field("op_name").eq("chat")));
    Dataset<Row> calls = SPARK.sql("SELECT '1' AS id, 'a' AS op_name, 'b' AS op_name");
    assertThatThrownBy(() -> filter.apply(calls))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("op_name: expected one such column, found another");
  }

  @Test
  void whichColumnIsMeantIsUpToTheSession() {
    CallFilter filter = CallFilter.of(where(field("op_name").eq("a")));
    String calls = "SELECT '1' AS id, 'a' AS op_name, 'b' AS OP_NAME";
    assertThatThrownBy(() -> filter.apply(SPARK.sql(calls)))
        .hasMessageContaining("AMBIGUOUS_REFERENCE")
        .hasMessageContaining("`op_name`");
    SparkSession exact = SparkSessions.inZone("UTC");
    exact.conf().set("spark.sql.caseSensitive", true);
    assertThat(filter.apply(exact.sql(calls)).count()).isEqualTo(1);
  }

  @Test
  void queriesThatCannotBeCompiledAreRefusedAtOnce() {
    assertThatThrownBy(() -> CallFilter.of(where(and(field("outputs").eq(1), field("id.x").eq(1)))))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("no such field on calls: \"outputs\"")
        .hasMessageContaining("nothing lies below the column id");
    Query list = where(field("id").eq(List.of(1)));
    assertThat(CallFilter.of(list).columns()).containsExactly(CallColumn.ID);
    assertThatThrownBy(() -> CallFilter.of(list, Dialect.WEAVE))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("expected no list or object");
  }

  @Test
  void needsTheColumnsThatTheQueryReads() {
    CallFilter filter =
        CallFilter.of(
            where(
                and(
                    field("summary.weave.status").eq("error"),
                    field("inputs.a").in(field("wb_run_id"), 1),
                    not(field("trace_id").contains(field("op_name"))))));
    assertThat(filter.columns())
        .isEqualTo(
            Set.of(
                CallColumn.EXCEPTION,
                CallColumn.SUMMARY,
                CallColumn.ENDED_AT,
                CallColumn.INPUTS,
                CallColumn.WB_RUN_ID,
                CallColumn.TRACE_ID,
                CallColumn.OP_NAME));
  }

  @Test
  void caseCountsWhateverTheCollation() {
    String calls = "SELECT '1' AS id, 'chat' COLLATE UTF8_LCASE AS op_name";
    assertThat(found(field("op_name").eq("CHAT"), calls)).isEmpty();
    assertThat(found(field("op_name").eq("chat"), calls)).containsExactly("1");
    assertThat(found(field("op_name").gt("Z"), calls)).containsExactly("1");
    assertThat(found(field("op_name").contains("HAT"), calls)).isEmpty();
  }

  @Test
  @EnabledForJreRange(maxVersion = SparkSessions.LAST_JDK_WITH_FILES)
  void columnsOfFixedLengthAreNotPaddedBesideTheConstant() {
    SPARK.sql("DROP TABLE IF EXISTS padded");
    SPARK.sql(
        "CREATE TABLE padded (id STRING, op_name CHAR(5), trace_id VARCHAR(5)) USING parquet");
    SPARK.sql("INSERT INTO padded VALUES ('1', 'chat', 'a')");
    assertThat(found(field("op_name").eq("chat"), "SELECT * FROM padded")).isEmpty();
    assertThat(found(field("op_name").eq("chat "), "SELECT * FROM padded")).containsExactly("1");
    assertThat(found(field("trace_id").eq("a"), "SELECT * FROM padded")).containsExactly("1");
    SPARK.sql("DROP TABLE padded");
  }

  @Test
  void namesOfMembersAreExact() {
    String calls =
        "SELECT '1' AS id, named_struct('Model', 'x', 'model', 'y', 'Kind', 'z') AS inputs";
    assertThat(found(field("inputs.model").eq("y"), calls)).containsExactly("1");
    assertThat(found(field("inputs.Model").eq("x"), calls)).containsExactly("1");
    assertThat(found(field("inputs.kind").eq("z"), calls)).isEmpty();
    assertThat(found(field("inputs.Kind").eq("z"), calls)).containsExactly("1");
    String odd = "SELECT '1' AS id, named_struct('a.b', 'x', 'c`d', 5L, '', 'e') AS inputs";
    assertThat(found(fieldAt("inputs", "a.b").eq("x"), odd)).containsExactly("1");
    assertThat(found(fieldAt("inputs", "c`d").gt(4.5), odd)).containsExactly("1");
    assertThat(found(field("inputs.").eq("e"), odd)).containsExactly("1");
    assertThat(found(field("inputs.a.b").exists().eq(false), odd)).containsExactly("1");
  }

  @Test
  void aMemberOfRefusedJsonIsNull() {
    // A key twice: the whole is no JSON to our reader, and has no members.
    String calls =
        "SELECT '1' AS id, named_struct('a', 'x', 'a', 'y', 'b', 'z') AS inputs,"
            + " named_struct('m', map('k', 1), 'b', 'x') AS output";
    assertThat(found(field("inputs.a").eq("x"), calls)).isEmpty();
    assertThat(found(field("inputs.b").eq("z"), calls)).isEmpty();
    assertThat(found(field("inputs").contains("\"z\"}"), calls)).containsExactly("1");
    assertThat(found(field("output.b").eq("x"), calls)).containsExactly("1");
    assertThat(found(field("output.m.k").eq(1), calls)).containsExactly("1");
  }

  @Test
  void variantsAreJson() {
    String calls = "SELECT '1' AS id, parse_json('{\"a\": [1.50, \"x\"], \"b\": null}') AS inputs";
    assertThat(found(field("inputs.a.0").eq(1.5), calls)).containsExactly("1");
    assertThat(found(field("inputs.a").contains("x"), calls)).containsExactly("1");
    assertThat(found(field("inputs.b").eq(null), calls)).containsExactly("1");
  }

  @Test
  void whatIsLeftOfManyConditionsIsNoneAlone() {
    // Of many, unknown counts as false; alone it would stay unknown, and so would its negation.
    Query neither = where(not(Query.or(field("op_name").eq("x"), field("inputs.n").gt(5))));
    Dataset<Row> calls = SPARK.sql("SELECT '1' AS id, 'chat' AS op_name, '{}' AS inputs");
    assertThat(CallFilter.of(neither, Dialect.WEAVE).apply(calls).count()).isEqualTo(1);
    Query notOne = where(not(Query.or(field("inputs.n").gt(5))));
    assertThat(CallFilter.of(notOne, Dialect.WEAVE).apply(calls).count()).isZero();
  }

  @Test
  void missingColumnsAreNull() {
    String calls = "SELECT '1' AS id, null AS exception";
    assertThat(found(field("op_name").eq(null), calls)).containsExactly("1");
    assertThat(found(field("exception").exists(), calls)).isEmpty();
    assertThat(found(field("input_refs").exists(), calls)).containsExactly("1");
    assertThat(found(field("summary.weave.status").eq("running"), calls)).containsExactly("1");
  }

  private static List<String> found(Operand condition, String select) {
    return found(and(condition), select);
  }

  @Test
  void bytesThatAreNoTextAreReadAsTextIsRead() {
    List<String> bytes =
        List.of("61FF", "61", "FF", "C3", "61C3A9", "C3A9FF", "80", "EDA080", "F09F9880", "EFBFBD");
    List<String> texts =
        List.of("a", "\u00e9", "\ufffd", "a\ufffd", "\ud83d\ude00", "\uffff", "z", "\ud83d");
    Dataset<Row> calls =
        SPARK.sql(
            "SELECT hex AS id, CAST(unhex(hex) AS STRING) AS op_name FROM VALUES ('"
                + String.join("'),('", bytes)
                + "') AS t(hex)");
    for (String text : texts) {
      for (Operation condition : conditions(field("op_name"), text)) {
        Set<String> expected = new TreeSet<>();
        for (String hex : bytes) {
          String read = new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8);
          if (where(condition).forCalls().test(Call.builder().id(hex).opName(read).build())) {
            expected.add(hex);
          }
        }
        Set<String> found = new TreeSet<>();
        CallFilter.of(where(condition))
            .apply(calls)
            .collectAsList()
            .forEach(row -> found.add(row.getString(0)));
        assertThat(found).as(condition.toString()).isEqualTo(expected);
      }
    }
  }

  private static List<Operation> conditions(Operand operand, String text) {
    return List.of(
        operand.eq(text),
        operand.gt(text),
        operand.lte(text),
        operand.in(text, "x"),
        operand.contains(text));
  }

  @Test
  void queriesOfAnySizeAreEvaluated() {
    Operand[] many =
        IntStream.range(0, 3_000).mapToObj(i -> field("id").eq("" + i)).toArray(Operand[]::new);
    Operation deep = field("id").eq("1");
    for (int i = 0; i < 198; i++) {
      deep = i % 2 == 0 ? and(deep) : not(deep);
    }
    String calls = "SELECT '1' AS id UNION ALL SELECT 'x' AS id";
    assertThat(found(Query.or(many), calls)).containsExactly("1");
    assertThat(found(not(and(many)), calls)).containsExactly("1", "x");
    assertThat(found(not(Query.or(many)), calls)).containsExactly("x");
    assertThat(
            found(field("id").in(IntStream.range(0, 9_000).mapToObj(i -> "" + i).toArray()), calls))
        .containsExactly("1");
    assertThat(found(deep, calls)).hasSize(1);
  }

  @Test
  void littleTravelsToTheExecutorsAndEachCompilesItOnce()
      throws IOException, ClassNotFoundException {
    Query query = where(field("inputs.a").containsIgnoringCase("chat"));
    CallPredicate sent = new CallPredicate(query, Dialect.STANDARD, List.of(CallColumn.INPUTS));
    sent.compiled();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ObjectOutputStream(bytes).writeObject(sent);
    assertThat(bytes.size()).isLessThan(1_000);

    Object read = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    CallPredicate received = (CallPredicate) read;
    assertThat(received.compiled()).isNotSameAs(sent.compiled()).isSameAs(received.compiled());
  }
}
