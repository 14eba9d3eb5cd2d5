package io.tokentally.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tokentally.Call;
import io.tokentally.CallReader;
import io.tokentally.ValidationException;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UsageReport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls with whatever usage, rolled up in every way: order and way of reading do not matter. */
class RollupFuzzTest {

  @MethodSource("io.tokentally.fuzz.Seeds#rollups")
  @DictionaryFile(resourcePath = "/io/tokentally/fuzz/usage.dict")
  @FuzzTest(maxExecutions = 150_000, maxDuration = "2h")
  void rollup(byte[] file) {
    List<Call> calls = calls(file);
    if (calls.isEmpty()) {
      return;
    }
    List<Call> backwards = new ArrayList<>(calls);
    Collections.reverse(backwards);
    Iterable<Call> onePass = () -> backwards.stream().iterator();
    // Some options each time: the fuzzer finds inputs of every length.
    TallyOptions options = Samples.OPTIONS.get(file.length % Samples.OPTIONS.size());
    Tally tally = Tally.with(Samples.PRICES).with(options);
    UsageReport held = Foreign.orRefused(() -> tally.report(calls));
    UsageReport goingBy = Foreign.orRefused(() -> tally.report(onePass));
    assertSame(goingBy, held);
  }

  private static List<Call> calls(byte[] file) {
    List<Call> calls = new ArrayList<>();
    try (CallReader reader = CallReader.of(new ByteArrayInputStream(file))) {
      reader.skipping(refusal -> {}).forEach(calls::add);
    } catch (ValidationException | IOException e) {
      return calls; // the calls so far; reading has a test of its own
    }
    return calls;
  }

  private static void assertSame(@Nullable UsageReport report, @Nullable UsageReport expected) {
    assertThat(report == null).isEqualTo(expected == null);
    if (report != null && expected != null) {
      Samples.askAll(report);
      assertThat(report.callIds()).isEqualTo(expected.callIds());
      assertThat(report.usageByCall()).isEqualTo(expected.usageByCall());
      assertThat(report.anomalies()).isEqualTo(expected.anomalies());
      assertThat(report.notes()).isEqualTo(expected.notes());
      assertThat(report.unpricedModels()).isEqualTo(expected.unpricedModels());
    }
  }
}
