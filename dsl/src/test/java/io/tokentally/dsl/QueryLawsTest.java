package io.tokentally.dsl;

import static io.tokentally.dsl.Query.and;
import static io.tokentally.dsl.Query.not;
import static io.tokentally.dsl.Query.or;
import static io.tokentally.dsl.Query.where;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tokentally.Call;
import io.tokentally.TokentallyMapper;
import io.tokentally.json.JsonText;
import io.tokentally.testing.JsonArbitraries;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What holds for every query and every document. */
class QueryLawsTest {

  private static final JsonMapper MAPPER = TokentallyMapper.create();

  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
  void whatIsWrittenReadsBackAsTheSameQuery(@ForAll("wildQueries") Query query) {
    String json = query.toJson();
    Query back = Query.parse(json);

    assertThat(back).isEqualTo(query).hasSameHashCodeAs(query).hasToString(query.toString());
    assertThat(back.toJson()).isEqualTo(json);
  }

  @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
  void whatIsPrintedReadsBackAsTheSameQuery(@ForAll("wildQueries") Query query) {
    String text = query.toString();
    Query back = Query.parseText(text);

    assertThat(back).isEqualTo(query).hasToString(text);
  }

  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
  void jacksonWritesAndReadsTheSameQuery(@ForAll("wildQueries") Query query)
      throws JsonProcessingException {
    assertThat(MAPPER.readValue(MAPPER.writeValueAsString(query), Query.class)).isEqualTo(query);
    assertThat(MAPPER.treeToValue(MAPPER.valueToTree(query), Query.class)).isEqualTo(query);
    assertThat(MAPPER.readValue(query.toJson(), Query.class)).isEqualTo(query);
  }

  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
  void evaluationAnswersForEveryDocument(
      @ForAll("queries") Query query, @ForAll("anyJson") Map<String, Object> document)
      throws JsonProcessingException {
    boolean matches = query.forMaps().test(document);

    assertThat(query.forJson().test(MAPPER.readTree(JsonText.of(document)))).isEqualTo(matches);
  }

  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
  void notIsTheExactComplement(
      @ForAll("queries") Query query, @ForAll("documents") Map<String, Object> document) {
    boolean matches = query.forMaps().test(document);

    assertThat(where(not(query.expr())).forMaps().test(document)).isEqualTo(!matches);
    assertThat(where(not(not(query.expr()))).forMaps().test(document)).isEqualTo(matches);
  }

  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
  void notIsTheExactComplementOnCalls(
      @ForAll("callQueries") Query query, @ForAll("calls") Map<String, Object> document) {
    Call call = Call.parse(JsonText.of(document));
    boolean matches = query.forCalls().test(call);

    assertThat(where(not(query.expr())).forCalls().test(call)).isEqualTo(!matches);
    assertThat(where(not(not(query.expr()))).forCalls().test(call)).isEqualTo(matches);
  }

  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
  void andIsTrueWhenBothAreAndOrWhenOneIs(
      @ForAll("queries") Query p,
      @ForAll("queries") Query q,
      @ForAll("documents") Map<String, Object> document) {
    boolean first = p.forMaps().test(document);
    boolean second = q.forMaps().test(document);

    assertThat(where(and(p.expr(), q.expr())).forMaps().test(document)).isEqualTo(first && second);
    assertThat(where(or(p.expr(), q.expr())).forMaps().test(document)).isEqualTo(first || second);
    assertThat(where(p.expr().eq(q.expr())).forMaps().test(document)).isEqualTo(first == second);
  }

  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
  void equalitiesOfFieldsWithStringsHoldWhereOneOfThemDoes(
      @ForAll("fieldValues") List<Object> values,
      @ForAll("equalities") List<Operation> equalities) {
    Map<String, Object> document = new HashMap<>();
    document.put("a", values.get(0));
    document.put("b", values.get(1));
    boolean expected = equalities.stream().anyMatch(each -> holds(each, document));

    assertThat(holds(or(equalities), document)).isEqualTo(expected);
    assertThat(holds(not(or(equalities)), document)).isEqualTo(!expected);
  }

  private static final List<String> STRINGS =
      List.of("x", "y", "z", "2026-01-05T10:00:00Z", "2026-01-05T11:00:00+01:00");

  @Provide
  Arbitrary<List<Object>> fieldValues() {
    Arbitrary<Object> value =
        Arbitraries.oneOf(
            Arbitraries.of(STRINGS).map(each -> (Object) each),
            Arbitraries.of(Instant.parse("2026-01-05T10:00:00Z"), 1L, true).injectNull(0.2));
    return value.list().ofSize(2);
  }

