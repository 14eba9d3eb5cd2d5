package io.tokentally.providers.prices;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The file of bundled prices. */
public final class BundledFile {

  private static final String FILE = "bundled-prices.json";

  private BundledFile() {}

  /** {@return its text} */
  public static String read() {
    try (InputStream in = BundledFile.class.getResourceAsStream(FILE)) {
      byte[] bytes = Objects.requireNonNull(in, FILE).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
