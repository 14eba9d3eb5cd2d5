package io.tokentally.cli;

import static io.tokentally.cli.Costs.usd;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a cost is made of. The amounts were worked out by hand. */
class ExplainCostCommandTest {

  @TempDir Path folder;
  private String calls = "";
  private String prices = "";

  @BeforeEach
  void writeFiles() throws IOException {
    calls = write("calls.ndjson", Costs.CALLS);
    prices = write("prices.json", Costs.PRICES);
  }

  @Test
  void totalsAreSummedByKindAndPrice() {
    ProgramRun run = explain();

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.outLines())
        .containsExactly(
            "cheap",
            "  kind                      calls  count  rate per        amount  price",
            "                                           million",
            "  ----------------------------------------------------------------------",
            "  prompt_tokens (uncached)      2  2,000   3   USD  0.006    USD  [1]",
            "  cache_read_input_tokens       1  2,000   0.3 USD  0.0006   USD  [1]",
            "  completion_tokens             2     17  15   USD  0.000255 USD  [1]",
            "  total: 0.006855 USD",
            "  [1] cheap (default)",
            "",
            "dear",
            "  kind                      calls  count     rate per   amount  price",
            "                                              million",
            "  --------------------------------------------------------------------",
            "  prompt_tokens (uncached)      1      9  500,000 USD  4.5 USD  [1]",
            "  completion_tokens             1      8  250,000 USD  2   USD  [1]",
            "  total: 6.5 USD",
            "  [1] dear (default)",
            "",
            "free",
            "  kind                      calls  count  rate per    amount  price",
            "                                           million",
            "  ------------------------------------------------------------------",
            "  prompt_tokens (uncached)      1      5            no price",
            "  completion_tokens             1      6            no price",
            "  total: not known; nothing of it has a price",
            "",
            "Calls are summed by kind and price; --all shows every one.",
            "Read 4 calls, 2026-01-05 10:00 to 2026-01-05 10:00 UTC.",
            "Usage: in providers' forms; scope: auto; cache: auto.",
            "Prices: " + prices + " (2 models)");
  }

  @Test
  void allShowsEveryCall() {
    assertThat(explain("--all", "--model", "cheap").outLines())
        .startsWith(
            "cheap",
            "  call    kind                      count  rate per        amount  price",
            "                                            million",
            "  -----------------------------------------------------------------------",
            "  plan    prompt_tokens (uncached)  1,000   3   USD  0.003    USD  [1]",
            "    chat  completion_tokens            10  15   USD  0.00015  USD  [1]",
            "  act     prompt_tokens (uncached)  1,000   3   USD  0.003    USD  [1]",
            "    chat  completion_tokens             7  15   USD  0.000105 USD  [1]",
            "          cache_read_input_tokens   2,000   0.3 USD  0.0006   USD  [1]",
            "  total: 0.006855 USD")
        .noneMatch(line -> line.contains("--all"));
  }

  @Test
  void oneCallIsExplainedWithEverythingBelowIt() throws IOException {
    JsonNode agent = Costs.json(explain("--call", "agent", "--format", "json"));
    JsonNode plan = Costs.json(explain("--call", "plan", "--format", "json"));

    assertThat(agent.findValuesAsText("model")).containsExactly("cheap", "dear");
    assertThat(agent.at("/0/items")).hasSize(5);
    assertThat(plan).hasSize(1);
    assertThat(plan.at("/0/items/0"))
        .hasToString(
            "{\"call_id\":\"plan\",\"operation\":\"chat\",\"kind\":\"prompt_tokens\",\"count\":1000,"
                + "\"rate\":0.000003,\"unit\":\"USD\",\"amount\":0.003,\"price_row_id\":\"cheap\","
                + "\"llm_id\":\"cheap\",\"provider_id\":null,"
                + "\"effective_date\":\"0001-01-01T00:00:00Z\",\"pricing_level\":\"default\","
                + "\"pricing_level_id\":\"default\",\"variant\":null}");
  }

  @Test
  void amountsAddUpToTheCostExactly() throws IOException {
    ProgramRun run = explain("--format", "json");

    for (JsonNode model : Costs.json(run)) {
      BigDecimal sum = BigDecimal.ZERO;
      for (JsonNode item : model.get("items")) {
        JsonNode amount = item.get("amount");
        sum = amount.isNull() ? sum : sum.add(amount.decimalValue());
      }
      assertThat(sum).isEqualByComparingTo(model.get("priced_cost").decimalValue());
      assertThat(model.get("cost").isNull()).isEqualTo(model.get("model").asText().equals("free"));
    }
    assertThat(Costs.json(run).at("/0/cost").decimalValue()).isEqualByComparingTo(usd("0.006855"));
    assertThat(Costs.json(run).at("/1/cost").decimalValue()).isEqualByComparingTo(usd("6.5"));
  }

  @Test
  void csvHoldsTheSameLines() throws IOException {
    List<Map<String, String>> rows = Costs.csv(explain("--format", "csv"));

    assertThat(rows).hasSize(9);
    assertThat(rows.get(4))
        .containsEntry("call_id", "act")
        .containsEntry("kind", "cache_read_input_tokens")
        .containsEntry("count", "2000")
        .containsEntry("rate", "0.0000003")
        .containsEntry("amount", "0.0006")
        .containsEntry("price_row_id", "cheap");
    assertThat(rows.get(8)).containsEntry("model", "free").containsEntry("amount", "");
  }

  @Test
  void csvBringsBackWhateverNamesHold() throws IOException {
    String id = "a,\"b\"\n'c'";
    String model = "m,\u0007\"x\"";
    String call =
        """
        {"id":"a,\\"b\\"\\n'c'","started_at":"2026-01-05","ended_at":"2026-01-05",\
        "summary":{"usage":{"m,\\u0007\\"x\\"":{"prompt_tokens":1}}}}
        """;
    calls = write("odd.ndjson", call);

    assertThat(Costs.csv(explain("--format", "csv")))
        .singleElement()
        .satisfies(
            row -> assertThat(row).containsEntry("call_id", id).containsEntry("model", model));
    assertThat(explain("--all").out())
        .doesNotContain("\u0007")
        .contains("m,\\u0007\"x\"\n", "  a,\"b\"\\u000a'c'  prompt_tokens");
    assertThat(Costs.json(explain("--call", id, "--model", model, "--format", "json"))).hasSize(1);
  }

  @Test
  void callsThatAreNotThereAreToldApart() {
    assertThat(explain("--call", "nobody").err())
        .isEqualTo("tokentally: " + calls + ": no call has the id nobody\n");
    assertThat(explain("--call", "alone", "--root", "agent").err())
        .isEqualTo(
            "tokentally: "
                + calls
                + ": the call alone is none of those that --query and --root name\n");
    assertThat(
            Stream.of(explain("--call", "nobody"), explain("--call", "alone", "--root", "agent")))
        .allMatch(run -> run.exitCode() == 2 && run.out().isEmpty());
  }

  @Test
  void aModelThatWasNotUsedNamesThoseThatWere() {
    assertThat(explain("--model", "other"))
        .isEqualTo(
            new ProgramRun(
                2,
                "",
                "tokentally: expected a model that was used, found other; used: cheap, dear, free\n"));
    assertThat(explain("--call", "plan", "--model", "dear").err()).endsWith("used: cheap\n");
  }

  @Test
  void callsWithoutUsageHaveNothingToExplain() throws IOException {
    calls = write("empty.ndjson", "{\"id\":\"a\"}\n");

    assertThat(explain().outLines())
        .startsWith(
            "No usage: none of the calls has any that counted.",
            "",
            "Read 1 call, none with a date.");
    assertThat(Costs.json(explain("--format", "json"))).isEmpty();
    assertThat(explain("--format", "csv").outLines()).hasSize(1);
    assertThat(explain("--model", "m").err()).endsWith("used: no model at all\n");
  }

  @Test
  void sumsOfManyCallsAreShort() throws IOException {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      many.append("{\"id\":\"c").append(i).append("\",\"started_at\":\"2026-01-05\",");
      many.append("\"summary\":{\"usage\":{\"cheap\":{\"prompt_tokens\":1}}}}\n");
    }
    calls = write("many.ndjson", many.toString());

    ProgramRun run = explain();

    assertThat(run.outLines())
        .hasSizeLessThan(15)
        .contains("  prompt_tokens (uncached)  20,000  20,000     3 USD  0.06 USD  [1]");
  }

  private ProgramRun explain(String... options) {
    String[] command = {"explain-cost", "--calls", calls, "--prices", prices};
    return ProgramRun.of(
        Stream.concat(Stream.of(command), Stream.of(options)).toArray(String[]::new));
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  /** What a cost leaves out because calls below have it already. */
  @Test
  void whatDidNotCountIsSaid() throws IOException {
    String usage = ",\"summary\":{\"usage\":{\"gpt-4o\":{\"prompt_tokens\":7}}}}\n";
    Path calls = folder.resolve("repeated.ndjson");
    Files.writeString(
        calls,
        "{\"id\":\"agent\",\"trace_id\":\"t\",\"started_at\":\"2026-01-05T10:00:00Z\""
            + usage
            + "{\"id\":\"chat\",\"trace_id\":\"t\",\"parent_id\":\"agent\","
            + "\"started_at\":\"2026-01-05T10:00:00Z\""
            + usage);
    String[] args = {"explain-cost", "--calls", calls.toString()};
    assertThat(ProgramRun.of(args).outLines())
        .contains("Scope (1)", "  REPEATED_USAGE, SUM: 1", "    agent (own 7 + 0, below 7 + 0)");
    assertThat(ProgramRun.of("explain-cost", "--calls", calls.toString(), "--call", "chat").out())
        .doesNotContain("REPEATED_USAGE");
    assertThat(ProgramRun.of("explain-cost", "--calls", calls.toString(), "--call", "agent").out())
        .contains("REPEATED_USAGE");
    for (String format : new String[] {"json", "csv"}) {
      assertThat(
              ProgramRun.of("explain-cost", "--calls", calls.toString(), "--format", format).err())
          .contains("scope decisions (1): REPEATED_USAGE, SUM: 1");
    }
  }
}
