package io.tokentally.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tokentally.Call;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UsageScope;
import io.tokentally.importers.CallImport;
import io.tokentally.importers.FileKind;
import io.tokentally.importers.ImportOptions;
import io.tokentally.importers.ImportedFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files of one tool among others: whatever is in them, what cannot be read has its line, and
 * nothing of the other files is lost. A subclass names the tool and has its {@code seeds}; Jazzer
 * fuzzes one class in the life of a JVM.
 */
abstract class ImporterFuzz {

  private static final ImportOptions OPTIONS =
      ImportOptions.DEFAULT
          .withContent(true)
          .withColumns(Map.of("started", "When", "model", "Model", "input", "In", "output", "Out"));

  private static final Tally TALLY =
      Tally.with(Samples.PRICES)
          .with(
              TallyOptions.builder()
                  .usageFormat(CallImport.usageFormat())
                  .usageScope(UsageScope.AUTO)
                  .build());

  @TempDir static Path folder;

  private final FileKind kind;
  private final byte[] seed;

  ImporterFuzz(FileKind kind) {
    this.kind = kind;
    seed = Seeds.imports(kind).findFirst().orElseThrow();
  }

  @MethodSource("seeds")
  @DictionaryFile(resourcePath = "/io/tokentally/fuzz/imports.dict")
  @FuzzTest(maxExecutions = 600_000, maxDuration = "2h")
  void files(byte[] bytes) throws IOException {
    List<String> names =
        List.of(
            write(
                "a.jsonl",
                "{\"id\":\"before\",\"op_name\":\"a\"}".getBytes(StandardCharsets.UTF_8)),
            write("b.jsonl", bytes),
            write("c.jsonl", joined(bytes)),
            write(
                "d.jsonl",
                "{\"id\":\"after\",\"op_name\":\"a\"}".getBytes(StandardCharsets.UTF_8)));
    List<Call> calls = new ArrayList<>();
    try (CallImport imported = CallImport.of(names, OPTIONS)) {
      imported.forEach(calls::add);
      List<ImportedFile> files = imported.files();
      assertThat(files).extracting(ImportedFile::name).containsExactlyElementsOf(names);
      assertThat(files.get(2).kind()).isIn(kind, null); // null: as a whole it looks like another
      files.forEach(ImporterFuzz::check);
    }
    assertThat(calls.get(0).id()).isEqualTo("before");
    assertThat(calls).extracting(Call::id).contains("after");
    Foreign.orRefused(
        () -> {
          Samples.askAll(TALLY.report(calls));
          return calls;
        });
  }

  private static void check(ImportedFile file) {
    assertThat(file.kind() != null || file.problem() != null).isTrue();
    assertThat(file.problem()).isNotEqualTo("");
    assertThat(file.firstBad()).hasSizeLessThanOrEqualTo((int) file.badRecords());
    file.firstBad().forEach(Foreign::check);
    assertThat(file.firstBad()).allMatch(bad -> bad.line() > 0);
  }

  private static String write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes).toString();
  }

  /** {@return what is in a file of the tool, and then something else} */
  private byte[] joined(byte[] bytes) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(seed);
    all.writeBytes(bytes);
    return all.toByteArray();
  }
}
