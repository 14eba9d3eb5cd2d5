package io.tokentally.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tokentally.Call;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UsageScope;
import io.tokentally.importers.CallImport;
import io.tokentally.importers.ImportOptions;
import io.tokentally.importers.ImportedFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of other tools: whatever is in one, it gives calls, and what was not read. */
class ImportsFuzzTest {

  private static final Tally TALLY =
      Tally.with(Samples.PRICES)
          .with(
              TallyOptions.builder()
                  .usageFormat(CallImport.usageFormat())
                  .usageScope(UsageScope.AUTO)
                  .build());

  private static final List<ImportOptions> OPTIONS =
      List.of(
          ImportOptions.DEFAULT,
          ImportOptions.DEFAULT
              .withContent(true)
              .withColumns(
                  Map.of("started", "When", "model", "Model", "input", "In", "output", "Out")));

  @MethodSource("io.tokentally.fuzz.Seeds#imports")
  @DictionaryFile(resourcePath = "/io/tokentally/fuzz/imports.dict")
  @FuzzTest(maxExecutions = 600_000, maxDuration = "2h")
  void imports(byte[] file) throws IOException {
    for (ImportOptions options : OPTIONS) {
      List<Call> calls = new ArrayList<>();
      try (CallImport imported = CallImport.of("file", new ByteArrayInputStream(file), options)) {
        imported.forEach(calls::add);
        ImportedFile read = imported.files().get(0);
        assertThat(read.kind() != null || (read.problem() != null && calls.isEmpty())).isTrue();
        read.firstBad().forEach(Foreign::check);
        assertThat(read.firstBad()).allMatch(bad -> bad.line() > 0);
      }
      Foreign.orRefused(
          () -> {
            Samples.askAll(TALLY.report(calls));
            return calls;
          });
    }
  }
}
