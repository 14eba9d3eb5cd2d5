package io.tokentally.dsl.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.FieldPath;
import io.tokentally.SortBy.Direction;
import io.tokentally.dsl.FieldResolver;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The order of values of rows: docs/semantics.md rule 48. */
class SortTermTest {

  /** Each kind comes before the next one; the values of a line are in order or equal. */
  private static final List<Object> ASCENDING =
      Arrays.asList(
          false,
          true,
          -5L,
          new BigDecimal("2.5"),
          3L,
          Instant.parse("2024-06-15T10:00:00Z"),
          Instant.parse("2024-06-15T10:00:01Z"),
          "",
          "a",
          List.of(2L),
          Map.of("k", 1L));

  private static SortTerm<Map<String, ?>> term(Direction direction) {
    List<SortTerm<Map<String, ?>>> terms =
        SortTerm.standard(FieldResolver.maps().resolve(FieldPath.parse("v")), direction);
    assertThat(terms).hasSize(1);
    return terms.get(0);
  }

  @Test
  void valuesAreOrderedByKindThenByValue() {
    for (int i = 0; i < ASCENDING.size(); i++) {
      for (int j = 0; j < ASCENDING.size(); j++) {
        int order = term(Direction.ASC).compare(ASCENDING.get(i), ASCENDING.get(j));
        assertThat(Integer.signum(order)).isEqualTo(Integer.compare(i, j));
        int other = term(Direction.DESC).compare(ASCENDING.get(i), ASCENDING.get(j));
        assertThat(Integer.signum(other)).isEqualTo(Integer.compare(j, i));
      }
    }
  }

  @Test
  void listsAndObjectsAreEqualAmongThemselves() {
    assertThat(term(Direction.ASC).compare(List.of(), List.of(1L, 2L))).isZero();
    assertThat(term(Direction.ASC).compare(Map.of(), Map.of("a", 1L))).isZero();
    assertThat(term(Direction.ASC).compare(5L, new BigDecimal("5.0"))).isZero();
  }

  @Test
  void nullsComeLastInBothDirections() {
    for (Direction direction : Direction.values()) {
      assertThat(term(direction).compare(null, 5L)).isPositive();
      assertThat(term(direction).compare(5L, null)).isNegative();
      assertThat(term(direction).compare(null, null)).isZero();
    }
  }

  @Test
  void theValueIsTheOneOfTheField() {
    assertThat(term(Direction.ASC).value().value(Map.of("v", "x"))).isEqualTo("x");
    assertThat(term(Direction.ASC).value().value(Collections.emptyMap())).isNull();
  }
}
