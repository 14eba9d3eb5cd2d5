package io.tokentally.fuzz;

import io.tokentally.importers.FileKind;
import java.util.stream.Stream;

/** Tables whose columns are named. */
class CsvFuzzTest extends ImporterFuzz {

  CsvFuzzTest() {
    super(FileKind.CSV);
  }

  static Stream<byte[]> seeds() {
    return Seeds.imports(FileKind.CSV);
  }
}
