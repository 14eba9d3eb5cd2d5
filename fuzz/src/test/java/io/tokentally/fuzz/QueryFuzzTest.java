package io.tokentally.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tokentally.Call;
import io.tokentally.dsl.Dialect;
import io.tokentally.dsl.FieldResolver;
import io.tokentally.dsl.Query;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.params.provider.MethodSource;

/** A query from JSON: read, written, put in words, and asked of calls in every dialect. */
class QueryFuzzTest {

  @MethodSource("io.tokentally.fuzz.Seeds#queries")
  @DictionaryFile(resourcePath = "/io/tokentally/fuzz/query.dict")
  @FuzzTest(maxExecutions = 800_000, maxDuration = "2h")
  void query(byte[] json) {
    Query query = Foreign.read(json, Query::parse);
    if (query == null) {
      return;
    }
    assertThat(Query.parse(query.toJson())).isEqualTo(query);
    assertThat(query.toString()).isNotNull();
    Predicate<Call> matches = Foreign.orRefused(query::forCalls);
    if (matches != null) {
      Predicate<Call> doesNot = Query.where(Query.not(query.expr())).forCalls();
      for (Call call : Samples.CALLS) {
        assertThat(matches.test(call)).isNotEqualTo(doesNot.test(call));
      }
      assertThat(query.explain(Samples.CALLS.get(0), FieldResolver.calls(), Dialect.STANDARD))
          .isNotNull();
    }
    for (Dialect dialect : List.of(Dialect.WEAVE, Dialect.WEAVE_CALLS_MERGED)) {
      Predicate<Call> asTheServer = Foreign.orRefused(() -> query.forCalls(dialect));
      if (asTheServer != null) {
        assertThat(Samples.CALLS.stream().filter(asTheServer)).isSubsetOf(Samples.CALLS);
      }
    }
  }
}
