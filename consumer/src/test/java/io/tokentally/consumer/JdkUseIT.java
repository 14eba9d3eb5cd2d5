package io.tokentally.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  @TempDir Path folder;
  @TempDir Path recorders;
  @TempDir Path reflecting;

  private final Set<String> classes = new TreeSet<>();
  private final Set<String> modules = new TreeSet<>();

  @BeforeEach
  void askJdeps() throws IOException {
    Jars.unpackPublished(folder);
    Path recorder = Path.of("io", "tokentally", "recorder");
    Files.createDirectories(recorders.resolve(recorder).getParent());
    Files.move(folder.resolve(recorder), recorders.resolve(recorder));
    for (Path each : REFLECTING) {
      Files.createDirectories(reflecting.resolve(each).getParent());
      Files.move(folder.resolve(each), reflecting.resolve(each));
    }
    askJdeps(folder);
  }

  @Test
  void whatReadsOwnRecordsUsesNothingElse() throws IOException {
    askJdeps(reflecting);
    assertThat(classes).containsAll(OF_REFLECTING);
    classes.removeAll(OF_REFLECTING);
    assertThat(modules).containsExactly("java.base");
    assertReachNothingOutside();
    assertStartAndLoadNothing();
  }

  private void askJdeps(Path of) throws IOException {
    classes.clear();
    Jdk.Outcome jdeps =
        Jdk.run("jdeps", List.of("--ignore-missing-deps", "-verbose:class", of.toString()));
    assertThat(jdeps.exitCode()).as(jdeps.output()).isZero();
    USED.matcher(jdeps.output())
        .results()
        .forEach(
            use -> {
              classes.add(use.group(1));
              modules.add(use.group(2));
            });
  }

  @Test
  void needsTheBaseModuleAlone() {
    assertThat(modules).containsExactly("java.base");
  }

  @Test
  void usesPackagesThatReachNothingOutside() {
    assertReachNothingOutside();
  }

  private void assertReachNothingOutside() {
    assertThat(classes)
        .contains("java.lang.String")
        .map(name -> name.substring(0, name.lastIndexOf('.')))
        .isSubsetOf(PACKAGES);
  }

  @Test
  void recordersUseNothingElse() throws IOException {
    askJdeps(recorders);
    assertThat(classes).containsAll(OF_RECORDERS);
    classes.removeAll(OF_RECORDERS);
    assertThat(modules).containsExactly("java.base");
    assertReachNothingOutside();
    assertStartAndLoadNothing();
  }

  @Test
  void startsNothingAndLoadsNothing() {
    assertStartAndLoadNothing();
  }

  private void assertStartAndLoadNothing() {
    assertThat(classes).noneMatch(name -> KEPT_AWAY_FROM.matcher(name).matches());
  }
}
