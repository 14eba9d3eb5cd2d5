package io.tokentally.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever goes wrong is told in one line on standard error, and nothing is printed. */
class FailuresTest {

  private static final String CALL = "{\"id\":\"a\"}\n";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      textBlock =
          """
          2 # bogus                     # expected a command, found bogus; there are report, explain-cost, reprice, diff, diff-costs, prices, estimate, watch, query, import, validate, explain, serve, completion, man (tokentally --help says more)
          2 # reprot                    # expected a command, found reprot; did you mean report? (tokentally --help says more)
          2 # explain --query id=1      # expected files to read, found none: tokentally explain FILE --call ID --query QUERY
          2 # query --query id=1        # expected files to read, found none: tokentally query FILE --query QUERY
          2 # report --fromat csv       # Unknown option: '--fromat'; did you mean --format? (tokentally report --help says more)
          2 # cost R                    # expected a command, found cost; did you mean report? (tokentally --help says more)
          2 # daily                     # expected a command, found daily; did you mean report --by day? (tokentally --help says more)
          2 # help                      # expected a command, found help; did you mean tokentally --help, or tokentally COMMAND --help? (tokentally --help says more)
          2 # report --group-by user    # Unknown option: '--group-by'; did you mean --by? (tokentally report --help says more)
          2 # report --group_by=user    # Unknown option: '--group_by=user'; did you mean --by? (tokentally report --help says more)
          2 # report -by user           # Unknown option: '-by'; did you mean --by? (tokentally report --help says more)
          2 # report --start-date 2026  # Unknown option: '--start-date'; did you mean --since? (tokentally report --help says more)
          2 # report --limit 5          # Unknown option: '--limit'; did you mean --top? (tokentally report --help says more)
          2 # diff a b -o c             # Unknown option: '-o'; to write to a file: tokentally diff ... > FILE (tokentally diff --help says more)
          2 # query a -o c --query id=1 # Unknown option: '-o'; to write to a file: tokentally query ... > FILE (tokentally query --help says more)
          2 # report -x                 # Unknown option: '-x' (tokentally report --help says more)
          2 # report --format ndjson    # --format: expected table, json, csv, html, folded or speedscope, found ndjson; tokentally import and tokentally query write a call per line (tokentally report --help says more)
          2 # diff a b --format html    # --format: expected table, json or csv, found html; report --format html writes a page (tokentally diff --help says more)
          2 # report --format cvs       # --format: expected table, json, csv, html, folded or speedscope, found cvs; did you mean csv? (tokentally report --help says more)
          2 # report --scope all        # --scope: expected auto, own, inclusive or model-calls, found all (tokentally report --help says more)
          2 # reprice a --as b          # --as: expected MODEL=OTHER, found b (tokentally reprice --help says more)
          2 # report --alias b          # --alias: expected NAME=MODEL, found b (tokentally report --help says more)
          2 # report --bogus            # Unknown option: '--bogus' (tokentally report --help says more)
          2 # report --root x --root y  # the bundled trace: no call has the id x, y
          2 # report --calls none       # none: cannot be read: no such file
          2 # report --calls=           # expected the name of a file, found nothing
          2 # report --prices none      # none: cannot be read: no such file
          2 # validate --query @none    # none: cannot be read: no such file
          1 # report --calls -          # standard input: holds no call
          """)
  void isOneLine(int exitCode, String args, String line) {
    ProgramRun run = ProgramRun.of(args == null ? new String[0] : args.split(" ", -1));

    assertThat(run).isEqualTo(new ProgramRun(exitCode, "", "tokentally: " + line + "\n"));
  }

  @Test
  void aMissingOptionIsNamedWithAnExample() {
    assertThat(ProgramRun.of("validate").err())
        .startsWith(
            "tokentally: Missing required option: '--query=QUERY|@FILE'; as in: tokentally validate"
                + " --query 'op_name contains \"chat\"'");
  }

  @Test
  void optionsMayFollowArguments() throws IOException {
    String file = write("calls.ndjson", CALL);

    assertThat(ProgramRun.of("report", file, "--format", "csv"))
        .isEqualTo(ProgramRun.of("report", "--format", "csv", file));
    assertThat(ProgramRun.of("report", "--json", file, "--all").exitCode()).isZero();
  }

  @Test
  void explainAndExplainCostNameACallAlike() throws IOException {
    String file = write("calls.ndjson", CALL);

    assertThat(ProgramRun.of("explain", "--calls", file, "--call", "a", "--query", "id='a'").out())
        .contains("matches: standard true, weave true");
    assertThat(ProgramRun.of("explain-cost", "--calls", file, "--call", "a").exitCode()).isZero();
    for (String command : new String[] {"explain", "explain-cost"}) {
      String[] args = {command, "--calls", file, "--call", "b", "--query", "id='a'"};
      assertThat(ProgramRun.of(args).err()).endsWith("no call has the id b\n");
    }
  }

  @Test
  void helpHasNoColourWhereNobodyLooks() {
    assertThat(ProgramRun.of("--help").out()).doesNotContain("\u001b");
    assertThat(ProgramRun.of("report", "--help").out()).doesNotContain("\u001b");
  }

  @Test
  void withoutArgumentsHelpIsShown() {
    ProgramRun run = ProgramRun.of();

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("Usage: tokentally").contains("Start with: tokentally report");
  }

  @Test
  void aFileInPlaceOfACommandIsToBeReported() throws IOException {
    String file = write("calls.ndjson", CALL);

    assertThat(ProgramRun.of(file).err()).contains("; to read it: tokentally report " + file);
  }

  @Test
  void theFolderOfTheOutputMustBeThere() {
    ProgramRun run = ProgramRun.of("report", "-o", folder + "/none/report.html");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("cannot be written: there is no folder " + folder + "/none");
  }

  @Test
  void aFolderThatIsNotThereIsNoFile() {
    ProgramRun run = ProgramRun.of("report", "--format", "csv", "-o", folder + "/none/");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("expected the name of a file to write, found '" + folder + "/none/'");
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      textBlock =
          """
          {"$expr":{"$ne":[1,2]}}       # not equal is {"$not": [{"$eq": [a, b]}]}
          {"$expr":{"$nin":[1,[2]]}}    # not in is {"$not": [{"$in": [a, [b]]}]}
          {"$expr":{"$contains":[1,2]}} # such as {"input": {"$getField": "op_name"}, "substr": {"$literal": "chat"}}
          opname = 1 and a == 2         # equal is =
          {}                            # as in {"$expr": {"$eq": [a, b]}}
          {"$ne":["a","b"]}             # $ne: unknown member; known: $expr; not equal is {"$not": [{"$eq": [a, b]}]}; operators stand within {"$expr": ...}
          {"$and":[]}                   # $and: unknown member; known: $expr; operators stand within {"$expr": ...}
          {"op_name":{"$ne":"x"}}       # a field is compared as in {"$expr": {"$eq": [{"$getField": "op_name"}, {"$literal": "x"}]}}, or as text: op_name = "x"
          model = "gpt-4o"              # did you mean usage.MODEL.requests > 0 for calls of a model?
          total_tokens > 5              # did you mean usage.total_tokens?
          cost > 5                      # did you mean cost.total?
          latency > 5                   # did you mean summary.weave.latency_ms?
          failed                        # did you mean exception != null?
          timestamp > "2026-03-01"      # did you mean started_at?
          usage.input_tokens > 5        # did you mean usage.prompt_tokens?
          op_name = chat                # attributes, summary; a string is in quotes: "chat"
          op_name contains llm.chat     # attributes, summary; a string is in quotes: "llm.chat"
          op_name in [chat, "b"]        # attributes, summary; a string is in quotes: "chat"
          """)
  void queriesAsOthersWriteThemAreAnsweredWithOurs(String query, String hint) {
    assertThat(ProgramRun.of("validate", "--query", query).out()).contains(hint);
    assertThat(ProgramRun.of("report", "--query", query).err()).contains(hint);
  }

  @Test
  void pricesUnderOtherNamesAreAnsweredWithOurs() throws IOException {
    String prices = write("prices.json", "{\"gpt-4o\":{\"input\":2.5,\"output\":10}}");

    assertThat(ProgramRun.of("report", "--prices", prices).err())
        .contains("rates of one's own are prompt_token_cost and completion_token_cost, per token");
  }

  @Test
  void anUnknownFormatNamesTheKnownOnes() {
    ProgramRun run = ProgramRun.of("report", "--format", "xml");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .startsWith(
            "tokentally: --format: expected table, json, csv, html, folded or speedscope, found xml");
  }

  @Test
  void aBadRecordStopsWithFileLineAndColumn() throws IOException {
    String file =
        write("calls.ndjson", CALL + "\n  {\"id\":\"b\",\"started_at\":\"soon\"}\n" + CALL);

    assertFailure(
        1,
        file
            + ": line 3, column 3: started_at: expected a date such as 2024-06-15T10:00:00Z, found"
            + " string \"soon\" (--skip-bad leaves bad records out)",
        "report",
        "--calls",
        file);
  }

  @Test
  void aFileOfBadRecordsAloneIsNoReport() throws IOException {
    String file = write("calls.ndjson", "{}\n[]\n");

    assertFailure(
        1,
        file
            + ": holds no call, only 2 bad records, the first at line 1, column 1: id: required,"
            + " but not there",
        "query",
        "--calls",
        file,
        "--skip-bad",
        "--query",
        "{\"$expr\":{\"$eq\":[{\"$literal\":1},{\"$literal\":1}]}}");
  }

  @Test
  void emptyFilesAreNoReport() throws IOException {
    assertFailure(1, "empty: holds no call", "report", "--calls", write("empty", ""));
    assertFailure(1, "array: holds no call", "report", "--calls", write("array", " [ ]"));
  }

  @Test
  void anEmptyFolderIsNoReport() {
    assertFailure(1, folder + ": holds no call", "report", "--calls", "" + folder);
  }

  @Test
  void aFileOfNoKnownShapeIsRejectedWithWhatItLooksLike() throws IOException {
    String file = write("notes.txt", "once upon a time\n");

    ProgramRun run = ProgramRun.of("report", file);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .startsWith(
            "tokentally: "
                + file
                + ": looks like text: \"once upon a time\", which is not read; read are calls, spans")
        .endsWith("a table in CSV\n");
  }

  @Test
  void aTableWithoutNamedColumnsSaysWhichItHas() throws IOException {
    String file = write("usage.csv", "model,tokens_in,tokens_out\ngpt-4o,1,2\n");

    ProgramRun run = ProgramRun.of("report", file);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains(
            "a table in CSV with the columns model, tokens_in, tokens_out; which column holds");
  }

  @Test
  void gzipThatBreaksOffIsUnreadable() throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(CALL.repeat(3).getBytes(StandardCharsets.UTF_8));
    }
    byte[] whole = compressed.toByteArray();
    Path cut = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(whole, whole.length - 9));
    Path broken = Files.write(folder.resolve("broken.gz"), new byte[] {0x1f, (byte) 0x8b, 1, 2, 3});

    assertFailure(
        2, "cut.gz: cannot be read: the compressed data breaks off", "report", "--calls", "" + cut);
    assertFailure(
        2,
        "broken.gz: cannot be read: the compressed data is broken",
        "report",
        "--calls",
        "" + broken);
  }

  @Test
  void filesWithoutPermissionAreUnreadable() throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), CALL);
    assumeFalse(!file.toFile().setReadable(false) || Files.isReadable(file), "runs as root");

    assertFailure(2, "secret: cannot be read: permission denied", "report", "--calls", "" + file);
  }

  @Test
  void faultyPricesAreRefusedWithTheFirstFaults() throws IOException {
    String faulty = write("prices.json", "{\"m\":{\"prompt_token_cost\":\"1\"},\"n\":{},\"o\":3}");

    assertFailure(
        1,
        "prices.json: m.prompt_token_cost: expected a number, found string \"1\";"
            + " m.completion_token_cost: required, but not there;"
            + " n.prompt_token_cost: required, but not there; and 2 more errors",
        "report",
        "--prices",
        faulty);
  }

  @Test
  void pricesMustBeUtf8() throws IOException {
    Path file = Files.write(folder.resolve("prices.json"), new byte[] {(byte) 0xff, '{', '}'});

    assertFailure(
        2, "prices.json: cannot be read: not UTF-8 text", "report", "--prices", "" + file);
  }

  @Test
  void aFaultyQueryIsRefused() {
    assertFailure(
        1,
        "the query is invalid: $expr.$not: expected 1 operand, found 0",
        "report",
        "--query",
        "{\"$expr\":{\"$not\":[]}}");
  }

  @Test
  void mixedUnitsOfOneModelAreRefused() throws IOException {
    String prices =
        write(
            "prices.json",
            "{\"gpt-4o\":{\"prompt_token_cost\":1,\"completion_token_cost\":1,"
                + "\"completion_token_cost_unit\":\"EUR\"}}");

    assertFailure(
        1,
        "prices.gpt-4o: expected one unit for model \"gpt-4o\", found EUR and USD",
        "report",
        "--prices",
        prices);
  }

  private void assertFailure(int exitCode, String line, String... args) {
    ProgramRun run = ProgramRun.of(args);
    String err = run.err().replace(folder + "/", "").replace(folder + "\\", "");

    assertThat(new ProgramRun(run.exitCode(), run.out(), err))
        .isEqualTo(
            new ProgramRun(exitCode, "", "tokentally: " + line.replace(folder + "/", "") + "\n"));
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }
}
