package io.tokentally.dsl;

import static io.tokentally.dsl.Query.field;
import static io.tokentally.dsl.Query.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tokentally.TokentallyMapper;
import io.tokentally.ValidationError;
import io.tokentally.ValidationError.Type;
import io.tokentally.ValidationException;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Queries inside types of one's own, with one's own mapper. */
class QueryJacksonTest {

  record Search(String name, Query query, List<Query> more) {}

  private static final Query EXACT =
      where(field("a").in(9007199254740993L, 5, 5.0, new BigDecimal("0.10"), null, ""));
  private static final Query NULLS =
      where(
          new WrittenContains(
              Query.literal(Arrays.asList(null, "", List.of(), Map.of())), Query.and(), null));

  private final JsonMapper mapper = TokentallyMapper.create();

  private static List<ValidationError> faults(ObjectMapper mapper, String json, Class<?> type) {
    JsonMappingException refusal =
        catchThrowableOfType(JsonMappingException.class, () -> mapper.readValue(json, type));
    assertThat(refusal).hasCauseInstanceOf(ValidationException.class);
    assertThat(refusal).hasMessageStartingWith(refusal.getCause().getMessage());
    return ((ValidationException) refusal.getCause()).errors();
  }

  @Test
  void isBoundInsideAnotherType() throws JsonProcessingException {
    Search search = new Search("s", EXACT, List.of(NULLS));
    String json =
        "{\"name\":\"s\",\"query\":" + EXACT.toJson() + ",\"more\":[" + NULLS.toJson() + "]}";

    assertThat(mapper.writeValueAsString(search)).isEqualTo(json);
    assertThat(mapper.readValue(json, Search.class)).isEqualTo(search);
    assertThat(mapper.convertValue(search, Search.class)).isEqualTo(search);
    assertThat(mapper.treeToValue(mapper.readTree(json), Search.class)).isEqualTo(search);
    assertThat(mapper.readValue("{\"name\":\"s\",\"query\":null}", Search.class))
        .isEqualTo(new Search("s", null, null));
  }

  @Test
  void anyMapperReadsNumbersExactly() throws IOException {
    ObjectMapper plain = new ObjectMapper();

    assertThat(plain.readValue(EXACT.toJson(), Query.class)).isEqualTo(EXACT);
    assertThat(plain.writeValueAsString(EXACT)).isEqualTo(EXACT.toJson());
    assertThat(plain.readValue(plain.writeValueAsBytes(EXACT), Query.class)).isEqualTo(EXACT);
  }

  @ParameterizedTest
  @EnumSource(names = {"NON_NULL", "NON_ABSENT", "NON_EMPTY", "NON_DEFAULT"})
  void mapperThatLeavesThingsOutLeavesNothingOutOfAQuery(JsonInclude.Include include)
      throws JsonProcessingException {
    ObjectMapper sparing = new ObjectMapper().setDefaultPropertyInclusion(include);

    assertThat(sparing.writeValueAsString(EXACT)).isEqualTo(EXACT.toJson());
    assertThat(sparing.writeValueAsString(NULLS)).isEqualTo(NULLS.toJson());
  }

  @Test
  void settingsForOtherTypesDoNotChangeAQuery() throws JsonProcessingException {
    Query query =
        where(field("z").eq(Map.of("a", new BigDecimal("1e30"), "b", new BigDecimal("1e400"))));
    ObjectMapper odd =
        JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(SerializationFeature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED)
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    assertThat(Query.parse(odd.writeValueAsString(where(Query.not(field("a"))))))
        .isEqualTo(where(Query.not(field("a"))));
    assertThat(Query.parse(odd.writeValueAsString(query))).isEqualTo(query);
  }

  @Test
  void refusalIsTheCauseWithEveryFault() {
    String json = "{\"$expr\":{\"$eq\":[5]},\"x\":1}";

    assertThat(faults(mapper, json, Query.class))
        .extracting(ValidationError::loc)
        .containsExactly(List.of("$expr", "$eq"), List.of("$expr", "$eq", 0), List.of("x"));
    assertThat(faults(mapper, "5", Query.class))
        .containsExactly(
            new ValidationError(List.of(), "expected a query, {\"$expr\": …}, found 5", Type.TYPE));
  }

  @Test
  void allPathsOfOneRefusalBeginAtTheSamePlace() {
    String json = "{\"query\":{\"$expr\":{\"$eq\":[{\"$literal\":1e99999999999},5]}}}";

    assertThat(faults(new ObjectMapper(), json, Search.class))
        .extracting(ValidationError::loc)
        .containsExactlyInAnyOrder(
            List.of("$expr", "$eq", 0, "$literal"), List.of("$expr", "$eq", 1));
  }

  @Test
  void nestingIsTheFaultOfTheQueryWithAnyMapper() {
    String json = "{\"$expr\":" + "{\"$not\":[".repeat(50_000);

    for (ObjectMapper each : List.of(mapper, new ObjectMapper())) {
      assertThat(faults(each, json, Query.class))
          .singleElement()
          .satisfies(
              fault -> {
                assertThat(fault.loc()).containsExactly("$expr");
                assertThat(fault.type()).isEqualTo(Type.LIMIT);
              });
    }
  }

  @Test
  void keyWrittenTwiceIsRefusedByAnyMapper() {
    String json = "{\"$expr\":{\"$and\":[]},\"$expr\":{\"$and\":[]}}";

    assertThat(faults(new ObjectMapper(), json, Query.class))
        .containsExactly(
            new ValidationError(
                List.of("$expr"), "key written twice in one object: \"$expr\"", Type.JSON));
    assertThatThrownBy(() -> mapper.readValue(json, Query.class))
        .isInstanceOf(JsonProcessingException.class)
        .hasMessageContaining("'$expr'");
  }

  @Test
  void textThatIsNoJsonStaysTheMappersOwnRefusal() {
    assertThatThrownBy(() -> mapper.readValue("{\"$expr\":{\"$and\":[}}", Query.class))
        .isInstanceOf(JsonProcessingException.class)
        .hasMessageContaining("'}'");
  }
}
