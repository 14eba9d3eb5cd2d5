package io.tokentally.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.cfg.PackageVersion;
import org.junit.jupiter.api.Test;

/** All tests of this module run with the Jackson that Spark brings. */
class JacksonOfSparkTest {

  @Test
  void isOlderThanOurOwn() {
    assertThat(PackageVersion.VERSION.toString()).startsWith("2.21.");
  }
}
