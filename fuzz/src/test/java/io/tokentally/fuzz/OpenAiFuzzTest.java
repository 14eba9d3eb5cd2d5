package io.tokentally.fuzz;

import io.tokentally.importers.FileKind;
import java.util.stream.Stream;

/** Responses of OpenAI. */
class OpenAiFuzzTest extends ImporterFuzz {

  OpenAiFuzzTest() {
    super(FileKind.OPENAI);
  }

  static Stream<byte[]> seeds() {
    return Seeds.imports(FileKind.OPENAI);
  }
}
