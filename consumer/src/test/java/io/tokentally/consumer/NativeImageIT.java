package io.tokentally.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JacksonAnnotation;
import io.tokentally.TokentallyMapper;
import io.tokentally.ValidationError;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What GraalVM's {@code native-image} cannot find out by itself stands in the jars: the classes
 * that Jackson reaches by reflection, and the files that are read from the jar. Nothing is to be
 * missing there, and nothing to be left over.
 */
class NativeImageIT {

  private static final String METADATA = "reachability-metadata.json";

  static Stream<Path> published() {
    return Jars.published().stream();
  }

  @ParameterizedTest
  @MethodSource("published")
  void knowsWhatTheJarNeeds(Path jar) throws Exception {
    Map<String, Object> needed = needed(jar);

    assertThat(written(jar))
        .as("%s of %s is to hold %s", METADATA, artifact(jar), asText(needed))
        .isEqualTo(needed);
  }

  private static String artifact(Path jar) {
    return jar.getFileName().toString().replaceFirst("-\\d.*", "");
  }

  private static String asText(Map<String, Object> metadata) throws IOException {
    return TokentallyMapper.create().writerWithDefaultPrettyPrinter().writeValueAsString(metadata);
  }

  private static Map<?, ?> written(Path jar) throws IOException {
    String name = "META-INF/native-image/io.tokentally/" + artifact(jar) + "/" + METADATA;
    try (JarFile file = new JarFile(jar.toFile())) {
      JarEntry entry = file.getJarEntry(name);
      return entry == null
          ? Map.of()
          : TokentallyMapper.create().readValue(file.getInputStream(entry), Map.class);
    }
  }

  private static Map<String, Object> needed(Path jar) throws Exception {
    List<Object> types = new ArrayList<>();
    JacksonReach.from(boundByJackson()).stream()
        .filter(type -> isIn(jar, type))
        .sorted(Comparator.comparing(Class::getName))
        .forEach(type -> types.add(allOf(type)));
    Map<String, Object> needed = new LinkedHashMap<>();
    if (!types.isEmpty()) {
      needed.put("reflection", types);
    }
    List<Map<String, String>> files = filesIn(jar);
    if (!files.isEmpty()) {
      needed.put("resources", files);
    }
    return needed;
  }

  private static Map<String, Object> allOf(Class<?> type) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("type", type.getName());
    entry.put("allDeclaredConstructors", true);
    entry.put("allDeclaredMethods", true);
    entry.put("allDeclaredFields", true);
    return entry;
  }

  /** Whatever has an annotation of Jackson's, and the record of a fault, which needs none. */
  private static List<Class<?>> boundByJackson() throws Exception {
    List<Class<?>> bound = new ArrayList<>(List.of(ValidationError.class));
    for (Path jar : Jars.published()) {
      try (JarFile file = new JarFile(jar.toFile())) {
        for (String name : file.stream().map(JarEntry::getName).toList()) {
          if (name.matches("io/tokentally/.*\\.class") && !name.endsWith("-info.class")) {
            classOf(name).filter(NativeImageIT::isForJackson).ifPresent(bound::add);
          }
        }
      }
    }
    return bound;
  }

  /** {@return the class; empty for one that extends what a framework has, which is not here} */
  private static Optional<Class<?>> classOf(String file) throws ClassNotFoundException {
    String name = file.substring(0, file.length() - ".class".length()).replace('/', '.');
    try {
      return Optional.of(Class.forName(name, false, NativeImageIT.class.getClassLoader()));
    } catch (NoClassDefFoundError e) {
      assertThat(e.getMessage()).doesNotStartWith("io/tokentally/").doesNotContain("jackson");
      return Optional.empty();
    }
  }

  private static boolean isForJackson(Class<?> type) {
    return Stream.of(type.getDeclaredAnnotations())
        .anyMatch(found -> found.annotationType().isAnnotationPresent(JacksonAnnotation.class));
  }

  private static boolean isIn(Path jar, Class<?> type) {
    URL from = type.getProtectionDomain().getCodeSource().getLocation();
    return Path.of(URI.create(from.toString())).equals(jar);
  }

  private static List<Map<String, String>> filesIn(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream()
          .filter(entry -> !entry.isDirectory())
          .map(JarEntry::getName)
          .filter(name -> !name.startsWith("META-INF/") && !name.endsWith(".class"))
          .sorted()
          .map(name -> Map.of("glob", name))
          .toList();
    }
  }
}
