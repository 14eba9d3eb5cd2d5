package io.tokentally.fuzz;

import io.tokentally.importers.FileKind;
import java.util.stream.Stream;

/** Sessions of OpenCode. */
class OpenCodeFuzzTest extends ImporterFuzz {

  OpenCodeFuzzTest() {
    super(FileKind.OPENCODE);
  }

  static Stream<byte[]> seeds() {
    return Seeds.imports(FileKind.OPENCODE);
  }
}
