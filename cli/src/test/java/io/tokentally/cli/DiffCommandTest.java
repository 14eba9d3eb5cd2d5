package io.tokentally.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffCommandTest {

  private static final String PRICES =
      """
      {"prices": [
        {"model": "owl", "from": "2026-01-01", "rates": {"prompt_tokens": 0.001, "completion_tokens": 0.01}},
        {"model": "owl", "from": "2026-02-01", "rates": {"prompt_tokens": 0.003, "completion_tokens": 0.01}},
        {"model": "jay", "rates": {"prompt_tokens": 0.1, "completion_tokens": 0.1}}]}
      """;

  @TempDir Path folder;
  private String prices;
  private String january;
  private String february;

  private static String call(String id, String operation, String day, String model, int tokens) {
    return """
        {"id":"%s","op_name":"%s","started_at":"%sT10:00:00Z","summary":{"usage":{"%s":{"requests":1,"prompt_tokens":%d,"completion_tokens":1}}}}
        """
        .formatted(id, operation, day, model, tokens);
  }

  @BeforeEach
  void write() throws IOException {
    prices = Files.writeString(folder.resolve("prices.json"), PRICES).toString();
    january =
        Files.writeString(
                folder.resolve("january.ndjson"),
                call("a", "chat", "2026-01-10", "owl", 1000)
                    + call("b", "chat", "2026-01-10", "jay", 10)
                    + call("c", "embed", "2026-01-10", "gull", 10))
            .toString();
    february =
        Files.writeString(
                folder.resolve("february.ndjson"),
                call("d", "chat", "2026-02-10", "owl", 1500)
                    + call("e", "plan", "2026-02-10", "jay", 20)
                    + call("f", "embed", "2026-02-10", "gull", 10))
            .toString();
  }

  @Test
  void saysWhatIsNewGoneAndDearerByPriceAndByTokens() {
    ProgramRun run = ProgramRun.of("diff", january, february, "--prices", prices);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.outLines())
        .startsWith(
            "operation  model            before     after    change  by price  by tokens",
            "----------------------------------------------------------------------------",
            "chat       owl    dearer  1.01 USD  4.51 USD   3.5 USD     2 USD    1.5 USD",
            "plan       jay    new     0    USD  2.1  USD   2.1 USD     0 USD    2.1 USD",
            "chat       jay    gone    1.1  USD  0    USD  -1.1 USD     0 USD   -1.1 USD",
            "",
            "In all 2.11 -> 6.61 USD: +4.5, of it +2 by price and +2.5 by tokens.",
            "1 line without a price before or after, or in two currencies: in no sum.",
            "As before, and not shown: 1.",
            "",
            "Before: january.ndjson");
  }

  @Test
  void aTimeSplitsOneSetOfFiles() {
    String[] halves = {"diff", "--json", january, february, "--prices", prices};
    String[] split = {
      "diff", "--split", "2026-02-01", "--json", folder + "/*.ndjson", "--prices", prices
    };

    String expected = changes(ProgramRun.of(halves).out());
    assertThat(expected).contains("\"by_price\" : 2,", "\"change_kind\" : \"gone\"");
    assertThat(changes(ProgramRun.of(split).out())).isEqualTo(expected);
  }

  @Test
  void narrowLinesKeepWhatItWasAndWhatItIs() {
    ProgramRun run = ProgramRun.inColumns(50, "diff", january, february, "--prices", prices);

    assertThat(run.outLines().get(0)).contains("before", "after").doesNotContain("by tokens");
    assertThat(run.out()).contains("Left out, as the line is too short: by tokens, by");
  }

  private static String changes(String json) {
    return json.substring(json.indexOf("\"changes\""));
  }

  @Test
  void theSidesOfATimeAreNamed() {
    ProgramRun run =
        ProgramRun.of("diff", "--split", "2026-02-01", january, february, "--prices", prices);

    assertThat(run.out())
        .contains("\nBefore 2026-02-01: ")
        .contains(
            "Read 6 calls, 2026-01-10 10:00 to 2026-02-10 10:00 UTC; of the time that was asked for 3"
                + " calls, 2026-01-10 10:00 to 2026-01-10 10:00 UTC.")
        .contains("\nFrom 2026-02-01 on: ")
        .contains(" 3 calls, 2026-02-10 10:00 to 2026-02-10 10:00 UTC.")
        .contains("In all 2.11 -> 6.61 USD");
  }

  @Test
  void csvHasARowForEachKeyAndModel() {
    ProgramRun run =
        ProgramRun.of(
            "diff", january, february, "--prices", prices, "--by", "day", "--format", "csv");

    assertThat(run.outLines())
        .contains(
            "day,model,change_kind,cost_before,cost_after,change,by_price,by_tokens,unit,tokens_before,tokens_after",
            "2026-01-10,owl,gone,1.01,0,-1.01,0,-1.01,USD,1001,0",
            "2026-02-10,gull,new,0,,,,,,0,11");
  }

  @Test
  void theGreatestChangesAlone() {
    ProgramRun run = ProgramRun.of("diff", january, february, "--prices", prices, "--top", "1");

    assertThat(run.out())
        .contains("chat       owl")
        .contains("2 more changes not shown; without --top all are.")
        .doesNotContain("plan ");
  }

  @Test
  void saysWhatToCompare() {
    assertThat(ProgramRun.of("diff", january).err())
        .isEqualTo(
            "tokentally: expected two files or folders to compare, found 1: tokentally diff BEFORE"
                + " AFTER; or one and a time: tokentally diff --split 2026-03-01 FILE\n");
    assertThat(ProgramRun.of("diff", january, "--split", "2026-05-01").err())
        .contains("no call started in the time of --since, --until or --split");
    assertThat(ProgramRun.of("diff", "-", "--split", "2026-05-01").err())
        .contains("--split: reads its files twice, which standard input does not allow");
    assertThat(ProgramRun.of("diff", january, "--split", "May").err())
        .contains("--split: expected a day or timestamp such as 2026-03-01, found May");
  }
}
