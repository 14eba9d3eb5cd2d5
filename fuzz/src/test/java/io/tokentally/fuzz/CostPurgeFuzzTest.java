package io.tokentally.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tokentally.operations.CostPurgeReq;
import io.tokentally.operations.CostPurgeRes;
import io.tokentally.operations.Operations;
import org.junit.jupiter.params.provider.MethodSource;

/** A body of {@code /cost/purge}, and prices removed by it in both dialects. */
class CostPurgeFuzzTest {

  @MethodSource("io.tokentally.fuzz.Seeds#purges")
  @DictionaryFile(resourcePath = "/io/tokentally/fuzz/query.dict")
  @FuzzTest(maxExecutions = 1_000_000, maxDuration = "2h")
  void request(byte[] body) {
    CostPurgeReq request = Foreign.read(body, CostPurgeReq::parse);
    if (request == null) {
      return;
    }
    assertThat(CostPurgeReq.parse(request.toJson())).isEqualTo(request);
    for (Operations operations : Samples.operations()) {
      CostPurgeRes answer = Foreign.orRefused(() -> operations.costPurge(request));
      if (answer != null) {
        assertThat(CostPurgeRes.parse(answer.toJson())).isEqualTo(answer);
      }
    }
  }
}
