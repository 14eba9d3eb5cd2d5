package io.tokentally.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tokentally.operations.Operations;
import io.tokentally.operations.TraceUsageReq;
import io.tokentally.operations.UsageRes;
import org.junit.jupiter.params.provider.MethodSource;

/** A body of {@code /trace/usage}, asked of stored calls in both dialects. */
class TraceUsageFuzzTest {

  @MethodSource("io.tokentally.fuzz.Seeds#traceUsages")
  @DictionaryFile(resourcePath = "/io/tokentally/fuzz/query.dict")
  @FuzzTest(maxExecutions = 700_000, maxDuration = "2h")
  void request(byte[] body) {
    TraceUsageReq request = Foreign.read(body, TraceUsageReq::parse);
    if (request == null) {
      return;
    }
    assertThat(TraceUsageReq.parse(request.toJson())).isEqualTo(request);
    for (Operations operations : Samples.operations()) {
      UsageRes answer = Foreign.orRefused(() -> operations.traceUsage(request));
      if (answer != null) {
        assertThat(UsageRes.parse(answer.toJson())).isEqualTo(answer);
      }
    }
  }
}
