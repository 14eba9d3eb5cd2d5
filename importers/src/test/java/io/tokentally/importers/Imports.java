package io.tokentally.importers;

import io.tokentally.Call;
import io.tokentally.LLMAggregatedUsage;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.aggregation.UsageScope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What came of reading files. */
record Imports(List<Call> calls, List<ImportedFile> files) {

  static Imports of(Path... places) {
    return of(ImportOptions.DEFAULT, places);
  }

  static Imports of(ImportOptions options, Path... places) {
    try (CallImport source =
        CallImport.of(List.of(places).stream().map(Path::toString).toList(), options)) {
      List<Call> calls = new ArrayList<>();
      source.forEach(calls::add);
      return new Imports(calls, source.files());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a file, its folders too. */
  static Path write(Path folder, String name, String... lines) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, String.join("\n", lines) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  UsageReport report() {
    return report(PriceTable.of(List.of()));
  }

  UsageReport report(PriceTable prices) {
    TallyOptions options =
        TallyOptions.builder()
            .usageFormat(CallImport.usageFormat())
            .usageScope(UsageScope.AUTO)
            .build();
    return Tally.with(prices).with(options).report(calls);
  }

  Map<String, LLMAggregatedUsage> totals() {
    return report().totals();
  }

  Call call(String id) {
    return calls.stream().filter(call -> call.id().equals(id)).findFirst().orElseThrow();
  }

  /** {@return what was read of the file whose name ends so} */
  ImportedFile file(String name) {
    return files.stream().filter(file -> file.name().endsWith(name)).findFirst().orElseThrow();
  }

  ImportedFile file() {
    return files.get(files.size() - 1);
  }
}
