package io.tokentally.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tokentally.Call;
import io.tokentally.TokentallyMapper;
import io.tokentally.json.JsonText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** Compiled queries answer as the plain interpreter does, whatever the document is held in. */
class InterpreterAgreementTest {

  private static final JsonMapper MAPPER = TokentallyMapper.create();

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void documentsMatchAsTheSemanticsSay(
      @ForAll("queries") Query query, @ForAll("documents") Map<String, Object> document)
      throws JsonProcessingException {
    Object plain = PlainInterpreter.plain(document);
    boolean expected =
        new PlainInterpreter(path -> PlainInterpreter.below(plain, path)).matches(query.toJson());
    JsonNode tree = MAPPER.readTree(JsonText.of(document));

    assertThat(query.forMaps().test(document)).isEqualTo(expected);
    assertThat(query.forJson().test(tree)).isEqualTo(expected);
    assertThat(query.forJson().test(MAPPER.valueToTree(document))).isEqualTo(expected);
    Statistics.label("match")
        .collect(expected)
        .coverage(answers -> answers.check(true).percentage(share -> share > 10));
  }

  /** As Jackson reads numbers unless it is told otherwise: ints, longs and doubles. */
  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void binaryNumbersMatchAsTheDecimalsThatTheyPrint(
      @ForAll("queries") Query query, @ForAll("documents") Map<String, Object> document)
      throws JsonProcessingException {
    JsonMapper mapper = JsonMapper.builder().build();
    JsonNode tree = mapper.readTree(JsonText.of(document));
    Map<String, Object> binary = mapper.convertValue(tree, new TypeReference<>() {});
    Object plain = printed(binary);
    boolean expected =
        new PlainInterpreter(path -> PlainInterpreter.below(plain, path)).matches(query.toJson());

    assertThat(query.forJson().test(tree)).isEqualTo(expected);
    assertThat(query.forMaps().test(binary)).isEqualTo(expected);
  }

  private static Object printed(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> members = new LinkedHashMap<>();
      map.forEach((key, member) -> members.put(key, printed(member)));
      return members;
    }
    if (value instanceof List<?> list) {
      List<Object> elements = new ArrayList<>();
      list.forEach(element -> elements.add(printed(element)));
      return elements;
    }
    if (value instanceof Double number && (number.isInfinite() || number.isNaN())) {
      return null;
    }
    return value instanceof Number ? new BigDecimal(value.toString()) : value;
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void callsMatchAsTheSemanticsSay(
      @ForAll("callQueries") Query query, @ForAll("calls") Map<String, Object> document)
      throws JsonProcessingException {
    boolean expected = new PlainInterpreter(new PlainCalls(document)).matches(query.toJson());
    String json = JsonText.of(document);

    assertThat(query.forCalls().test(Call.parse(json))).isEqualTo(expected);
    assertThat(query.compile(FieldResolver.jsonCalls()).test(MAPPER.readTree(json)))
        .isEqualTo(expected);
    Statistics.label("match")
        .collect(expected)
        .coverage(answers -> answers.check(true).percentage(share -> share > 10));
  }

  @Provide
  Arbitrary<Query> queries() {
    return RandomQueries.queries(RandomQueries.FIELDS);
  }

  @Provide
  Arbitrary<Query> callQueries() {
    return RandomQueries.queries(RandomQueries.CALL_FIELDS);
  }

  @Provide
  Arbitrary<Map<String, Object>> documents() {
    return RandomDocuments.documents();
  }

  @Provide
  Arbitrary<Map<String, Object>> calls() {
    return RandomDocuments.calls();
  }
}
