package io.tokentally.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Which methods of the JDK the published classes call, as {@code javap} finds them in their
 * constants: classes such as {@link Class} and {@link List} cannot be done without, but some of
 * their methods load classes, reflect or take threads.
 */
class JdkCallsIT {

  private static final String CLASS = "Classfile ";

  private static final Pattern CALLED = Pattern.compile("// (java/[\\w/$]+\\.\\w+):");

  private static final Pattern REFLECTIVE = Pattern.compile("java/lang/(Class|invoke/.*)\\..*");

  /**
   * Names and types of objects, resources of our own, lambdas, joined text, views of bytes, and a
   * field of our own that threads share.
   */
  private static final Set<String> ALLOWED =
      Set.of(
          "java/lang/Class.cast",
          "java/lang/Class.getName",
          "java/lang/Class.getResourceAsStream",
          "java/lang/Class.getSuperclass",
          "java/lang/Class.isInstance",
          "java/lang/invoke/LambdaMetafactory.metafactory",
          "java/lang/invoke/MethodHandles$Lookup.findVarHandle",
          "java/lang/invoke/MethodHandles.byteArrayViewVarHandle",
          "java/lang/invoke/MethodHandles.byteBufferViewVarHandle",
          "java/lang/invoke/MethodHandles.lookup",
          "java/lang/invoke/StringConcatFactory.makeConcatWithConstants",
          "java/lang/invoke/VarHandle.get",
          "java/lang/invoke/VarHandle.getAcquire",
          "java/lang/invoke/VarHandle.getAndAdd",
          "java/lang/invoke/VarHandle.getVolatile",
          "java/lang/invoke/VarHandle.releaseFence",
          "java/lang/invoke/VarHandle.setRelease",
          "java/lang/invoke/VarHandle.setVolatile");

  /** Where components of users' own records are read, and methods of users' tests looked at. */
  private static final Pattern REFLECTING =
      Pattern.compile("io/tokentally/(dsl/eval/(OtherValues|RecordMap)|junit/).*");

  private static final Pattern NATIVE = Pattern.compile("java/lang/System\\.load.*");

  private static final Pattern PARALLEL =
      Pattern.compile("java/util/.*\\.parallel.*|java/util/concurrent/(ForkJoin|Completable).*");

  /** The methods that each class CALLS. */
  private static final Map<String, Set<String>> CALLS = new TreeMap<>();

  @BeforeAll
  static void askJavap(@TempDir Path folder) throws IOException {
    Jars.unpackPublished(folder);
    List<String> arguments = new ArrayList<>(List.of("-p", "-v"));
    try (Stream<Path> files = Files.walk(folder)) {
      files.filter(Files::isRegularFile).map(Path::toString).forEach(arguments::add);
    }
    Jdk.Outcome javap = Jdk.run("javap", arguments);
    assertThat(javap.exitCode()).isZero();
    String name = "";
    for (String line : javap.output().lines().toList()) {
      if (line.startsWith(CLASS)) {
        name = name(folder, line);
      }
      Matcher called = CALLED.matcher(line);
      if (called.find()) {
        CALLS.computeIfAbsent(name, each -> new TreeSet<>()).add(called.group(1));
      }
    }
  }

  private static String name(Path folder, String line) {
    Path file = folder.relativize(Path.of(line.substring(CLASS.length())));
    return file.toString().replace('\\', '/');
  }

  private Stream<String> all() {
    return CALLS.values().stream().flatMap(Set::stream).distinct();
  }

  @Test
  void loadNoClassesAndCallNothingByName() {
    assertThat(
            CALLS.entrySet().stream()
                .filter(each -> !REFLECTING.matcher(each.getKey()).matches())
                .flatMap(each -> each.getValue().stream())
                .filter(call -> REFLECTIVE.matcher(call).matches())
                .distinct())
        .contains("java/lang/Class.isInstance")
        .isSubsetOf(ALLOWED);
    assertThat(all()).noneMatch(call -> NATIVE.matcher(call).matches());
  }

  /** Threads of the pool that is there, and only where reading or a report is asked to do so. */
  @Test
  void workInParallelOnlyWhereTheyAreAskedTo() {
    assertThat(CALLS.keySet().stream().filter(this::isParallel))
        .isNotEmpty()
        .allMatch(
            name ->
                name.startsWith("io/tokentally/aggregation/rollup/")
                    || name.equals("io/tokentally/LinesAhead.class"));
  }

  private boolean isParallel(String name) {
    return CALLS.get(name).stream().anyMatch(call -> PARALLEL.matcher(call).matches());
  }
}
