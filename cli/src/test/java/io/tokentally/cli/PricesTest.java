package io.tokentally.cli;

import static io.tokentally.cli.Costs.usd;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Price files, alone and one after the other. The call has 1000 prompt and 10 completion tokens.
 */
class PricesTest {

  private static final String CALL =
      """
      {"id":"a","started_at":"2026-01-05T10:00:00Z","ended_at":"2026-01-05T10:00:01Z","summary":\
      {"usage":{"m":{"prompt_tokens":1000,"completion_tokens":10}}}}
      """;

  private static final String COSTS =
      "{\"m\":{\"prompt_token_cost\":0.001,\"completion_token_cost\":0.01}}";

  private static final String LITE_LLM =
      """
      {"m":{"litellm_provider":"p","mode":"chat","input_cost_per_token":2e-06,
            "output_cost_per_token":5e-06},
       "picture":{"litellm_provider":"p","mode":"image_generation"}}
      """;

  private static final String GENAI_PRICES =
      """
      [{"id":"p","models":[{"id":"m","match":{"equals":"m"},
        "prices":{"input_mtok":3,"output_mtok":7}}]}]
      """;

  private static final String WEAVE =
      """
      {"m":[{"provider":"p","input":4e-06,"output":9e-06,"created_at":"2024-10-08 08:45:39"},
            {"provider":"p","input":1e-06,"output":1e-06,"created_at":"2026-02-01 00:00:00"}]}
      """;

  @TempDir Path folder;
  private String calls = "";

  @BeforeEach
  void writeCalls() throws IOException {
    calls = write("calls.ndjson", CALL);
  }

  @Test
  void everyFormOfPricesIsRecognised() throws IOException {
    String body = "{\"project_id\":\"team/project\",\"costs\":" + COSTS + "}";

    assertThat(costAt(write("costs.json", COSTS))).isEqualByComparingTo(usd("1.1"));
    assertThat(costAt(write("body.json", body))).isEqualByComparingTo(usd("1.1"));
    assertThat(costAt(write("litellm.json", LITE_LLM))).isEqualByComparingTo(usd("0.00205"));
    assertThat(costAt(write("genai.json", GENAI_PRICES))).isEqualByComparingTo(usd("0.00307"));
    assertThat(costAt(write("weave.json", WEAVE))).isEqualByComparingTo(usd("0.00409"));
  }

  @Test
  void anAliasThatNoCallUsedIsNamed() throws IOException {
    String costs = write("costs.json", COSTS);
    String[] aliases = {"--alias", "mm=m", "--alias", "m=m"};

    ProgramRun table = withAliases("table", costs, aliases);
    ProgramRun json = withAliases("json", costs, aliases);
    ProgramRun csv = withAliases("csv", costs, aliases);

    assertThat(table.outLines()).contains("Aliases that no call used: mm=m.");
    assertThat(Costs.json(json).at("/unused_aliases").toString()).isEqualTo("[\"mm=m\"]");
    assertThat(csv.err()).contains("aliases that no call used (1): mm=m");
    assertThat(withAliases("table", costs, "--alias", "m=m").out()).doesNotContain("Aliases");
  }

