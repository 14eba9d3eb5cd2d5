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

/** Which calls match which queries on the Weave server: the conformance vectors of the dialect. */
class WeaveVectorsTest {

  static Stream<Named<Vector>> vectors() {
    return Vectors.load("weave-eval.jsonl")
        .filter(vector -> vector.getPayload().text("target").equals("call"));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void answersAsTheServer(Vector vector) {
    String json = vector.json("query");
    if (vector.expectsError()) {
      assertThatThrownBy(() -> Query.parse(json).forCalls(Dialect.WEAVE))
          .isInstanceOf(ValidationException.class);
      return;
    }
    Query query = Query.parse(json);
    JsonNode document = TokentallyMapper.create().valueToTree(vector.get("doc"));
    assertThat(query.compile(FieldResolver.jsonCalls(), Dialect.WEAVE).test(document))
        .isEqualTo(vector.get("expect"));
    Explanation why = query.explain(document, FieldResolver.jsonCalls(), Dialect.WEAVE);
    assertThat(why.holds()).isEqualTo(vector.get("expect"));
    if (vector.has("unknown")) {
      assertThat(why.value() == null).isEqualTo(vector.get("unknown"));
    }
    Call call = Call.parse(JsonText.of(vector.get("doc")));
    assertThat(query.forCalls(Dialect.WEAVE).test(call)).isEqualTo(vector.get("expect"));
  }
}
