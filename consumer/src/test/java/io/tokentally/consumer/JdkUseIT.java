package io.tokentally.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the published classes use of the JDK, as {@code jdeps} finds it in them: no network, no
 * other processes, no reflection, no class loading, no threads of their own, no serialization.
 */
class JdkUseIT {

  private static final Pattern USED = Pattern.compile("-> (javax?\\.[\\w.$]+) +(\\S+)");

  /** Files and streams are there for the classes that read and write calls. */
  private static final Set<String> PACKAGES =
      Set.of(
          "java.io",
          "java.lang",
          "java.lang.annotation",
          "java.lang.invoke", // lambdas, joined text, and views of bytes
          "java.lang.runtime", // records
          "java.math",
          "java.nio",
          "java.nio.charset",
          "java.nio.file",
          "java.security", // random ids
          "java.time",
          "java.time.chrono", // dates compared
          "java.time.format",
          "java.time.temporal",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "java.util.function",
          "java.util.regex",
          "java.util.stream",
          "java.util.zip");

  private static final Pattern KEPT_AWAY_FROM =
      Pattern.compile(
          "java\\.lang\\.(Process.*|Runtime|Thread(\\$.*|Group)?|ClassLoader|ModuleLayer.*)"
              + "|java\\.io\\.Object(Input|Output)Stream"
              + "|java\\.util\\.(ServiceLoader|Timer)"
              + "|java\\.util\\.concurrent\\.(Executors|ThreadPoolExecutor)");

  /** What a recorder has besides: the call of a thread, and one of its own where that is asked. */
  private static final Set<String> OF_RECORDERS =
      Set.of(
          "java.lang.Thread",
          "java.lang.ThreadLocal",
          "java.util.concurrent.Executors",
          "java.nio.channels.FileChannel",
          "java.nio.file.attribute.FileAttribute",
          "java.nio.channels.FileChannel$MapMode",
          "java.nio.channels.FileLock",
          "java.nio.channels.OverlappingFileLockException",
          "java.util.concurrent.locks.ReentrantLock");

  private static final Path RECORDER = Path.of("io", "tokentally", "recorder");

  /** Where components of users' own records are read, and methods of users' tests looked at. */
  private static final List<Path> REFLECTING =
      List.of(
          Path.of("io", "tokentally", "dsl", "eval", "OtherValues.class"),
          Path.of("io", "tokentally", "dsl", "eval", "OtherValues$1.class"),
          Path.of("io", "tokentally", "dsl", "eval", "RecordMap.class"),
          Path.of("io", "tokentally", "dsl", "eval", "RecordMap$1.class"),
          Path.of("io", "tokentally", "junit"));

  private static final Set<String> OF_REFLECTING =
      Set.of(
          "java.lang.reflect.AnnotatedElement",
          "java.lang.reflect.Array",
          "java.lang.reflect.Executable",
          "java.lang.reflect.InvocationTargetException",
          "java.lang.reflect.Method",
          "java.lang.reflect.Parameter",
          "java.lang.reflect.RecordComponent",
          "java.net.URI", // as a string
          "java.net.URL");

  /**
   * What some of the classes use.
   *
   * @param classes of the JDK, by name
   * @param modules those that they are in
   */
  record Used(Set<String> classes, Set<String> modules) {

    Stream<String> classesBesides(Set<String> others) {
      assertThat(classes).containsAll(others);
      return classes.stream().filter(name -> !others.contains(name));
    }
  }

  private static Used byMost;
  private static Used byRecorders;
  private static Used byReflecting;

  @BeforeAll
  static void askJdeps(@TempDir Path folder, @TempDir Path recorders, @TempDir Path reflecting)
      throws IOException {
    Jars.unpackPublished(folder);
    move(RECORDER, folder, recorders);
    for (Path each : REFLECTING) {
      move(each, folder, reflecting);
    }
    byMost = used(folder);
    byRecorders = used(recorders);
    byReflecting = used(reflecting);
  }

  private static void move(Path classes, Path from, Path to) throws IOException {
    Files.createDirectories(to.resolve(classes).getParent());
    Files.move(from.resolve(classes), to.resolve(classes));
  }

  private static Used used(Path by) {
    Jdk.Outcome jdeps =
        Jdk.run("jdeps", List.of("--ignore-missing-deps", "-verbose:class", by.toString()));
    assertThat(jdeps.exitCode()).as(jdeps.output()).isZero();
    Used used = new Used(new TreeSet<>(), new TreeSet<>());
    USED.matcher(jdeps.output())
        .results()
        .forEach(
            use -> {
              used.classes().add(use.group(1));
              used.modules().add(use.group(2));
            });
    return used;
  }

  static Stream<Arguments> all() {
    return Stream.of(
        arguments(byMost, Set.of()),
        arguments(byRecorders, OF_RECORDERS),
        arguments(byReflecting, OF_REFLECTING));
  }

  @ParameterizedTest
  @MethodSource("all")
  void needTheBaseModuleAlone(Used used) {
    assertThat(used.modules()).containsExactly("java.base");
  }

  @ParameterizedTest
  @MethodSource("all")
  void usePackagesThatReachNothingOutside(Used used, Set<String> besides) {
    assertThat(used.classesBesides(besides))
        .contains("java.lang.String")
        .map(name -> name.substring(0, name.lastIndexOf('.')))
        .isSubsetOf(PACKAGES);
  }

  @ParameterizedTest
  @MethodSource("all")
  void startNothingAndLoadNothing(Used used, Set<String> besides) {
    assertThat(used.classesBesides(besides))
        .noneMatch(name -> KEPT_AWAY_FROM.matcher(name).matches());
  }
}
