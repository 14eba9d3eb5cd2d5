package io.tokentally.fuzz;

import io.tokentally.importers.FileKind;
import java.util.stream.Stream;

/** Rollouts of Codex. */
class CodexFuzzTest extends ImporterFuzz {

  CodexFuzzTest() {
    super(FileKind.CODEX);
  }

  static Stream<byte[]> seeds() {
    return Seeds.imports(FileKind.CODEX);
  }
}
