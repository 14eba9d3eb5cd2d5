package io.tokentally.dsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokentally.Call;
import io.tokentally.TokentallyMapper;
import io.tokentally.ValidationError;
import io.tokentally.ValidationException;
import io.tokentally.json.JsonText;
import io.tokentally.testing.Vectors;
import io.tokentally.testing.Vectors.Vector;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which documents match which queries: the conformance vectors of the evaluator. */
class EvalVectorsTest {

  static Stream<Named<Vector>> vectors() {
    return Vectors.load("standard-eval.jsonl")
        .filter(vector -> !vector.getPayload().text("target").equals("cost"));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void answersAsTheVectorSays(Vector vector) {
    String json = EvalVectors.query(vector);
    if (vector.expectsError()) {
      ValidationException refusal =
          catchThrowableOfType(ValidationException.class, () -> compile(vector, json));
      assertThat(refusal).isNotNull();
      assertThat(refusal.errors().stream().map(ValidationError::loc).collect(Collectors.toSet()))
          .isEqualTo(vector.errorPaths());
    } else {
      assertThat(matches(vector, Query.parse(json))).isEqualTo(vector.get("expect"));
    }
  }

  private static void compile(Vector vector, String json) {
    if (vector.text("error_kind").equals("parse")) {
      Query.parse(json);
      return;
    }
    Query query = Query.parse(json);
    if (vector.text("target").equals("call")) {
      query.forCalls();
    } else {
      query.forJson();
    }
  }

  private static boolean matches(Vector vector, Query query) {
    JsonNode document = TokentallyMapper.create().valueToTree(vector.get("doc"));
    if (vector.text("target").equals("json")) {
      boolean matches = query.forJson().test(document);
      if (vector.get("doc") instanceof Map<?, ?>) {
        assertThat(query.forMaps().test(vector.object("doc"))).isEqualTo(matches);
      }
      return matches;
    }
    boolean matches = query.compile(FieldResolver.jsonCalls()).test(document);
    if (!EvalVectors.hasTag(vector, "bad-date-column")) {
      Call call = Call.parse(JsonText.of(vector.get("doc")));
      assertThat(query.forCalls().test(call)).isEqualTo(matches);
    }
    return matches;
  }
}
