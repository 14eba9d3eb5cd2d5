package io.tokentally.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokentally.ValidationException;
import io.tokentally.aggregation.VectorRows;
import io.tokentally.testing.Vectors;
import io.tokentally.testing.Vectors.Vector;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which calls pass which filter under our own rules: the server's vectors, which all hold. */
class FilterVectorsTest {

  static Stream<Named<Vector>> vectors() {
    return Vectors.load("filter.jsonl");
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void passesTheCallsThatPassOnTheWeaveServer(Vector vector) {
    if (vector.expectsError()) {
      assertThatThrownBy(() -> passes(vector))
          .isInstanceOf(ValidationException.class)
          .hasMessageContaining("expected");
    } else {
      assertThat(passes(vector)).isEqualTo(vector.get("expect"));
    }
  }

  private static boolean passes(Vector vector) {
    CallsFilter filter = CallsFilter.parse(vector.json("filter"));
    return CallSelection.ALL
        .withFilter(filter)
        .toPredicate()
        .test(VectorRows.call(vector.get("doc"), "p"));
  }
}
