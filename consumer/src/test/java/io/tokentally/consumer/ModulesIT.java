package io.tokentally.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tokentally.consumer.Jdk.Outcome;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the jars show of themselves, and what they hide. */
class ModulesIT {

  private static final Pattern LEFT_OUT =
      Pattern.compile("<exclude>(io\\.tokentally\\.[a-z.]+)</exclude>");

  @TempDir Path folder;

  /** Whoever adds a package here promises to keep it. */
  @Test
  void exportWhatIsMeantForUsers() {
    assertThat(Jars.modules())
        .extracting(ModuleDescriptor::name, ModulesIT::exported)
        .containsExactlyInAnyOrder(
            tuple("io.tokentally", List.of("io.tokentally")),
            tuple("io.tokentally.dsl", List.of("io.tokentally.dsl")),
            tuple("io.tokentally.aggregation", List.of("io.tokentally.aggregation")),
            tuple("io.tokentally.operations", List.of("io.tokentally.operations")),
            tuple("io.tokentally.providers", List.of("io.tokentally.providers")),
            tuple("io.tokentally.recorder", List.of("io.tokentally.recorder")),
            tuple("io.tokentally.otel", List.of("io.tokentally.otel")),
            tuple("io.tokentally.importers", List.of("io.tokentally.importers")));
  }

  /** Modules by a line of the manifest: the libraries that these adapt have no module names. */
  @Test
  void theOtherAdaptersHaveNames() {
    assertThat(Jars.published())
        .map(jar -> ModuleFinder.of(jar).findAll().iterator().next().descriptor())
        .filteredOn(ModuleDescriptor::isAutomatic)
        .extracting(ModuleDescriptor::name)
        .containsExactlyInAnyOrder(
            "io.tokentally.langchain4j",
            "io.tokentally.springai",
            "io.tokentally.openai",
            "io.tokentally.anthropic",
            "io.tokentally.googlegenai",
            "io.tokentally.bedrock",
            "io.tokentally.micrometer",
            "io.tokentally.quarkus",
            "io.tokentally.assertj",
            "io.tokentally.junit",
            "io.tokentally.spring");
  }

  @Test
  void noServiceIsLookedUpOrOffered() throws IOException {
    assertThat(Jars.modules())
        .allSatisfy(module -> assertThat(module.uses()).isEmpty())
        .allSatisfy(module -> assertThat(module.provides()).isEmpty());
    for (Path jar : Jars.published()) {
      try (JarFile file = new JarFile(jar.toFile())) {
        assertThat(file.stream()).noneMatch(entry -> entry.getName().contains("META-INF/services"));
      }
    }
  }

  static Stream<String> hiddenPackages() {
    return Jars.modules().stream().flatMap(module -> Jars.hiddenPackages(module).stream());
  }

  @ParameterizedTest
  @MethodSource("hiddenPackages")
  void hiddenPackagesCannotBeCompiledAgainst(String hidden) throws IOException {
    Outcome compiled = compileModule("import " + hidden + ".*;");

    assertThat(compiled.output()).contains("error: package " + hidden + " is not visible");
    assertThat(compiled.exitCode()).isNotZero();
  }

  @Test
  void exportedPackagesCanBeCompiledAgainst() throws IOException {
    for (ModuleDescriptor module : Jars.modules()) {
      for (String exported : exported(module)) {
        assertThat(compileModule("import " + exported + ".*;")).isEqualTo(new Outcome(0, ""));
      }
    }
  }

  /** What is hidden may change at will; all else is compared with the last release. */
  @Test
  void hiddenPackagesAreThoseThatTheApiCheckLeavesOut() throws IOException {
    String pom = Files.readString(Path.of("..", "pom.xml"));

    assertThat(LEFT_OUT.matcher(pom).results().map(exclude -> exclude.group(1)))
        .containsExactlyInAnyOrderElementsOf(hiddenPackages().toList());
  }

  private Outcome compileModule(String imports) throws IOException {
    Path module =
        Files.writeString(
            folder.resolve("module-info.java"),
            "module user { requires io.tokentally.operations; requires io.tokentally.providers; requires io.tokentally.recorder; requires io.tokentally.otel;"
                + " requires io.tokentally.importers; }");
    Path source =
        Files.writeString(
            folder.resolve("User.java"), "package user; " + imports + " interface User {}");
    String jars =
        Jars.asPath(
            Jars.neededBy(
                "io.tokentally.operations",
                "io.tokentally.providers",
                "io.tokentally.recorder",
                "io.tokentally.otel",
                "io.tokentally.importers",
                "org.jspecify"));
    return Jdk.run(
        "javac",
        List.of("-p", jars, "-d", folder.toString(), module.toString(), source.toString()));
  }

  private static List<String> exported(ModuleDescriptor module) {
    return module.exports().stream()
        .filter(export -> !export.isQualified())
        .map(ModuleDescriptor.Exports::source)
        .sorted()
        .toList();
  }
}
