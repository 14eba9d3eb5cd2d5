package io.tokentally.fuzz;

import io.tokentally.importers.FileKind;
import java.util.stream.Stream;

/** Sessions of Claude Code. */
class ClaudeCodeFuzzTest extends ImporterFuzz {

  ClaudeCodeFuzzTest() {
    super(FileKind.CLAUDE_CODE);
  }

  static Stream<byte[]> seeds() {
    return Seeds.imports(FileKind.CLAUDE_CODE);
  }
}
