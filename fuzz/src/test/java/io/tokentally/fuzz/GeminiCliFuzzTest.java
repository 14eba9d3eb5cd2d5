package io.tokentally.fuzz;

import io.tokentally.importers.FileKind;
import java.util.stream.Stream;

/** Sessions of Gemini CLI. */
class GeminiCliFuzzTest extends ImporterFuzz {

  GeminiCliFuzzTest() {
    super(FileKind.GEMINI_CLI);
  }

  static Stream<byte[]> seeds() {
    return Seeds.imports(FileKind.GEMINI_CLI);
  }
}
