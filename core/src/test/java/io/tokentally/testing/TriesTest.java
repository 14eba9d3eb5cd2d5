package io.tokentally.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TriesTest {

  @ParameterizedTest
  @CsvSource({"x1, 15, 15", "x10, 500, 5000", "x0.1, 500, 50", "x0.1, 3, 1", "30, 500, 30"})
  void areAsManyAsAskedOrAMultipleOfTheUsual(String asked, int usual, int expected) {
    assertThat(Tries.tries(asked, usual)).isEqualTo(expected);
  }
}
