package io.tokentally.fuzz;

import io.tokentally.importers.FileKind;
import java.util.stream.Stream;

/** What codex exec --json prints. */
class CodexExecFuzzTest extends ImporterFuzz {

  CodexExecFuzzTest() {
    super(FileKind.CODEX_EXEC);
  }

  static Stream<byte[]> seeds() {
    return Seeds.imports(FileKind.CODEX_EXEC);
  }
}
