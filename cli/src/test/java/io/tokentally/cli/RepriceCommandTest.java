package io.tokentally.cli;

import static io.tokentally.cli.Costs.usd;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same tokens at other prices. The amounts were worked out by hand. */
class RepriceCommandTest {

  /** Everything of {@code cheap} at the rates of {@code dear}: 4000 x 0.5 + 17 x 0.25. */
  private static final String CHEAP_AS_DEAR = "2004.25";

  @TempDir Path folder;
  private String calls = "";
  private String prices = "";

  @BeforeEach
  void writeFiles() throws IOException {
    calls = write("calls.ndjson", Costs.CALLS);
    prices = write("prices.json", Costs.PRICES);
  }

  @Test
  void anotherModelsPriceStandsBesideTheOwn() {
    ProgramRun run = reprice("--as", "cheap=dear", "--root", "agent");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.outLines())
        .containsExactly(
            "model  priced as          cost          then            change",
            "---------------------------------------------------------------",
            "cheap  dear       0.006855 USD  2,004.25 USD  2,004.243145 USD",
            "dear   dear       6.5      USD      6.5  USD      0        USD",
            "total             6.506855 USD  2,010.75 USD  2,004.243145 USD",
            "",
            "Read 4 calls, 2026-01-05 10:00 to 2026-01-05 10:00 UTC.",
            "Usage: in providers' forms; scope: auto; cache: auto.",
            "Prices: " + prices + " (2 models)",
            "Prices then: the same.");
  }

  @Test
  void allShowsWhatTheTableLeavesOut() throws IOException {
    String models =
        IntStream.range(0, 13)
            .mapToObj("\"m%d\": {\"prompt_tokens\": 1}"::formatted)
            .collect(Collectors.joining(","));
    String file =
        write(
            "many.ndjson",
            "{\"id\":\"a\",\"started_at\":\"2026-01-05T10:00:00Z\",\"summary\":{\"usage\":{"
                + models
                + "}}}\n");
    String[] arguments = {"reprice", "--calls", file, "--prices", prices, "--as", "m0=dear"};

    assertThat(ProgramRun.of(arguments).outLines()).contains("  and 2 more, which --all shows");
    String[] all = Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = "--all";
    assertThat(ProgramRun.of(all).outLines())
        .noneMatch(line -> line.contains("--all"))
        .filteredOn(line -> line.matches("  m\\d+: .*"))
        .hasSize(12);
  }

  @Test
  void otherPricesAreTakenFromAFile() throws IOException {
    String other =
        write(
            "other.json",
            """
            {"cheap":{"prompt_token_cost":0.000001,"completion_token_cost":0.000001},
             "dear":{"prompt_token_cost":0,"completion_token_cost":0},
             "free":{"prompt_token_cost":1,"completion_token_cost":1}}
            """);

    ProgramRun run = reprice("--to", other, "--format", "json");
    JsonNode json = Costs.json(run);

    assertThat(json.at("/models/0/cost_after").decimalValue())
        .isEqualByComparingTo(usd("0.004017"));
    assertThat(json.at("/models/0/change").decimalValue()).isEqualByComparingTo(usd("-0.002838"));
    assertThat(json.at("/models/1/cost_after").decimalValue()).isEqualByComparingTo(usd("0"));
    assertThat(json.at("/models/2"))
        .hasToString(
            "{\"model\":\"free\",\"priced_as\":\"free\",\"unit_before\":null,\"cost_before\":null,"
                + "\"unit_after\":\"USD\",\"cost_after\":11,\"change\":null}");
    assertThat(json.get("complete_before").booleanValue()).isFalse();
    assertThat(json.get("complete_after").booleanValue()).isTrue();
    assertThat(json.at("/priced_cost_change_by_unit/USD").decimalValue())
        .isEqualByComparingTo(usd("4.497162")); // 11.004017 - 6.506855
    assertThat(reprice("--to", other).outLines()).endsWith("Prices then: " + other + " (3 models)");
  }

  @Test
  void whatHasNoPriceThenIsNamed() throws IOException {
    String dear =
        write("dear.json", "{\"dear\":{\"prompt_token_cost\":0.5,\"completion_token_cost\":0.25}}");
    ProgramRun run = reprice("--to", dear);

    assertThat(run.outLines())
        .contains(
            "cheap                   cheap      0.006855 USD  not known  not known",
            "dear                    dear       6.5      USD    6.5 USD      0 USD",
            "free                    free          not known  not known  not known",
            "total                                 not known  not known  not known",
            "  where both are known             6.5      USD    6.5 USD      0 USD")
        .containsSequence(
            "Models without a price then (2)",
            "  model  calls  total tokens",
            "  ---------------------------",
            "  cheap      2         4,017",
            "  free       1            11");
    JsonNode json = Costs.json(reprice("--to", dear, "--format", "json"));
    assertThat(json.at("/unpriced_after/0"))
        .hasToString(
            "{\"model\":\"cheap\",\"call_ids\":[\"act\",\"plan\"],\"total_tokens\":4017,\"call_count\":2,"
                + "\"reasons\":[{\"kind\":\"NO_ROW\",\"text\":\"no price has this name; --prices FILE takes a price of yours\"}]}");
    assertThat(reprice("--to", dear, "--format", "csv").err())
        .isEqualTo(
            "tokentally: models without a price then (2): cheap: 2 calls, no price has this name;"
                + " --prices FILE takes a price of yours; free: 1 call, no price has this name;"
                + " --prices FILE takes a price of yours\n");
  }

  @Test
  void anotherModelThatHasNoPriceIsRejected() {
    assertFailure(
        2,
        "--as cheap=dera: no price has this name; did you mean cheap=dear?",
        "--as",
        "cheap=dera");
    assertFailure(
        2,
        "--as cheap=nobody: no price has this name; tokentally prices lists the names that have one;"
            + " --as dear=chaep: no price has this name; did you mean dear=cheap?",
        "--as",
        "cheap=nobody",
        "--as",
        "dear=chaep");
  }

  @Test
  void costsInOtherUnitsHaveNoDifference() throws IOException {
    String euros =
        write(
            "euros.json",
            """
            {"dear":{"prompt_token_cost":1,"completion_token_cost":1,
                     "prompt_token_cost_unit":"EUR","completion_token_cost_unit":"EUR"}}
            """);

    assertThat(reprice("--to", euros).outLines())
        .contains("dear   dear       6.5      USD     17 EUR  not known")
        .noneMatch(line -> line.startsWith("total"));
  }

  @Test
  void csvHasARowForEachModel() throws IOException {
    List<Map<String, String>> rows =
        Costs.csv(reprice("--as", "cheap=dear", "--as", "free=dear", "--format", "csv"));

    assertThat(rows).extracting(row -> row.get("model")).containsExactly("cheap", "dear", "free");
    assertThat(rows.get(0))
        .containsEntry("priced_as", "dear")
        .containsEntry("unit_after", "USD")
        .containsEntry("cost_before", "0.006855")
        .containsEntry("cost_after", CHEAP_AS_DEAR)
        .containsEntry("change", "2004.243145");
    assertThat(rows.get(2)).containsEntry("cost_after", "4").containsEntry("change", "");
  }

  @Test
  void wrongModelsAndPricesAreToldInOneLine() {
    assertFailure(2, "expected other prices (--to) or other models (--as), found neither");
    assertFailure(2, "--as: no call used nobody; used: cheap, dear, free", "--as", "nobody=dear");
    assertFailure(2, "none.json: cannot be read: no such file", "--to", "none.json");
    assertThat(reprice("--as", "cheap").exitCode()).isEqualTo(2);
    assertThat(reprice("--as", "cheap").err())
        .contains("--as: expected MODEL=OTHER", "(tokentally reprice --help says more)")
        .hasLineCount(1);
  }

  @Test
  void callsWithoutUsageHaveNothingToReprice() throws IOException {
    calls = write("empty.ndjson", "{\"id\":\"a\"}\n");

    assertThat(reprice("--to", prices).outLines())
        .startsWith("No usage: none of the calls has any that counted.");
    assertFailure(2, "--as: no call used m; used: no model at all", "--as", "m=dear");
  }

  private void assertFailure(int exitCode, String line, String... options) {
    assertThat(reprice(options))
        .isEqualTo(new ProgramRun(exitCode, "", "tokentally: " + line + "\n"));
  }

  private ProgramRun reprice(String... options) {
    String[] command = {"reprice", "--calls", calls, "--prices", prices};
    return ProgramRun.of(
        Stream.concat(Stream.of(command), Stream.of(options)).toArray(String[]::new));
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }
}
