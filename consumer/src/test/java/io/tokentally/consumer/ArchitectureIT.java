package io.tokentally.consumer;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may know whom: modules each other, and packages inside a module. */
class ArchitectureIT {

  /**
   * The modules by the package that holds them, and the modules below that each may know. A module
   * of another name is part of none of them, and fails the test.
   */
  private static final Map<String, Set<String>> BELOW =
      Map.ofEntries(
          Map.entry("core", Set.of()),
          Map.entry("dsl", Set.of("core")),
          Map.entry("aggregation", Set.of("core", "dsl")),
          Map.entry("operations", Set.of("core", "dsl", "aggregation")),
          Map.entry("providers", Set.of("core", "aggregation")),
          Map.entry("recorder", Set.of("core", "aggregation")),
          Map.entry("adapters/langchain4j", Set.of("core", "aggregation", "providers", "recorder")),
          Map.entry("adapters/micrometer", Set.of("core", "aggregation", "recorder")),
          Map.entry("adapters/quarkus-langchain4j", Set.of("core", "aggregation")),
          Map.entry("adapters/openai-java", Set.of("core", "aggregation", "providers")),
          Map.entry("adapters/jtokkit", Set.of("providers")),
          Map.entry("adapters/anthropic-java", Set.of("core", "aggregation", "providers")),
          Map.entry("adapters/google-genai", Set.of("core", "aggregation", "providers")),
          Map.entry("adapters/bedrock", Set.of("core", "aggregation", "providers")),
          Map.entry(
              "adapters/spring-ai",
              Set.of(
                  "core",
                  "aggregation",
                  "providers",
                  "adapters/openai-java",
                  "adapters/anthropic-java",
                  "adapters/google-genai",
                  "adapters/bedrock")),
          Map.entry("adapters/otel", Set.of("core", "aggregation", "providers")),
          Map.entry("adapters/assertj", Set.of("core", "dsl", "aggregation")),
          Map.entry("adapters/junit", Set.of("core", "aggregation", "providers", "recorder")),
          Map.entry(
              "adapters/spring-boot-starter",
              Set.of(
                  "core",
                  "aggregation",
                  "providers",
                  "recorder",
                  "adapters/micrometer",
                  "adapters/spring-ai")),
          Map.entry("importers", Set.of("core", "aggregation", "providers", "adapters/otel")),
          Map.entry("spark", Set.of("core", "dsl", "aggregation", "providers")),
          Map.entry("report", Set.of("core", "dsl", "aggregation", "providers")),
          Map.entry("service", Set.of("core", "dsl", "aggregation", "operations", "report")),
          Map.entry(
              "cli",
              Set.of(
                  "core",
                  "dsl",
                  "aggregation",
                  "operations",
                  "providers",
                  "report",
                  "service",
                  "importers",
                  "adapters/jtokkit",
                  "adapters/otel")));

  /**
   * The packages that know each other: one that users see, whose entry points call another that
   * does the work and gives its types. All others are above or below each other.
   */
  private static final Set<String> MUTUAL =
      Set.of(
          "io.tokentally, io.tokentally.json",
          "io.tokentally.aggregation, io.tokentally.aggregation.rollup",
          "io.tokentally.dsl, io.tokentally.dsl.eval",
          "io.tokentally.dsl, io.tokentally.dsl.weave");

  /** Read once: reading takes longer than the tests. */
  private static final Map<String, JavaClasses> CLASSES = new ConcurrentHashMap<>();

  static List<String> modules() {
    return BELOW.keySet().stream().sorted().toList();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void aModuleKnowsOnlyThoseBelowIt(String module) {
    Map<String, String> homes = homes();
    Set<String> known = new TreeSet<>();
    for (JavaClass type : classes(module)) {
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        String home = homes.get(dependency.getTargetClass().getBaseComponentType().getName());
        if (home != null && !home.equals(module)) {
          known.add(home);
        }
      }
    }
    assertThat(BELOW.get(module)).containsAll(known);
  }

  /**
   * A package that users see may call the packages behind it, which take and give its types. Among
   * the packages behind it, nothing goes in a circle.
   */
  @ParameterizedTest
  @MethodSource("modules")
  void thePackagesOfAModuleFormNoCircles(String module) {
    JavaClasses classes = classes(module);
    String shown =
        classes.stream()
            .map(JavaClass::getPackageName)
            .min((a, b) -> Integer.compare(a.length(), b.length()))
            .orElseThrow();
    slices()
        .matching(shown + ".(**)")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(classes);
  }

  @Test
  void noOtherPackagesKnowEachOther() {
    Map<String, Set<String>> known = new TreeMap<>();
    for (String module : modules()) {
      for (JavaClass type : classes(module)) {
        Set<String> byPackage =
            known.computeIfAbsent(type.getPackageName(), name -> new TreeSet<>());
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          byPackage.add(dependency.getTargetClass().getBaseComponentType().getPackageName());
        }
      }
    }
    Set<String> mutual = new TreeSet<>();
    known.forEach(
        (name, others) ->
            others.stream()
                .filter(other -> name.compareTo(other) < 0)
                .filter(other -> known.getOrDefault(other, Set.of()).contains(name))
                .forEach(other -> mutual.add(name + ", " + other)));
    assertThat(mutual).isEqualTo(MUTUAL);
  }

  @Test
  void everyModuleOfTheProjectIsInTheTable() throws Exception {
    Set<String> built = new TreeSet<>();
    for (String line : Files.readAllLines(Path.of("..", "pom.xml"))) {
      String text = line.strip();
      if (text.startsWith("<module>")) {
        built.add(text.substring("<module>".length(), text.indexOf("</module>")));
      }
    }
    built.removeAll(Set.of("bom", "examples", "benchmarks", "consumer", "fuzz"));
    assertThat(built).isEqualTo(BELOW.keySet());
  }

  private static JavaClasses classes(String module) {
    return CLASSES.computeIfAbsent(
        module,
        each -> {
          // Names are enough of what is outside: to read it takes longer than all else.
          ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
          return new ClassFileImporter().importPath(Path.of("..", each, "target", "classes"));
        });
  }

  /** {@return the module of each of our classes} */
  private static Map<String, String> homes() {
    Map<String, String> homes = new TreeMap<>();
    for (String module : modules()) {
      classes(module).forEach(type -> homes.put(type.getName(), module));
    }
    return homes;
  }
}
