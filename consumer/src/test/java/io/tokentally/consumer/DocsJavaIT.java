package io.tokentally.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.consumer.Jdk.Outcome;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All Java of the README and of docs compiles, runs, and prints what the pages say. */
class DocsJavaIT {

  private static final Path FILES = Path.of("src", "test", "resources", "docs");

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("pages")
  void itsJavaPrintsWhatItSays(Path page) throws Exception {
    copyFiles();
    for (PagePrograms program : PagePrograms.of(page)) {
      Path source = folder.resolve(program.name() + ".java");
      Files.writeString(source, program.source());
      List<String> compile =
          List.of(
              "-Xlint:all", "-Werror", "-cp", classPath(), "-d", folder.toString(), "" + source);
      assertThat(Jdk.run("javac", compile)).as(program.source()).isEqualTo(new Outcome(0, ""));

      Outcome run =
          Jdk.java(
              folder, List.of("-cp", folder + File.pathSeparator + classPath(), program.name()));

      assertThat(run.output().lines()).containsExactlyElementsOf(program.prints());
      assertThat(run.exitCode()).isZero();
    }
  }

  static Stream<Path> pages() {
    // The blocks of Spark's and Spring's pages are run beside these: ReadmeJavaTest,
    // SpringServiceTest.
    return Pages.all()
        .filter(page -> !page.startsWith(Pages.REPOSITORY.resolve("spark")))
        .filter(page -> !page.endsWith("spring.md"))
        .filter(page -> !Pages.blocks(page, "java").isEmpty());
  }

  private void copyFiles() throws IOException {
    try (Stream<Path> files = Files.list(FILES)) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
  }

  /** All published jars with what they need, and the libraries that the adapters read. */
  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }
}
