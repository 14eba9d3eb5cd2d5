package io.tokentally.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokentally.TokentallyMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What price files hold, what was left out and why, and how a name is found. */
class PricesCommandTest {

  private static final String LIST =
      """
      {"owl":{"litellm_provider":"p","mode":"chat","input_cost_per_token":2e-06,
              "output_cost_per_token":5e-06,"cache_creation_input_token_cost_above_1hr":4e-06,
              "input_cost_per_token_above_200k_tokens":3e-06},
       "picture":{"litellm_provider":"p","mode":"image_generation"},
       "whale":{"input_cost_per_token":1,"output_cost_per_token":1}}
      """;

  @TempDir Path folder;
  private String file = "";

  @BeforeEach
  void writePrices() throws IOException {
    file = Files.writeString(folder.resolve("list.json"), LIST).toString();
  }

  private ProgramRun prices(String... more) {
    List<String> args = new ArrayList<>(List.of("prices", file));
    args.addAll(List.of(more));
    return ProgramRun.of(args.toArray(String[]::new));
  }

  @Test
  void listsModelsRatesAndWhatWasLeftOut() {
    ProgramRun run = prices();
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.outLines())
        .containsExactly(
            file + ": LiteLLM. 3 entries: 1 with a price, 2 left out.",
            "",
            "  model  provider  from  input  output  cache read  cache write  unit  besides",
            "  -----------------------------------------------------------------------------------------",
            "  owl    p                   2       5                           USD   1 rate, 1 condition",
            "",
            "  Left out (2)",
            "    has no price: 1",
            "      picture",
            "    impossible rates: prompt_token_cost of 1, completion_token_cost of 1; expected less than 0.01 USD per token, 0.1 of",
            "    audio: 1",
            "      whale",
            "",
            "Rates are per million tokens; an empty cache rate is the input rate.");
  }

  @Test
  void showsHowANameIsFound() {
    ProgramRun run = prices("--model", "owl-2026-01-01", "--at", "2026-03-01");
    assertThat(run.exitCode()).isZero();
    assertThat(run.outLines())
        .contains(
            "  1 h cache write 4",
            "  above 200000 prompt tokens: input 3, output 5, 1 h cache write 4");
    assertThat(run.out()).contains("owl-2026-01-01: priced as owl of p, found by: alias, in");
  }

  @Test
  void saysWhyANameHasNoPriceAndWhatWouldChangeIt() {
    ProgramRun run = prices("--model", "cx/owl", "--model", "whale", "--model", "owl");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.outLines())
        .contains(
            "cx/owl: no price has this name; if it is owl: --alias cx/owl=owl",
            "whale: the price list names it without a price that can be used (whale: impossible rates: prompt_token_cost of 1,");
    assertThat(prices("--model", "cx/owl", "--alias", "cx/owl=owl").out())
        .contains("cx/owl: priced as owl of p, found by: asked");
  }

  @Test
  void jsonHasEverything() throws IOException {
    JsonNode list = Costs.json(prices("--format", "json")).get(0);
    assertThat(list.at("/rows/0/prompt_token_cost")).hasToString("0.000002");
    assertThat(list.at("/rows/0/variants/0/when").textValue())
        .isEqualTo("above 200000 prompt tokens");
    assertThat(list.at("/skipped/0/entry").textValue()).isEqualTo("picture");
    ProgramRun run = prices("--format", "json", "--model", "owl", "--model", "cx/owl");
    assertThat(run.exitCode()).isEqualTo(1);
    JsonNode answers = TokentallyMapper.create().readTree(run.out());
    assertThat(answers.at("/0/row/id").textValue()).isEqualTo("LiteLLM/owl");
    assertThat(answers.at("/1/reason").textValue()).isEqualTo("NO_ROW");
    assertThat(answers.at("/1/nearest").textValue()).isEqualTo("owl");
  }

  @Test
  void csvHasARowForEachPriceAndCondition() {
    ProgramRun run = prices("--format", "csv");
    assertThat(run.exitCode()).isZero();
    assertThat(run.outLines())
        .containsExactly(
            "file,id,model,provider_id,effective_date,when,prompt_token_cost,completion_token_cost,"
                + "cache_read_input_token_cost,cache_creation_input_token_cost,"
                + "cache_creation_1h_input_token_cost,prompt_token_cost_unit,completion_token_cost_unit",
            file + ",LiteLLM/owl,owl,p,0001-01-01T00:00:00Z,,0.000002,0.000005,,,0.000004,USD,USD",
            file
                + ",LiteLLM/owl,owl,p,0001-01-01T00:00:00Z,above 200000 prompt tokens,0.000003,0.000005,,,"
                + "0.000004,USD,USD");
    assertThat(run.err())
        .isEqualTo("tokentally: " + file + ": 2 entries left out; --format json names them\n");
    ProgramRun asked = prices("--format", "csv", "--model", "owl", "--model", "cx/owl");
    assertThat(asked.exitCode()).isEqualTo(1);
    assertThat(asked.outLines().get(1))
        .startsWith("owl,,EXACT," + file + ",false,,LiteLLM/owl,owl,p,");
    assertThat(asked.outLines().get(3))
        .startsWith("cx/owl,,,,,no price has this name; if it is owl: --alias cx/owl=owl,,");
  }

  @Test
  void bundledPricesAreShownWithoutAFile() {
    ProgramRun run = ProgramRun.of("prices", "--model", "gpt-4o");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("gpt-4o: priced as gpt-4o of openai");
  }

  @Test
  void aDateIsNamedThatIsNone() {
    ProgramRun run = prices("--model", "owl", "--at", "monday");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "tokentally: --at: expected a date such as 2026-09-01 or 2026-09-01T10:00:00Z, found monday\n");
  }
}
