package io.tokentally.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tokentally.Call;
import io.tokentally.TokentallyMapper;
import io.tokentally.dsl.Query;
import io.tokentally.operations.CallsFilter;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.MethodSource;

/** What Jackson reads with our settings: documents, and types of the library. */
class MapperFuzzTest {

  private static final JsonMapper MAPPER = TokentallyMapper.create();

  private static final List<Class<?>> TYPES =
      List.of(JsonNode.class, Call.class, CallsFilter.class, Query.class);

  @MethodSource("io.tokentally.fuzz.Seeds#documents")
  @DictionaryFile(resourcePath = "/io/tokentally/fuzz/query.dict")
  @FuzzTest(maxExecutions = 500_000, maxDuration = "2h")
  void document(byte[] json) throws IOException {
    for (Class<?> type : TYPES) {
      Object value = read(json, type);
      if (value != null && !(value instanceof JsonNode)) {
        assertThat(read(MAPPER.writeValueAsBytes(value), type)).isEqualTo(value);
      }
    }
  }

  private static @Nullable Object read(byte[] json, Class<?> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (IOException | NumberFormatException e) {
      return null; // the latter is for an exponent beyond an int
    }
  }
}
