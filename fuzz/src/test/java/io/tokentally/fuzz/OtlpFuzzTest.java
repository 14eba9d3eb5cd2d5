package io.tokentally.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tokentally.Call;
import io.tokentally.ValidationException;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.otel.GenAiUsage;
import io.tokentally.otel.OtlpReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

/** Spans in OTLP JSON, and the usage in their attributes. */
class OtlpFuzzTest {

  private static final Tally TALLY =
      Tally.with(Samples.PRICES)
          .with(TallyOptions.builder().usageFormat(GenAiUsage.format()).build());

  @MethodSource("io.tokentally.fuzz.Seeds#spans")
  @DictionaryFile(resourcePath = "/io/tokentally/fuzz/otlp.dict")
  @FuzzTest(maxExecutions = 600_000, maxDuration = "2h")
  void spans(byte[] json) throws IOException {
    List<Call> calls;
    try {
      calls = OtlpReader.read(new ByteArrayInputStream(json));
    } catch (ValidationException e) {
      Foreign.check(e);
      return;
    }
    Foreign.orRefused(
        () -> {
          Samples.askAll(TALLY.report(calls));
          return calls;
        });
  }
}
