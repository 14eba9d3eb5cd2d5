package io.tokentally.examples;

import io.tokentally.aggregation.PriceTable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The trace and the prices that come with the program; {@code README.md} beside them says more. */
final class Bundled {

  private Bundled() {}

  static InputStream calls() throws IOException {
    return open("weather-agent.ndjson");
  }

  static PriceTable prices() throws IOException {
    try (InputStream in = open("prices.json")) {
      return PriceTable.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static InputStream open(String resource) throws IOException {
    InputStream in = Bundled.class.getResourceAsStream(resource);
    if (in == null) {
      throw new FileNotFoundException(resource + " is missing from the program");
    }
    return in;
  }
}
