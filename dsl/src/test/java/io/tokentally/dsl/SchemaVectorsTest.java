package io.tokentally.dsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tokentally.ValidationError;
import io.tokentally.ValidationException;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonReader;
import io.tokentally.json.Loc;
import io.tokentally.testing.Vectors;
import io.tokentally.testing.Vectors.Vector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which documents are queries: the conformance vectors of the codec. */
class SchemaVectorsTest {

  static Stream<Named<Vector>> vectors() {
    return Vectors.load("standard-schema.jsonl");
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void readsWhatTheContractAcceptsAndRefusesTheRest(Vector vector) {
    String json = vector.has("text") ? vector.text("text") : vector.json("doc");
    if (vector.text("expect").equals("accept")) {
      Query query = Query.parse(json);
      assertThat(plain(query.toJson())).isEqualTo(plain(json));
      assertThat(Query.parse(query.toJson())).isEqualTo(query);
      return;
    }
    ValidationException refusal =
        catchThrowableOfType(ValidationException.class, () -> Query.parse(json));
    assertThat(refusal).isNotNull();
    if (vector.has("error_paths")) {
      assertThat(refusal.errors().stream().map(ValidationError::loc).collect(Collectors.toSet()))
          .isEqualTo(vector.errorPaths());
    }
  }

  private static Object plain(String json) {
    return String.valueOf(JsonReader.read(json, Loc.ROOT, new ErrorCollector()));
  }
}
