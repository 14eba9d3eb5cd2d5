package io.tokentally.dsl;

import static io.tokentally.dsl.Query.and;
import static io.tokentally.dsl.Query.field;
import static io.tokentally.dsl.Query.literal;
import static io.tokentally.dsl.Query.not;
import static io.tokentally.dsl.Query.or;
import static io.tokentally.dsl.Query.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tokentally.ValidationError;
import io.tokentally.ValidationError.Type;
import io.tokentally.ValidationException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused when a query is compiled (docs/semantics.md rules 3 and 4). */
class CompileTest {

  private static final String COLUMNS =
      "; columns: id, project_id, trace_id, parent_id, thread_id, turn_id, op_name, display_name,"
          + " started_at, ended_at, deleted_at, expire_at, exception, wb_user_id, wb_run_id,"
          + " wb_run_step, wb_run_step_end, input_refs, output_refs, inputs, output, attributes,"
          + " summary";

  private static List<ValidationError> faults(Operation operation) {
    return catchThrowableOfType(ValidationException.class, () -> where(operation).forCalls())
        .errors();
  }

  static Stream<Arguments> places() {
    Operand x = field("zzz");
    return Stream.of(
        arguments(and(x), List.of("$and", 0)),
        arguments(or(literal(1), x), List.of("$or", 1)),
        arguments(not(x), List.of("$not", 0)),
        arguments(x.eq(1), List.of("$eq", 0)),
        arguments(literal(1).gt(x), List.of("$gt", 1)),
        arguments(literal(1).gte(x), List.of("$gte", 1)),
        arguments(literal(1).lt(x), List.of("$lt", 1)),
        arguments(literal(1).lte(x), List.of("$lte", 1)),
        arguments(x.in(1), List.of("$in", 0)),
        arguments(literal(1).in(2, 3, x), List.of("$in", 1, 2)),
        arguments(x.contains("a"), List.of("$contains", "input")),
        arguments(literal("a").containsIgnoringCase(x), List.of("$contains", "substr")),
        arguments(not(x.exists()), List.of("$not", 0, "$convert", "input")));
  }

  @ParameterizedTest
  @MethodSource("places")
  void unknownFieldIsToldWithItsPlace(Operation operation, List<Object> place) {
    List<Object> loc =
        Stream.of(List.<Object>of("$expr"), place, List.<Object>of("$getField"))
            .flatMap(List::stream)
            .toList();

    assertThat(faults(operation))
        .containsExactly(
            new ValidationError(
                loc, "no such field on calls: \"zzz\"" + COLUMNS, Type.UNKNOWN_FIELD));
  }

  @Test
  void emptyAndAndOrNeedAnOperand() {
    assertThat(faults(and(or(), not(and()))))
        .containsExactly(
            new ValidationError(
                List.of("$expr", "$and", 0, "$or"),
                "expected at least one operand, found none",
                Type.ARITY),
            new ValidationError(
                List.of("$expr", "$and", 1, "$not", 0, "$and"),
                "expected at least one operand, found none",
                Type.ARITY));
    assertThatThrownBy(() -> where(and()).forMaps())
        .isInstanceOf(ValidationException.class)
        .hasMessage("$expr.$and: expected at least one operand, found none");
    assertThatThrownBy(() -> where(or()).forJson())
        .isInstanceOf(ValidationException.class)
        .hasMessage("$expr.$or: expected at least one operand, found none");
  }

  @Test
  void allFaultsAreToldInDocumentOrderAlsoBehindADecidingOperand() {
    Operation operation =
        or(
            literal(true),
            and(literal(false), field("id.x").eq(field("nope"))),
            or(),
            field("summary.weave.cost").in(field("also"), literal(1)),
            field("started_at.x").contains(field("")));

    assertThat(faults(operation))
        .extracting(ValidationError::loc)
        .containsExactly(
            List.of("$expr", "$or", 1, "$and", 1, "$eq", 0, "$getField"),
            List.of("$expr", "$or", 1, "$and", 1, "$eq", 1, "$getField"),
            List.of("$expr", "$or", 2, "$or"),
            List.of("$expr", "$or", 3, "$in", 0, "$getField"),
            List.of("$expr", "$or", 3, "$in", 1, 0, "$getField"),
            List.of("$expr", "$or", 4, "$contains", "input", "$getField"),
            List.of("$expr", "$or", 4, "$contains", "substr", "$getField"));
  }

  @Test
  void plainDocumentsHaveEveryField() {
    Query query =
        where(
            or(
                field("").eq(1),
                field("id.x").eq(2),
                field("summary.weave.cost").eq(3),
                field("..").eq(4)));

    assertThat(query.forMaps().test(Map.of("summary", Map.of("weave", Map.of("cost", 3)))))
        .isTrue();
    assertThat(query.forMaps().test(Map.of("", Map.of("", Map.of("", 4))))).isTrue();
    assertThat(query.forMaps().test(Map.of())).isFalse();
  }

  @Test
  void fieldsOfOnesOwnResolverAreRefusedInItsWords() {
    FieldResolver<String> none =
        path -> {
          throw new UnknownFieldException("nothing to see at " + path.parts());
        };

    assertThatThrownBy(() -> where(field("a.b").eq(1)).compile(none))
        .isInstanceOf(ValidationException.class)
        .hasMessage("$expr.$eq[0].$getField: nothing to see at [a, b]");
  }
}
