package io.tokentally.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tokentally.operations.CostQueryReq;
import io.tokentally.operations.CostQueryRes;
import io.tokentally.operations.Operations;
import org.junit.jupiter.params.provider.MethodSource;

/** A body of {@code /cost/query}, asked of stored prices in both dialects. */
class CostQueryFuzzTest {

  @MethodSource("io.tokentally.fuzz.Seeds#costQueries")
  @DictionaryFile(resourcePath = "/io/tokentally/fuzz/query.dict")
  @FuzzTest(maxExecutions = 800_000, maxDuration = "2h")
  void request(byte[] body) {
    CostQueryReq request = Foreign.read(body, CostQueryReq::parse);
    if (request == null) {
      return;
    }
    assertThat(CostQueryReq.parse(request.toJson())).isEqualTo(request);
    for (Operations operations : Samples.operations()) {
      CostQueryRes answer = Foreign.orRefused(() -> operations.costQuery(request));
      if (answer != null) {
        assertThat(CostQueryRes.parse(answer.toJson())).isEqualTo(answer);
      }
    }
  }
}
