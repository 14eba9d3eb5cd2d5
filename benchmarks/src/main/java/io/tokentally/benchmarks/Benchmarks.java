package io.tokentally.benchmarks;

import java.io.IOException;

/** The program. */
public final class Benchmarks {

  private Benchmarks() {}

  /** Takes JMH's own options. */
  public static void main(String[] args) throws IOException {
    org.openjdk.jmh.Main.main(args);
  }
}
