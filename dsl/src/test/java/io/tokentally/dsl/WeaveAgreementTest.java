package io.tokentally.dsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tokentally.Call;
import io.tokentally.TokentallyMapper;
import io.tokentally.ValidationException;
import io.tokentally.json.JsonText;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/**
 * Queries compiled for the WEAVE dialect answer as docs/weave.md says, and are refused where it
 * does.
 */
class WeaveAgreementTest {

  private static final JsonMapper MAPPER = TokentallyMapper.create();

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void callsMatchAsOnTheServer(
      @ForAll("queries") Query query, @ForAll("calls") Map<String, Object> document)
      throws JsonProcessingException {
    assertAgreed(Dialect.WEAVE, query, document, PlainWeaveCall.inNewerTable(document));
    assertAgreed(
        Dialect.WEAVE_CALLS_MERGED, query, document, PlainWeaveCall.inOlderTable(document));
  }

  private static void assertAgreed(
      Dialect dialect, Query query, Map<String, Object> document, PlainWeaveCall plain)
      throws JsonProcessingException {
    String json = query.toJson();
    if (PlainWeave.isRefused(json)) {
      assertThatThrownBy(() -> query.forCalls(dialect)).isInstanceOf(ValidationException.class);
      return;
    }
    boolean expected = matches(json, plain);
    String call = JsonText.of(document);

    assertThat(query.forCalls(dialect).test(Call.parse(call)))
        .as("%s", dialect)
        .isEqualTo(expected);
    assertThat(query.compile(FieldResolver.jsonCalls(), dialect).test(MAPPER.readTree(call)))
        .as("%s", dialect)
        .isEqualTo(expected);
    Statistics.label("match in " + dialect)
        .collect(expected)
        .coverage(answers -> answers.check(true).percentage(share -> share > 10));
  }

  private static boolean matches(String query, PlainWeaveCall call) {
    try {
      return new PlainWeave(call).matches(query);
    } catch (PlainWeaveText.NotDependable e) {
      Assume.that(false);
      return false;
    }
  }

  @Provide
  Arbitrary<Query> queries() {
    return RandomQueries.weaveQueries();
  }

  @Provide
  Arbitrary<Map<String, Object>> calls() {
    return RandomDocuments.calls();
  }
}
