package io.tokentally.importers;

import java.io.ByteArrayInputStream;
import java.util.Map;

/**
 * Several files that are read together, none of which is on a disk: those take most of the time.
 */
public final class FilesInMemory {

  private FilesInMemory() {}

  /** {@return the calls in files, in the order of a map from their names to what is in them} */
  public static CallImport of(Map<String, byte[]> files, ImportOptions options) {
    CallImport calls = new CallImport(options);
    files.forEach((name, bytes) -> calls.add(name, () -> new ByteArrayInputStream(bytes)));
    return calls;
  }
}
