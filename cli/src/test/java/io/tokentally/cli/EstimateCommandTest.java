package io.tokentally.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a call will cost before it is made. */
class EstimateCommandTest {

  private static final String PRICES =
      """
      {"gpt-4o":{"prompt_token_cost":0.000002,"completion_token_cost":0.00001},
       "owl":{"prompt_token_cost":0.000001,"completion_token_cost":0.000004}}
      """;

  @TempDir Path folder;
  private String prices = "";
  private String prompt = "";

  @BeforeEach
  void writeFiles() throws IOException {
    prices = Files.writeString(folder.resolve("prices.json"), PRICES).toString();
    prompt =
        Files.writeString(
                folder.resolve("prompt.txt"), "The quick brown fox jumps over the lazy dog.")
            .toString();
  }

  private ProgramRun estimate(String... more) {
    List<String> args = new ArrayList<>(List.of("estimate", "--prices", prices));
    args.addAll(List.of(more));
    return ProgramRun.of(args.toArray(String[]::new));
  }

  @Test
  void modelsStandBesideEachOther() {
    ProgramRun run =
        estimate("--prompt", "@" + prompt, "--max-output", "500", "--models", "gpt-4o,owl,cx/owl");
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.outLines())
        .containsExactly(
            "model   prompt tokens  output tokens        of the prompt  of the output           low         high",
            "----------------------------------------------------------------------------------------------------",
            "gpt-4o             10       0 to 500              0.00002     0 to 0.005   0.00002 USD  0.00502 USD",
            "owl           8 to 20       0 to 500  0.000008 to 0.00002     0 to 0.002  0.000008 USD  0.00202 USD",
            "cx/owl        8 to 20       0 to 500                    0              0     not known    not known",
            "cx/owl: no price has this name; if it is owl: --alias cx/owl=owl",
            "",
            "Tokens: exact for models of OpenAI; for others from 3/4 to twice what o200k_base counts.",
            "Prices: " + prices + " (2 models)");
  }

  @Test
  void jsonIsExact() throws IOException {
    JsonNode json =
        Costs.json(
            estimate(
                "--prompt-tokens",
                "1000",
                "--output",
                "10",
                "--max-output",
                "20",
                "--models",
                "gpt-4o",
                "--format",
                "json"));
    assertThat(json.at("/0/low/cost")).hasToString("0.0021");
    assertThat(json.at("/0/high/cost")).hasToString("0.0022");
    assertThat(json.at("/0/high/items/1"))
        .hasToString("{\"kind\":\"completion_tokens\",\"count\":20,\"amount\":0.0002}");
    assertThat(json.at("/0/complete").booleanValue()).isTrue();
  }

  @Test
  void csvHasARowForEachModel() {
    ProgramRun run =
        estimate(
            "--prompt-tokens=1000", "--max-output=20", "--models=gpt-4o,eagle", "--format=csv");
    assertThat(run.outLines())
        .containsExactly(
            "model,complete,prompt_tokens_least,prompt_tokens_most,output_tokens_least,"
                + "output_tokens_most,low_cost,high_cost,unit,open",
            "gpt-4o,true,1000,1000,0,20,0.002,0.0022,USD,",
            "eagle,false,1000,1000,0,20,,,,");
  }

  @Test
  void imagesArePartOfThePrompt() throws IOException {
    JsonNode json =
        Costs.json(
            estimate(
                "--prompt-tokens",
                "5",
                "--image",
                "1024x1024",
                "--models",
                "gpt-4o,owl",
                "--format",
                "json"));
    assertThat(json.at("/0/prompt_tokens/most").longValue()).isEqualTo(770);
    assertThat(json.at("/1/open/0").textValue())
        .isEqualTo("no rule is known for the tokens of the image 1024x1024");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --models m                                     | expected the prompt (--prompt) or its tokens (--prompt-tokens), one of them
          --models m --prompt-tokens -1                  | --prompt-tokens: expected 0 or more tokens, found -1
          --models m --prompt-tokens 1 --output 9 --max-output 3 | --max-output: expected at least the expected output, 9, found 3
          --models m --prompt-tokens 1 --image big       | --image: expected a width and a height such as 1024x768, found big
          """)
  void saysWhatIsWrong(String arguments, String message) {
    ProgramRun run = estimate(arguments.split(" +"));
    assertThat(run).isEqualTo(new ProgramRun(2, "", "tokentally: " + message + "\n"));
  }
}
