package io.tokentally.fuzz;

import io.tokentally.importers.FileKind;
import java.util.stream.Stream;

/** Spend logs of LiteLLM, in JSON and CSV. */
class LiteLlmFuzzTest extends ImporterFuzz {

  LiteLlmFuzzTest() {
    super(FileKind.LITELLM);
  }

  static Stream<byte[]> seeds() {
    return Seeds.imports(FileKind.LITELLM);
  }
}
