package io.tokentally.providers.prices;

import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonReader;
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
    byte[] json = bytes();
    // The same few keys in every price are kept once.
    Object document = JsonReader.readLine(JsonReader.newFactory(), json, 0, json.length, 1, faults);
    faults.throwIfAny();
    return OwnList.read("bundled", (Map<?, ?>) Objects.requireNonNull(document), true);
  }

  /** {@return its text} */
  static String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  private static byte[] bytes() {
    try (InputStream in = BundledFile.class.getResourceAsStream(FILE)) {
      return Objects.requireNonNull(in, FILE).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
