package io.tokentally.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/** The trace that comes with the program; {@code README.md} beside it says more. */
final class Bundled {

  private Bundled() {}

  static InputStream calls() throws IOException {
    return open("weather-agent.ndjson");
  }

  private static InputStream open(String resource) throws IOException {
    InputStream in = Bundled.class.getResourceAsStream(resource);
    if (in == null) {
      throw new FileNotFoundException(resource + " is missing from the program");
    }
    return in;
  }
}
