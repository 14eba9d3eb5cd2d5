package io.tokentally.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokentally.TokentallyMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a newcomer sees first. The costs were added up by hand from the trace and the prices. */
class BundledReportTest {

  private static final String FIRST = "019a963e-1406-74d3-b18b-8ffaa6a3a450";
  private static final String SECOND = "019a963f-6b9d-74d7-9777-7d3da8948c89";

  @Test
  void tableShowsRootsModelsAndTotals() {
    ProgramRun run = ProgramRun.of("report");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err())
        .isEqualTo("tokentally: this is the bundled trace; --calls FILE reads yours\n");
    assertThat(run.outLines())
        .startsWith(
            "root call",
            "  model              requests  prompt   cache   cache  completion   total             cost",
            "                               tokens    read   write      tokens  tokens")
        .containsSequence(
            FIRST + "  answer_question",
            "  claude-sonnet-4-5         5  31,993  22,408   9,335       1,535  33,528    0.0655037 USD",
            "  gpt-4o                    2   3,857   1,152       0         334   4,191    0.0115425 USD",
            "  gpt-4o-mini               3  19,476   2,816       0         940  20,416    0.0032742 USD",
            "  bge-m3                    1      23       0       0           0      23         unpriced",
            "  subtotal                 11  55,349  26,376   9,335       2,809  58,158  partly unpriced",
            "    priced part            10  55,326  26,376   9,335       2,809  58,135    0.0803204 USD",
            SECOND + "  answer_question")
        .containsSequence(
            "  total                    15  80,042  47,220  12,203       3,639  83,681  partly unpriced",
            "    priced part            13  80,000  47,220  12,203       3,639  83,639    0.112518  USD",
            "",
            "Costs are rounded to 6 significant decimals; --format json has them exact.");
  }

  @Test
  void tableNamesWhatWasOddAndWhatWasRead() {
    assertThat(ProgramRun.of("report").outLines())
        .containsSequence(
            "Unpriced models (1)",
            "  model   calls  total tokens",
            "  ----------------------------",
            "  bge-m3      2            42")
        .containsSequence("Unfinished calls (1)", "  019a963f-9a3b-7ee9-b9fa-b1b77bdc968b")
        .anyMatch(line -> line.startsWith("  TAKEN_AS_EXCLUSIVE, claude-sonnet-4-5: 7"))
        .endsWith(
            "Read 35 calls, 2 traces, 2025-11-18 09:14 to 2025-11-18 09:15 UTC.",
            "Usage: in providers' forms; scope: auto; cache: auto.",
            "Prices: bundled (2,425 models, as of 2026-07-24)");
  }

  @Test
  void tableFitsATerminalOf120Characters() {
    assertThat(ProgramRun.of("report").outLines()).allMatch(line -> line.length() <= 120);
  }

  @Test
  void allListsEveryFinding() {
    List<String> some = ProgramRun.of("report").outLines();
    List<String> all = ProgramRun.of("report", "--all").outLines();

    assertThat(some).anyMatch(line -> line.endsWith(" and 5 more"));
    assertThat(all)
        .noneMatch(line -> line.endsWith(" more"))
        .contains("    019a963e-1e4b-7603-a202-5e06b64ce422");
  }

  @Test
  void jsonIsExact() throws IOException {
    ProgramRun run = ProgramRun.of("report", "--format", "json");
    JsonNode json = TokentallyMapper.create().readTree(run.out());

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(json.fieldNames())
        .toIterable()
        .containsExactly(
            "complete",
            "usage_format",
            "scope",
            "prices",
            "call_usage",
            "totals",
            "priced_cost_by_unit",
            "unit_by_model",
            "cache_savings",
            "unpriced",
            "unpriced_kinds",
            "impossible_rates",
            "priced_models",
            "anomalies",
            "scope_decisions",
            "notes",
            "unrecognised",
            "left_out",
            "unfinished_call_ids",
            "skipped_records");
    assertThat(json.at("/priced_cost_by_unit/USD")).hasToString("0.11251845");
    assertThat(json.get("call_usage").fieldNames()).toIterable().containsExactly(FIRST, SECOND);
    JsonNode claude = json.get("call_usage").get(FIRST).get("claude-sonnet-4-5");
    assertThat(claude)
        .hasToString(
            "{\"requests\":5,\"prompt_tokens\":31993,\"completion_tokens\":1535,"
                + "\"total_tokens\":33528,\"cache_read_input_tokens\":22408,"
                + "\"cache_creation_input_tokens\":9335,\"prompt_tokens_total_cost\":0.00075,"
                + "\"completion_tokens_total_cost\":0.023025,"
                + "\"cache_read_input_tokens_total_cost\":0.0067224,"
                + "\"cache_creation_input_tokens_total_cost\":0.03500625}");
    assertThat(json.at("/totals/bge-m3/prompt_tokens_total_cost").isNull()).isTrue();
    assertThat(json.at("/unpriced/0/model").textValue()).isEqualTo("bge-m3");
    assertThat(json.at("/unpriced/0/call_ids")).hasSize(2);
    assertThat(json.at("/unpriced/0/total_tokens").intValue()).isEqualTo(42);
    assertThat(json.at("/unpriced/0/call_count").intValue()).isEqualTo(2);
    assertThat(json.get("left_out"))
        .hasToString(
            "{\"anomalies\":{},\"notes\":{},\"scope_decisions\":{},\"unrecognised\":0,\"unpriced_kinds\":0}");
    assertThat(json.get("unfinished_call_ids")).hasSize(1);
    assertThat(json.get("skipped_records")).hasToString("{\"count\":0,\"first\":[]}");
  }

  @Test
  void csvHasARowForEachRootAndModel() {
    ProgramRun run = ProgramRun.of("report", "--format", "csv");

    assertThat(run.exitCode()).isZero();
    assertThat(run.outLines())
        .hasSize(8)
        .startsWith(
            "root_call_id,operation,model,requests,prompt_tokens,completion_tokens,total_tokens,"
                + "cache_read_input_tokens,cache_creation_input_tokens,prompt_tokens_total_cost,"
                + "completion_tokens_total_cost,cache_read_input_tokens_total_cost,"
                + "cache_creation_input_tokens_total_cost,total_cost,priced,priced_part_cost,unit,"
                + "trace_id")
        .contains(
            FIRST
                + ",answer_question,bge-m3,1,23,0,23,0,0,,,,,,no,,,019a963e-1406-7251-86de-ceb981e74ef5",
            FIRST
                + ",answer_question,claude-sonnet-4-5,5,31993,1535,33528,22408,9335,0.00075,"
                + "0.023025,0.0067224,0.03500625,0.06550365,yes,0.06550365,USD,"
                + "019a963e-1406-7251-86de-ceb981e74ef5");
    assertThat(run.err().lines())
        .containsExactly(
            "tokentally: unpriced models (1): bge-m3: 2 calls, no price has this name; if it is libertai/bge-m3: --alias bge-m3=libertai/bge-m3",
            "tokentally: notes (7): TAKEN_AS_EXCLUSIVE, claude-sonnet-4-5: 7",
            "tokentally: unfinished calls (1): 019a963f-9a3b-7ee9-b9fa-b1b77bdc968b");
  }

  @Test
  void rootReportsOnThatCallAlone() {
    ProgramRun run = ProgramRun.of("report", "--root", SECOND);

    assertThat(run.outLines())
        .noneMatch(line -> line.contains(FIRST))
        .anyMatch(line -> line.matches(" {2}total +4 .*partly unpriced"))
        .anyMatch(line -> line.matches(" {4}priced part +3 .*0\\.0321981 USD"));
  }

  @Test
  void queryAndRootHoldTogether() {
    String planning =
        "{\"$expr\":{\"$eq\":[{\"$getField\":\"inputs.purpose\"},{\"$literal\":\"plan\"}]}}";

    ProgramRun plans = ProgramRun.of("report", "--query", planning, "--format", "csv");
    ProgramRun none = ProgramRun.of("report", "--query", planning, "--root", FIRST);

    assertThat(plans.outLines()).hasSize(3);
    assertThat(none.exitCode()).isEqualTo(1);
    assertThat(none.err()).isEqualTo("tokentally: the bundled trace: no call matches the query\n");
  }

  @Test
  void inclusiveScopeAndCacheConventionAreOptions() {
    assertThat(ProgramRun.of("report", "--scope", "inclusive", "--cache", "EXCLUSIVE").outLines())
        .contains("  bge-m3      2    not summed")
        .contains("Usage: in providers' forms; scope: inclusive; cache: exclusive.");
  }
}
