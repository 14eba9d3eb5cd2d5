package io.tokentally.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The formats of {@code report} that are pictures, and files as its output. */
class PictureFormatsTest {

  /** One of the agent's steps in the bundled trace. */
  private static final String STEP = "019a963e-1e34-73c4-a5c8-82b1ae97ba94";

  private static final String TWO_UNITS =
      """
      {"m1":{"prompt_token_cost":0.5,"completion_token_cost":1},
       "m2":{"prompt_token_cost":0.25,"completion_token_cost":1,
             "prompt_token_cost_unit":"EUR","completion_token_cost_unit":"EUR"}}
      """;

  private static final String CALLS =
      """
      {"id":"a","op_name":"chat","started_at":"2026-01-05","summary":{"usage":{"m1":{"prompt_tokens":3}}}}
      {"id":"b","op_name":"ask","started_at":"2026-01-05","summary":{"usage":{"m2":{"prompt_tokens":5}}}}
      """;

  @TempDir Path folder;

  @Test
  void thePageIsOneFile() throws IOException {
    Path page = folder.resolve("page.html");

    ProgramRun run = ProgramRun.of("report", "--format", "html", "-o", page.toString());

    assertThat(run).isEqualTo(new ProgramRun(0, "", ""));
    assertThat(page)
        .content()
        .startsWith("<!DOCTYPE html>")
        .contains("default-src 'none'", "0.11251845", "Prices: bundled")
        .doesNotContain("src=", "http:", "https:")
        .endsWith("</html>\n");
    assertThat(folder).isDirectoryNotContaining("glob:**.*-*");
  }

  @Test
  void aCallAndWhatIsBelowItCanBeDrawnAlone() {
    String[] folded = {"report", "--format", "folded", "--measure", "tokens"};
    String[] below =
        Stream.concat(Stream.of(folded), Stream.of("--root", STEP)).toArray(String[]::new);

    assertThat(ProgramRun.of(folded).out()).startsWith("answer_question;agent_step;");
    assertThat(ProgramRun.of(folded).err()).isEqualTo("tokentally: values are tokens\n");
    assertThat(ProgramRun.of(below).out()).isEqualTo("agent_step;anthropic.messages.create 4787\n");
  }

  @Test
  void costsOfSeveralCurrenciesAreNotAdded() throws IOException {
    String calls = write("calls", CALLS);
    String prices = write("prices", TWO_UNITS);
    String[] folded = {"report", "--calls", calls, "--prices", prices, "--format", "folded"};
    String[] euros = {
      folded[0], folded[1], folded[2], folded[3], folded[4], folded[5], folded[6], "--unit", "EUR"
    };

    assertThat(ProgramRun.of(folded))
        .isEqualTo(
            new ProgramRun(
                2,
                "",
                "tokentally: expected costs in one currency, found EUR and USD; --unit chooses one\n"));
    assertThat(ProgramRun.of(euros).out()).isEqualTo("ask 1250000000\n");
  }

  @Test
  void aFailureLeavesTheOldFile() throws IOException {
    Path old = Files.writeString(folder.resolve("old.folded"), "old");
    String calls = write("calls", CALLS);

    ProgramRun run =
        ProgramRun.of("report", "--calls", calls, "--format", "folded", "-o", old.toString());

    assertThat(run.err()).contains("nothing has a price");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(old).hasContent("old");
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("old.folded", "calls");
  }

  @Test
  void aFolderThatIsNotThereIsToldInOneLine() {
    Path page = folder.resolve("nowhere").resolve("page.html");

    ProgramRun run = ProgramRun.of("report", "--format", "html", "-o", page.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "tokentally: "
                + page
                + ": cannot be written: there is no folder "
                + page.getParent()
                + "\n");
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }
}
