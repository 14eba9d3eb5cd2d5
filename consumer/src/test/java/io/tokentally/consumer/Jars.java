package io.tokentally.consumer;

import static java.util.stream.Collectors.joining;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The jars that this build has made, and those that they need. */
final class Jars {

  private Jars() {}

  /** {@return every published jar} */
  static List<Path> published() {
    return classPath().filter(Jars::isPublished).toList();
  }

  /** {@return the published jars that are modules in their own right} */
  static List<ModuleDescriptor> modules() {
    return published().stream()
        .map(jar -> ModuleFinder.of(jar).findAll().iterator().next().descriptor())
        .filter(module -> !module.isAutomatic())
        .toList();
  }

  /** {@return the packages of a module that it exports to nobody, or to our own modules alone} */
  static List<String> hiddenPackages(ModuleDescriptor module) {
    List<String> hidden = new ArrayList<>(module.packages());
    module.exports().stream()
        .filter(export -> !export.isQualified())
        .forEach(export -> hidden.remove(export.source()));
    return hidden.stream().sorted().toList();
  }

  /** {@return the jars of modules and all that they need to run, and nothing else} */
  static List<Path> neededBy(String... modules) {
    ModuleFinder all = ModuleFinder.of(classPath().toArray(Path[]::new));
    return Configuration.resolve(
            all, List.of(ModuleLayer.boot().configuration()), ModuleFinder.of(), Set.of(modules))
        .modules()
        .stream()
        .map(resolved -> Path.of(resolved.reference().location().orElseThrow()))
        .sorted()
        .toList();
  }

  /**
   * Unpacks the classes of every published jar, without module descriptors, so that they can be
   * looked at as one.
   */
  static void unpackPublished(Path folder) throws IOException {
    for (Path jar : published()) {
      try (JarFile file = new JarFile(jar.toFile())) {
        for (JarEntry entry : Collections.list(file.entries())) {
          if (entry.getName().endsWith(".class") && !entry.getName().equals("module-info.class")) {
            Path to = folder.resolve(entry.getName());
            Files.createDirectories(to.getParent());
            try (InputStream in = file.getInputStream(entry)) {
              Files.copy(in, to);
            }
          }
        }
      }
    }
  }

  /** {@return the jars as one option of a Java tool} */
  static String asPath(List<Path> jars) {
    return jars.stream().map(Path::toString).collect(joining(File.pathSeparator));
  }

  private static boolean isPublished(Path entry) {
    String name = entry.getFileName().toString();
    return name.startsWith("tokentally-") && !name.startsWith("tokentally-consumer");
  }

  /** {@return the jars on the class path of the tests} */
  private static Stream<Path> classPath() {
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Stream.of(path.split(File.pathSeparator))
        .filter(entry -> entry.endsWith(".jar"))
        .map(Path::of);
  }
}
