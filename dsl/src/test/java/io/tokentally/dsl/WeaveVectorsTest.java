package io.tokentally.dsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokentally.Call;
import io.tokentally.TokentallyMapper;
import io.tokentally.ValidationException;
import io.tokentally.json.JsonText;
import io.tokentally.testing.Vectors;
import io.tokentally.testing.Vectors.Vector;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which calls match which queries on the Weave server: the conformance vectors of the dialects. */
class WeaveVectorsTest {

  /** What the newer table of calls has otherwise: docs/weave.md section 17. */
  private static final String OLDER_TABLE = "null-column";

  private static Stream<Named<Vector>> ofCalls(String file) {
    return Vectors.load(file).filter(vector -> vector.getPayload().text("target").equals("call"));
  }

  static Stream<Named<Vector>> recorded() {
    return ofCalls("weave-eval.jsonl");
  }

  static Stream<Named<Vector>> ofTheNewerTable() {
    return ofCalls("weave-calls-complete.jsonl");
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void answersAsTheServer(Vector vector) {
    assertAnswer(Dialect.WEAVE_CALLS_MERGED, vector);
  }

  static Stream<Named<Vector>> withoutNullColumns() {
    return recorded().filter(vector -> !EvalVectors.hasTag(vector.getPayload(), OLDER_TABLE));
  }

  @ParameterizedTest
  @MethodSource("withoutNullColumns")
  void answersTheSameFromTheNewerTableWhereNoColumnIsNull(Vector vector) {
    assertAnswer(Dialect.WEAVE, vector);
  }

  @ParameterizedTest
  @MethodSource("ofTheNewerTable")
  void answersAsTheServerFromTheNewerTable(Vector vector) {
    assertAnswer(Dialect.WEAVE, vector);
    Object older = vector.get("expect_calls_merged");
    if (older != null) {
      assertThat(matches(Dialect.WEAVE_CALLS_MERGED, vector)).isEqualTo(older);
    }
  }

  private static boolean matches(Dialect dialect, Vector vector) {
    Call call = Call.parse(JsonText.of(vector.get("doc")));
    return Query.parse(vector.json("query")).forCalls(dialect).test(call);
  }

  private static void assertAnswer(Dialect dialect, Vector vector) {
    String json = vector.json("query");
    if (vector.expectsError() || EvalVectors.isRefusedSince(vector)) {
      assertThatThrownBy(() -> Query.parse(json).forCalls(dialect))
          .isInstanceOf(ValidationException.class);
      return;
    }
    Query query = Query.parse(json);
    JsonNode document = TokentallyMapper.create().valueToTree(vector.get("doc"));
    assertThat(query.compile(FieldResolver.jsonCalls(), dialect).test(document))
        .isEqualTo(vector.get("expect"));
    Explanation why = query.explain(document, FieldResolver.jsonCalls(), dialect);
    assertThat(why.matches()).isEqualTo(vector.get("expect"));
    if (vector.has("unknown")) {
      assertThat(why.value() == null).isEqualTo(vector.get("unknown"));
    }
    assertThat(matches(dialect, vector)).isEqualTo(vector.get("expect"));
  }
}
