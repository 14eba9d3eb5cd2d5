package io.tokentally.dsl.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.FieldPath;
import io.tokentally.SortBy;
import io.tokentally.SortBy.Direction;
import io.tokentally.dsl.Field;
import io.tokentally.dsl.FieldResolver;
import io.tokentally.dsl.eval.SortTerm;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How the server sorts: docs/weave.md section 10. */
class WeaveSortingTest {

  private static Map<String, ?> row(Object value) {
    Map<String, Object> row = new HashMap<>();
    row.put("v", value);
    return row;
  }

  private static List<Object> sorted(Direction direction, Object... values) {
    List<SortTerm<Map<String, ?>>> terms =
        terms("v", FieldResolver.maps().resolve(FieldPath.parse("v")), direction);
    List<Map<String, ?>> rows = new ArrayList<>();
    for (Object value : values) {
      rows.add(row(value));
    }
    rows.sort((a, b) -> compare(terms, a, b));
    List<Object> sorted = new ArrayList<>();
    rows.forEach(row -> sorted.add(row.get("v")));
    return sorted;
  }

  private static List<SortTerm<Map<String, ?>>> terms(
      String path, Field<Map<String, ?>> field, Direction direction) {
    return WeaveSorting.terms(FieldPath.parse(path), field, direction, CallTable.NEWER);
  }

  private static int compare(
      List<SortTerm<Map<String, ?>>> terms, Map<String, ?> a, Map<String, ?> b) {
    return terms.stream()
        .mapToInt(term -> term.compare(term.value().value(a), term.value().value(b)))
        .filter(order -> order != 0)
        .findFirst()
        .orElse(0);
  }

  @Test
  void aJsonFieldSortsByPresenceThenAsDoubleThenAsText() {
    BigDecimal half = new BigDecimal("0.5");
    assertThat(sorted(Direction.ASC, null, "b", 10L, "9", "a", half, -1L))
        .containsExactly(-1L, half, "9", 10L, "a", "b", null);
    assertThat(sorted(Direction.DESC, null, "b", 10L, "9", "a", half, -1L))
        .containsExactly(10L, "9", half, -1L, "b", "a", null);
  }

  @Test
  void textWithTheSameNumberSortsAsText() {
    assertThat(sorted(Direction.ASC, "5", "+5", "05")).containsExactly("+5", "05", "5");
    assertThat(sorted(Direction.DESC, "5", "+5", "05")).containsExactly("5", "05", "+5");
  }

  @Test
  void anyOtherColumnSortsByItsValue() {
    Field<Map<String, ?>> column =
        new Field<>(Field.Kind.NUMBER, record -> record.get("v"), List.of());
    List<SortTerm<Map<String, ?>>> terms = terms("v", column, Direction.DESC);

    assertThat(terms).hasSize(1);
    assertThat(terms.get(0).direction()).isEqualTo(Direction.DESC);
    assertThat(terms.get(0).value().value(row(7L))).isEqualTo(7L);
  }

  @Test
  void theIdSettlesTies() {
    SortBy byName = new SortBy("op_name", Direction.ASC);
    SortBy byStart = new SortBy("started_at", Direction.ASC);
    SortBy byId = new SortBy("id", Direction.ASC);

    assertThat(WeaveSorting.withTies(List.of(byName)))
        .containsExactly(byName, new SortBy("id", Direction.DESC));
    assertThat(WeaveSorting.withTies(List.of(byName, byStart)))
        .containsExactly(byName, byStart, new SortBy("id", Direction.ASC));
    assertThat(WeaveSorting.withTies(List.of(byStart, byName)))
        .containsExactly(byStart, byName, new SortBy("id", Direction.DESC));
    assertThat(WeaveSorting.withTies(List.of(byId, byName))).containsExactly(byId, byName);
  }
}