  private ProgramRun withAliases(String format, String prices, String... aliases) {
    List<String> args = new ArrayList<>(List.of("report", "--calls", calls));
    args.addAll(List.of("--prices", prices, "--format", format));
    args.addAll(List.of(aliases));
    return ProgramRun.of(args.toArray(String[]::new));
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFile() throws IOException {
    assertThat(costAt(write("costs.json", "\uFEFF" + COSTS))).isEqualByComparingTo(usd("1.1"));
  }

  @Test
  void theFirstFileThatHasAPriceCounts() throws IOException {
    String costs = write("costs.json", COSTS);
    String list = write("litellm.json", LITE_LLM);
    String others = write("others.json", COSTS.replace("\"m\"", "\"other\""));

    assertThat(costAt(costs, list)).isEqualByComparingTo(usd("1.1"));
    assertThat(costAt(list, costs)).isEqualByComparingTo(usd("0.00205"));
    assertThat(costAt(others, costs)).isEqualByComparingTo(usd("1.1"));
    assertThat(report("table", others, costs).outLines())
        .endsWith("Prices: " + others + " (1 model)", "  then: " + costs + " (1 model)");
  }

  @ParameterizedTest(name = "bundled named first: {0}")
  @ValueSource(booleans = {true, false})
  void bundledPricesAreAskedLastWhereverTheyAreNamed(boolean first) throws IOException {
    String own =
        write("own.json", "{\"gpt-4o\":{\"prompt_token_cost\":1e-3,\"completion_token_cost\":0}}");
    String calls =
        write(
            "both.ndjson",
            CALL.replace("\"m\"", "\"gpt-4o\"")
                + CALL.replace("\"m\"", "\"gpt-4o-mini\"").replace("\"a\"", "\"b\""));
    List<String> order = first ? List.of("bundled", own) : List.of(own, "bundled");
    ProgramRun run =
        ProgramRun.of(
            "report",
            "--calls",
            calls,
            "--prices",
            order.get(0),
            "--prices",
            order.get(1),
            "--format",
            "json");
    JsonNode json = Costs.json(run);
    assertThat(json.at("/totals/gpt-4o/prompt_tokens_total_cost")).hasToString("1");
    assertThat(json.at("/totals/gpt-4o-mini/prompt_tokens_total_cost")).hasToString("0.00015");
    assertThat(json.at("/prices/0/from").textValue()).isEqualTo(own);
    assertThat(json.at("/prices/1/from").textValue()).isEqualTo("bundled");
    assertThat(json.at("/prices/1/as_of").textValue()).isEqualTo("2026-07-24");
    assertThat(json.at("/prices/1/skipped")).isEmpty();
  }

  @Test
  void filesThatAreGivenReplaceTheBundledPrices() throws IOException {
    String known = CALL.replace("\"m\"", "\"gpt-4o\"");
    calls = write("calls.ndjson", known);

    assertThat(report("table", write("costs.json", COSTS)).outLines())
        .contains("Unpriced models (1)");
    assertThat(costAt()).isEqualByComparingTo(usd("0.0026")); // 1000 x 0.0000025 + 10 x 0.00001
  }

  @Test
  void entriesOfAListThatAreLeftOutAreTold() throws IOException {
    String list = write("litellm.json", LITE_LLM);
    String told = list + " (1 of 2 entries could be used)";

    assertThat(report("table", list).outLines()).endsWith("Prices: " + told);
    assertThat(report("csv", list).err()).isEqualTo("tokentally: prices: " + told + "\n");
    JsonNode skipped = Costs.json(report("json", list)).at("/prices/0/skipped");
    assertThat(skipped).hasSize(1);
    assertThat(skipped.at("/0/entry").textValue()).isEqualTo("picture");
    assertThat(skipped.at("/0/reason").textValue()).isNotBlank();
  }

  @Test
  void jsonTellsWhereThePricesAreFrom() throws IOException {
    String list = write("litellm.json", LITE_LLM);
    String costs = write("costs.json", COSTS);

    JsonNode prices = Costs.json(report("json", list, costs)).get("prices");

    assertThat(prices.findValuesAsText("from")).containsExactly(list, costs);
    assertThat(prices.at("/0/entries").intValue()).isEqualTo(2);
    assertThat(prices.at("/0/loaded").intValue()).isEqualTo(1);
    assertThat(prices.at("/1/skipped")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '|',
      textBlock =
          """
          {              # expected
          [1]            # expected prices by LiteLLM, genai-prices, models.dev, OpenRouter or Weave, or for /cost/create, found
          "m"            # expected prices by LiteLLM, genai-prices, models.dev, OpenRouter or Weave, or for /cost/create, found string "m"
          {"m":{"x":1}}  # expected prices by LiteLLM, genai-prices, models.dev, OpenRouter or Weave, or for /cost/create, found
          {"m":{"prompt_token_cost":-1,"completion_token_cost":0}} # m.prompt_token_cost: expected
          {"m":{"prompt_token_cost":1e999999999,"completion_token_cost":0}} # m.prompt_token_cost:
          """)
  void aFileThatHoldsNoPricesIsRefused(String text, String message) throws IOException {
    String good = write("good.json", COSTS);
    String bad = write("bad.json", text);

    ProgramRun run = report("table", good, bad);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("tokentally: " + bad + ": ").contains(message).hasLineCount(1);
  }

  @Test
  void deepNestingIsRefusedToo() throws IOException {
    String deep = write("deep.json", "{\"m\":".repeat(100_000));

    ProgramRun run = report("table", deep);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).startsWith("tokentally: " + deep + ": ").hasLineCount(1);
  }

  @Test
  void namesThatNoFileCanHaveAreToldInOneLine() {
    for (String name : List.of("x".repeat(100_000), "a\u0000b", "a\nb")) {
      ProgramRun run = report("table", name);

      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).contains(": cannot be read: ").hasLineCount(1);
    }
  }

  private BigDecimal costAt(String... files) throws IOException {
    return Costs.json(report("json", files)).at("/priced_cost_by_unit/USD").decimalValue();
  }

  private ProgramRun report(String format, String... files) {
    List<String> command = new ArrayList<>(List.of("report", "--calls", calls, "--format", format));
    for (String file : files) {
      command.add("--prices");
      command.add(file);
    }
    return ProgramRun.of(command.toArray(String[]::new));
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }
}
