package io.tokentally.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Completion, in the shells themselves, and the manual page; each where the machine has it. */
class ShellsTest {

  @TempDir Path folder;

  private String script(String shell) throws IOException {
    ProgramRun run = ProgramRun.of("completion", shell);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return Files.writeString(folder.resolve("completion." + shell), run.out()).toString();
  }

  private static List<String> run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return out.lines().toList();
  }

  private static void assumeInstalled(String program) {
    String path = System.getenv("PATH");
    assumeTrue(
        path != null
            && List.of(path.split(":", -1)).stream()
                .anyMatch(each -> Files.isExecutable(Path.of(each, program))),
        program);
  }

  @Test
  void bashCompletesCommandsOptionsAndValues() throws Exception {
    assumeInstalled("bash");
    String bash =
        """
        source '%s'
        complete_words() {
          COMP_WORDS=("$@"); COMP_CWORD=$(( $# - 1 )); COMPREPLY=()
          _complete_tokentally 2>/dev/null; echo "${COMPREPLY[@]}"
        }
        complete_words tokentally re
        complete_words tokentally report --form
        complete_words tokentally report --format ''
        complete_words tokentally report --scope m
        complete_words tokentally completion f
        """
            .formatted(script("bash"));

    assertThat(run("bash", "-c", bash))
        .containsExactly(
            "report reprice",
            "--format",
            "table json csv html folded speedscope",
            "model-calls",
            "fish");
  }

  @Test
  void zshTakesTheSameScript() throws Exception {
    assumeInstalled("zsh");
    String zsh =
        """
        autoload -U +X compinit && compinit -u -D
        source '%s'
        echo ${_comps[tokentally]}
        """
            .formatted(script("zsh"));

    assertThat(run("zsh", "-f", "-c", zsh))
        .singleElement()
        .asString()
        .contains("_complete_tokentally");
  }

  @Test
  void fishCompletesCommandsOptionsAndValues() throws Exception {
    assumeInstalled("fish");
    String fish =
        """
        source '%s'
        complete -C 'tokentally rep' | cut -f1
        complete -C 'tokentally report --form' | cut -f1
        complete -C 'tokentally report --scope m' | cut -f1
        complete -C 'tokentally completion z' | cut -f1
        """
            .formatted(script("fish"));

    assertThat(run("fish", "--no-config", "-c", fish))
        .containsExactly("report", "reprice", "--format", "model-calls", "zsh");
  }

  @Test
  void theManualPageIsWellFormed() throws Exception {
    ProgramRun run = ProgramRun.of("man");
    assertThat(run.out())
        .contains(".SS report\n", ".B \\-\\-query QUERY|@FILE\n", ".SH EXIT STATUS");

    assumeInstalled("mandoc");
    Path page = Files.writeString(folder.resolve("tokentally.1"), run.out());
    assertThat(run("mandoc", "-T", "lint", "-W", "warning", page.toString())).isEmpty();
  }
}
