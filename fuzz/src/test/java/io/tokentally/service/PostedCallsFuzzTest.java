package io.tokentally.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.Tally;
import io.tokentally.fuzz.Foreign;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

/** A body of {@code POST /calls}. */
class PostedCallsFuzzTest {

  private static final Tally TALLY = Tally.with(PriceTable.EMPTY);

  @MethodSource("io.tokentally.fuzz.Seeds#postedCalls")
  @DictionaryFile(resourcePath = "/io/tokentally/fuzz/calls.dict")
  @FuzzTest(maxExecutions = 600_000, maxDuration = "2h")
  void body(byte[] body) {
    List<StoredCall> calls = Foreign.orRefused(() -> PostedCalls.read(body, TALLY));
    if (calls != null) {
      assertThat(calls).doesNotContainNull();
    }
  }
}
