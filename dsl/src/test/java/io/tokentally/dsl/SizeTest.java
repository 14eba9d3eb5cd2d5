package io.tokentally.dsl;

import static io.tokentally.dsl.Query.field;
import static io.tokentally.dsl.Query.literal;
import static io.tokentally.dsl.Query.not;
import static io.tokentally.dsl.Query.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tokentally.Call;
import io.tokentally.TokentallyMapper;
import io.tokentally.ValidationException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code $size}: docs/semantics.md rule 52, docs/weave.md section 1. */
class SizeTest {

  private static final JsonMapper MAPPER = TokentallyMapper.create();

  private static void assertSize(Object value, Object expected) throws Exception {
    Map<String, Object> document = new HashMap<>();
    document.put("v", value);
    Query query = where(field("v").size().eq(expected));

    assertThat(query.forMaps().test(document)).isTrue();
    assertThat(query.forJson().test(MAPPER.valueToTree(document))).isTrue();
    assertThat(where(not(field("v").size().gte(0))).forMaps().test(document))
        .isEqualTo(expected == null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]|0",
        "[1,null,[2,3]]|3",
        "{}|0",
        "{\"a\":null,\"b\":1}|2",
        "\"\"|0",
        "\"abc\"|3",
        "\"\u00e9\u20ac\"|2",
        "\"\ud83d\ude00x\"|2",
        "5|null",
        "5.5|null",
        "true|null",
        "null|null",
      })
  void isOfElementsMembersAndCodePoints(String json, String expected) throws Exception {
    assertSize(
        MAPPER.readValue(json, Object.class),
        expected.equals("null") ? null : Long.valueOf(expected));
  }

  @Test
  void isOfWhateverCollectionARecordHas() {
    Query two = where(field("v").size().eq(2));

    assertThat(two.forMaps().test(Map.of("v", Set.of(1, 2)))).isTrue();
    assertThat(two.forMaps().test(Map.of("v", new String[] {"a", "b"}))).isTrue();
    assertThat(two.forMaps().test(Map.of("v", new StringBuilder("ab")))).isTrue();
    assertThat(two.forMaps().test(Map.of("v", Instant.EPOCH))).isFalse();
    assertThat(two.forMaps().test(Map.of())).isFalse();
  }

  @Test
  void isAValueLikeAnyOther() {
    Call call = Call.builder().id("c").addInputRefs("a", "b").inputs(Map.of("n", 2L)).build();
    Operand refs = field("input_refs").size();

    assertThat(where(refs.eq(field("inputs.n"))).forCalls().test(call)).isTrue();
    assertThat(where(refs.in(1, 2)).forCalls().test(call)).isTrue();
    assertThat(where(refs.convert(Operand.Convert.Type.STRING).eq("2")).forCalls().test(call))
        .isTrue();
    assertThat(where(Query.and(refs)).forCalls().test(call)).isTrue();
    assertThat(where(Query.and(field("output_refs").size())).forCalls().test(call)).isFalse();
    assertThat(where(literal(List.of(1, 2, 3)).size().eq(3)).forCalls().test(call)).isTrue();
    assertThat(where(refs.eq(2)).explain(call).parts().get(0).value()).isEqualTo(2L);
  }

  @Test
  void columnsOfItsOperandAreRead() {
    assertThat(where(field("inputs.a").size().gt(field("op_name").size())).columns())
        .containsExactly("inputs", "op_name");
  }

  @Test
  void whatItsOperandLacksIsRefusedWithItsPlace() {
    assertThatThrownBy(() -> where(field("zzz").size().eq(1)).forCalls())
        .isInstanceOf(ValidationException.class)
        .hasMessageStartingWith("$expr.$eq[0].$size.$getField: no such field on calls: \"zzz\"");
  }

  @Test
  void toTheServerATextIsItsBytes() {
    Call call = Call.builder().id("c").opName("a\u00e9\u20ac\ud83d\ude00").build();
    List<Boolean> answers = new ArrayList<>();
    for (Dialect dialect : List.of(Dialect.WEAVE, Dialect.WEAVE_CALLS_MERGED)) {
      answers.add(where(field("op_name").size().eq(10)).forCalls(dialect).test(call));
    }
    assertThat(answers).containsOnly(true);
    assertThat(where(field("op_name").size().eq(4)).forCalls().test(call)).isTrue();
  }
}
