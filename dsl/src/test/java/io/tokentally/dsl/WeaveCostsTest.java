package io.tokentally.dsl;

import static io.tokentally.dsl.Query.and;
import static io.tokentally.dsl.Query.field;
import static io.tokentally.dsl.Query.literal;
import static io.tokentally.dsl.Query.not;
import static io.tokentally.dsl.Query.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokentally.Call;
import io.tokentally.ValidationException;
import io.tokentally.dsl.Operand.Convert.Type;
import io.tokentally.dsl.eval.PriceRowFields;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What differs for price rows in the WEAVE dialect: docs/weave.md section 8. */
class WeaveCostsTest {

  private static final FieldResolver<Map<String, ?>> ROWS =
      new PriceRowFields<>(
          ColumnResolver.<Map<String, ?>>of("prices")
              .text("llm_id", row -> row.get("llm_id"))
              .number("cost", row -> row.get("cost"))
              .build());

  private static final Map<String, ?> ROW = Map.of("llm_id", "m1", "cost", 5L);
  private static final Call CALL = Call.builder().id("a").build();

  private static boolean ofRow(Operation operation) {
    return where(operation).compile(ROWS, Dialect.WEAVE).test(ROW);
  }

  private static boolean ofCall(Operation operation) {
    return where(operation).forCalls(Dialect.WEAVE).test(CALL);
  }

  @Test
  void aBooleanLiteralIsANumber() {
    Operation isOne = literal(true).convert(Type.STRING).eq("1");
    Operation isZero = literal(false).convert(Type.STRING).eq("0");

    assertThat(ofRow(isOne)).isTrue();
    assertThat(ofRow(isZero)).isTrue();
    assertThat(ofCall(isOne)).isFalse();
    assertThat(ofCall(isZero)).isFalse();
    assertThat(ofRow(literal("a").convert(Type.STRING).eq("a"))).isTrue();
  }

  @Test
  void aNumberToLookForIsRefused() {
    for (Operand number : List.of(literal(1), literal(true), field("cost"))) {
      assertThatThrownBy(() -> ofRow(field("llm_id").contains(number)))
          .isInstanceOf(ValidationException.class)
          .hasMessage(
              "$expr.$contains: expected a string to look for in a price row, found a number");
    }
    assertThat(ofRow(field("llm_id").contains("1"))).isTrue();
    assertThat(ofRow(field("llm_id").contains(field("llm_id")))).isTrue();
    assertThat(ofCall(field("id").contains(1))).isFalse();
  }

  @Test
  void nullIsUnknownOnBothSides() {
    Operand missing = literal(null);

    assertThat(ofRow(missing.eq(null))).isFalse();
    assertThat(ofRow(not(missing.eq(null)))).isFalse();
    assertThat(ofCall(missing.eq(null))).isTrue();
    assertThat(ofCall(not(missing.eq(null)))).isFalse();
  }

  @Test
  void anOperandOfAnAndOfOneIsAValueAlone() {
    Call call = Call.builder().id("a").inputs(Map.of("x", 5L)).build();
    for (Operand only : List.of(and(field("inputs.x")), Query.or(field("inputs.x")))) {
      assertThat(where(only.eq(5)).forCalls(Dialect.WEAVE).test(call)).isFalse();
      assertThat(where(only.eq("5")).forCalls(Dialect.WEAVE).test(call)).isTrue();
    }
    assertThat(where(field("inputs.x").eq(5)).forCalls(Dialect.WEAVE).test(call)).isTrue();
  }
}
