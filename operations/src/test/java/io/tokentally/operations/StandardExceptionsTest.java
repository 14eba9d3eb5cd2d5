package io.tokentally.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.testing.Vectors;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of exceptions holds nothing that is not there, and says why of each. */
class StandardExceptionsTest {

  @Test
  void listsVectorsThatExistOnceEach() {
    List<String> ids =
        Stream.of("costapi.jsonl", "callsusage.jsonl")
            .flatMap(file -> Vectors.read(file).stream())
            .map(vector -> vector.text("id"))
            .toList();
    assertThat(StandardExceptions.list())
        .extracting(StandardExceptions.Entry::id)
        .doesNotHaveDuplicates()
        .isSubsetOf(ids);
  }

  @Test
  void saysTheRuleAndTheReasonOfEach() {
    assertThat(StandardExceptions.list())
        .isNotEmpty()
        .allSatisfy(
            entry -> {
              assertThat(entry.rule()).matches("[0-9]+");
              assertThat(entry.why()).isNotBlank();
            });
  }
}
