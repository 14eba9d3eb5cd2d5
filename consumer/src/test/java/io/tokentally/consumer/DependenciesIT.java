package io.tokentally.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of dependencies for users is what the modules need, with the licences of the jars. */
class DependenciesIT {

  private static final Pattern ROW =
      Pattern.compile("^\\| `([a-z-]+)` \\| (\\S+) \\|", Pattern.MULTILINE);

  @Test
  void areTheOnesInTheTable() throws IOException {
    Map<String, String> table = new TreeMap<>();
    ROW.matcher(Files.readString(Path.of("..", "docs", "dependencies.md")))
        .results()
        .forEach(row -> table.put(row.group(1), row.group(2)));

    assertThat(needed()).isEqualTo(table);
  }

  private static Map<String, String> needed() throws IOException {
    Map<String, String> licences = new TreeMap<>();
    for (Path jar :
        Jars.neededBy(
            "io.tokentally.operations",
            "io.tokentally.providers",
            "io.tokentally.otel",
            "io.tokentally.importers",
            "org.jspecify")) {
      String artifact = jar.getFileName().toString().replaceFirst("-\\d.*", "");
      if (!artifact.startsWith("tokentally-")) {
        licences.put(artifact, licence(jar));
      }
    }
    return licences;
  }

  private static String licence(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      String licence = file.getManifest().getMainAttributes().getValue("Bundle-License");
      return licence.contains("apache.org/licenses/LICENSE-2.0") ? "Apache-2.0" : licence;
    }
  }
}
