package io.tokentally.fuzz;

import io.tokentally.importers.FileKind;
import java.util.stream.Stream;

/** Observations and traces of Langfuse. */
class LangfuseFuzzTest extends ImporterFuzz {

  LangfuseFuzzTest() {
    super(FileKind.LANGFUSE);
  }

  static Stream<byte[]> seeds() {
    return Seeds.imports(FileKind.LANGFUSE);
  }
}
