package io.tokentally.fuzz;

import io.tokentally.importers.FileKind;
import java.util.stream.Stream;

/** Spans of Phoenix. */
class PhoenixFuzzTest extends ImporterFuzz {

  PhoenixFuzzTest() {
    super(FileKind.SPANS);
  }

  static Stream<byte[]> seeds() {
    return Seeds.imports(FileKind.SPANS);
  }
}
