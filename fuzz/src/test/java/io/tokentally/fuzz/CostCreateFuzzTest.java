package io.tokentally.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tokentally.operations.CostCreateReq;
import io.tokentally.operations.CostCreateRes;
import io.tokentally.operations.Operations;
import org.junit.jupiter.params.provider.MethodSource;

/** A body of {@code /cost/create}, and prices made of it in both dialects. */
class CostCreateFuzzTest {

  @MethodSource("io.tokentally.fuzz.Seeds#creations")
  @DictionaryFile(resourcePath = "/io/tokentally/fuzz/query.dict")
  @FuzzTest(maxExecutions = 800_000, maxDuration = "2h")
  void request(byte[] body) {
    CostCreateReq request = Foreign.read(body, CostCreateReq::parse);
    if (request == null) {
      return;
    }
    assertThat(CostCreateReq.parse(request.toJson())).isEqualTo(request);
    for (Operations operations : Samples.operations()) {
      CostCreateRes answer = Foreign.orRefused(() -> operations.costCreate(request));
      if (answer != null) {
        assertThat(CostCreateRes.parse(answer.toJson())).isEqualTo(answer);
      }
    }
  }
}
