package io.tokentally.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tokentally.operations.CallsUsageReq;
import io.tokentally.operations.Operations;
import io.tokentally.operations.UsageRes;
import org.junit.jupiter.params.provider.MethodSource;

/** A body of {@code /calls/usage}, asked of stored calls in both dialects. */
class CallsUsageFuzzTest {

  @MethodSource("io.tokentally.fuzz.Seeds#callsUsages")
  @DictionaryFile(resourcePath = "/io/tokentally/fuzz/query.dict")
  @FuzzTest(maxExecutions = 1_550_000, maxDuration = "2h")
  void request(byte[] body) {
    CallsUsageReq request = Foreign.read(body, CallsUsageReq::parse);
    if (request == null) {
      return;
    }
    assertThat(CallsUsageReq.parse(request.toJson())).isEqualTo(request);
    for (Operations operations : Samples.operations()) {
      UsageRes answer = Foreign.orRefused(() -> operations.callsUsage(request));
      // An id is a key of the answer, and Jackson reads half a surrogate pair in texts alone.
      if (answer != null && answer.callUsage().keySet().stream().allMatch(Foreign::isWhole)) {
        assertThat(UsageRes.parse(answer.toJson())).isEqualTo(answer);
      }
    }
  }
}
