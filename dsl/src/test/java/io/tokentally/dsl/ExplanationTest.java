package io.tokentally.dsl;

import static io.tokentally.dsl.Query.field;
import static io.tokentally.dsl.Query.not;
import static io.tokentally.dsl.Query.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokentally.Call;
import io.tokentally.ValidationException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Why a call matches or does not, and conditions that are put together from lists. */
class ExplanationTest {

  private static final Call CALL = Call.builder().id("a").opName("chat").build();

  @Test
  void tellsWhatEveryNodeOfAQueryComesTo() {
    Query query = where(Query.and(field("op_name").eq("chat"), not(field("id").eq("a"))));
    Explanation why = query.explain(CALL);

    assertThat(why.matches()).isFalse();
    assertThat(why.parts()).extracting(Explanation::matches).containsExactly(true, false);
    assertThat(why.parts().get(0).parts())
        .extracting(Explanation::value)
        .containsExactly("chat", "chat");
    assertThat(why).isEqualTo(query.explain(CALL, FieldResolver.calls(), Dialect.STANDARD));
  }

  @Test
  void hasTheMeaningOfADialect() {
    Query query = where(not(field("exception").eq("late")));

    assertThat(query.explain(CALL).matches()).isEqualTo(query.forCalls().test(CALL)).isTrue();
    assertThat(query.explain(CALL, Dialect.WEAVE_CALLS_MERGED).matches())
        .isEqualTo(query.forCalls(Dialect.WEAVE_CALLS_MERGED).test(CALL))
        .isFalse();
    assertThat(query.explain(CALL, Dialect.WEAVE).matches())
        .isEqualTo(query.forCalls(Dialect.WEAVE).test(CALL))
        .isTrue();
  }

  @Test
  void refusesWhatCompilingRefuses() {
    Query query = where(field("no_such").eq(1));

    assertThatThrownBy(() -> query.explain(CALL))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("no such field on calls");
  }

  @Test
  void conditionsMayComeInAList() {
    List<Operation> conditions = List.of(field("id").eq("a"), field("op_name").eq("b"));

    assertThat(Query.and(conditions)).isEqualTo(Query.and(conditions.toArray(Operand[]::new)));
    assertThat(Query.or(conditions)).isEqualTo(Query.or(conditions.toArray(Operand[]::new)));
    assertThat(where(Query.and(conditions)).forCalls().test(CALL)).isFalse();
    assertThat(where(Query.or(conditions)).forCalls().test(CALL)).isTrue();
  }
}
