package io.tokentally.providers.prices;

import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonReader;
import io.tokentally.json.Loc;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/** The file of bundled prices: a price file of our own, with LiteLLM's names of models. */
public final class BundledFile {

  private static final String FILE = "bundled-prices.json";

  private BundledFile() {}

  /** {@return what it holds} */
  public static ImportedList list() {
    ErrorCollector faults = new ErrorCollector();
    Object document = JsonReader.read(text(), Loc.ROOT, faults);
    faults.throwIfAny();
    return OwnList.read("bundled", (Map<?, ?>) Objects.requireNonNull(document), true);
  }

  /** {@return its text} */
  static String text() {
    try (InputStream in = BundledFile.class.getResourceAsStream(FILE)) {
      byte[] bytes = Objects.requireNonNull(in, FILE).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
