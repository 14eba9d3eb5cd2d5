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
import io.tokentally.importers.FilesInMemory;
import io.tokentally.importers.ImportOptions;
import io.tokentally.importers.ImportedFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  private static final byte[] BEFORE = call("before");
  private static final byte[] AFTER = call("after");

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
    Map<String, byte[]> read = new LinkedHashMap<>();
    read.put("a.jsonl", BEFORE);
    read.put("b.jsonl", bytes);
    read.put("c.jsonl", joined(bytes));
    read.put("d.jsonl", AFTER);
    List<Call> calls = new ArrayList<>();
    try (CallImport imported = FilesInMemory.of(read, OPTIONS)) {
      imported.forEach(calls::add);
      List<ImportedFile> files = imported.files();
      assertThat(files).extracting(ImportedFile::name).containsExactlyElementsOf(read.keySet());
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

  private static byte[] call(String id) {
    return "{\"id\":\"%s\",\"op_name\":\"a\"}".formatted(id).getBytes(StandardCharsets.UTF_8);
  }

  /** {@return what is in a file of the tool, and then something else} */
  private byte[] joined(byte[] bytes) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(seed);
    all.writeBytes(bytes);
    return all.toByteArray();
  }
}