  /** Some are negated, and stand for themselves. */
  @Provide
  Arbitrary<List<Operation>> equalities() {
    Arbitrary<Operand.GetField> field = Arbitraries.of("a", "b").map(Query::field);
    Arbitrary<Operation> equal =
        Combinators.combine(field, Arbitraries.of(STRINGS)).as(Operand.GetField::eq);
    Arbitrary<Operation> in =
        Combinators.combine(field, Arbitraries.of(STRINGS).set().ofMaxSize(2))
            .as(Operand.GetField::in);
    return Arbitraries.oneOf(equal, equal, in, equal.map(Query::not))
        .list()
        .ofMinSize(1)
        .ofMaxSize(5);
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void comparisonsAgreeWithOneAnother(@ForAll("values") Object a, @ForAll("values") Object b) {
    Operand x = Query.field("a");
    Operand y = Query.field("b");
    Operand constant = Query.literal(b);
    Map<String, Object> document = new HashMap<>();
    document.put("a", a);
    document.put("b", b);

    boolean equal = holds(x.eq(y), document);
    boolean greater = holds(x.gt(y), document);
    boolean less = holds(x.lt(y), document);

    assertThat(List.of(equal, greater, less).stream().filter(each -> each).count())
        .isLessThanOrEqualTo(1);
    assertThat(holds(y.eq(x), document)).isEqualTo(equal);
    assertThat(holds(y.lt(x), document)).isEqualTo(greater);
    assertThat(holds(x.in(y), document)).isEqualTo(equal);
    assertThat(holds(x.eq(constant), document)).isEqualTo(equal);
    assertThat(holds(constant.eq(x), document)).isEqualTo(equal);
    assertThat(holds(x.in(constant), document)).isEqualTo(equal);
    assertThat(holds(x.gt(constant), document)).isEqualTo(greater);
    assertThat(holds(constant.gt(x), document)).isEqualTo(less);
    boolean ordered = greater || less || holds(x.gte(y), document);
    assertThat(holds(x.gte(y), document)).isEqualTo(greater || (ordered && equal));
    assertThat(holds(x.lte(constant), document)).isEqualTo(less || (ordered && equal));
  }

  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
  void whatIsContainedIsContainedInAnyCase(
      @ForAll("texts") String text, @ForAll("texts") String part) {
    Map<String, Object> document = Map.of("a", text, "b", part, "c", List.of(text));
    Operand a = Query.field("a");
    Operand b = Query.field("b");
    Operand c = Query.field("c");

    if (holds(a.contains(b), document)) {
      assertThat(holds(a.containsIgnoringCase(b), document)).isTrue();
    }
    assertThat(holds(a.containsIgnoringCase(part), document))
        .isEqualTo(holds(a.containsIgnoringCase(b), document));
    assertThat(holds(a.contains(part), document)).isEqualTo(holds(a.contains(b), document));
    assertThat(holds(c.contains(b), document)).isEqualTo(text.equals(part));
    assertThat(holds(c.containsIgnoringCase(part), document))
        .isEqualTo(holds(c.containsIgnoringCase(b), document));
  }

  @Test
  void halfOfAPairIsNotContained() {
    Map<String, Object> document = Map.of("a", "x\ud83d\ude00", "b", "\ud83d\ud83d\ude00");
    Operand a = Query.field("a");
    Operand b = Query.field("b");

    assertThat(holds(a.contains("\ud83d\ude00"), document)).isTrue();
    for (String half : List.of("\ud83d", "x\ud83d", "\ude00")) {
      assertThat(holds(a.containsIgnoringCase(half), document)).isFalse();
      assertThat(holds(a.contains(half), document)).isFalse();
    }
    assertThat(holds(b.containsIgnoringCase("\ud83d"), document)).isTrue();
    assertThat(holds(b.contains("\ud83d"), document)).isTrue();
  }

  private static boolean holds(Operation operation, Map<String, Object> document) {
    return where(operation).forMaps().test(document);
  }

  @Provide
  Arbitrary<Query> wildQueries() {
    return RandomQueries.wildQueries();
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
  Arbitrary<Map<String, Object>> anyJson() {
    return JsonArbitraries.objects();
  }

  @Provide
  Arbitrary<Map<String, Object>> calls() {
    return RandomDocuments.calls();
  }

  @Provide
  Arbitrary<Object> values() {
    return RandomDocuments.values();
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withChars('a', 'A', 'b', '\u0130', 'i')
        .withChars('\ud83d', '\ude00', '\ud801', '\udc28')
        .ofMaxLength(4);
  }
}
