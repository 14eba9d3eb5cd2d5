package io.tokentally.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tokentally.dsl.FieldResolver;
import io.tokentally.dsl.Query;
import org.junit.jupiter.params.provider.MethodSource;

/** A query as people type it: read, printed and read again. */
class QueryTextFuzzTest {

  @MethodSource("io.tokentally.fuzz.Seeds#queryTexts")
  @DictionaryFile(resourcePath = "/io/tokentally/fuzz/query-text.dict")
  @FuzzTest(maxExecutions = 800_000, maxDuration = "2h")
  void query(byte[] text) {
    Foreign.read(text, typed -> Query.parseTyped(typed, FieldResolver.calls()));
    Query query = Foreign.read(text, Query::parseText);
    if (query == null) {
      return;
    }
    String printed = query.toString();
    assertThat(Query.parseText(printed)).isEqualTo(query).hasToString(printed);
    assertThat(Query.parse(query.toJson())).isEqualTo(query).hasToString(printed);
  }
}
