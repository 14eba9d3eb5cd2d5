package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which usage below a call its own may repeat: docs/semantics.md rules 57 and 58. Usage is given as
 * model, prompt, completion, total and cached tokens.
 */
class RepeatedUsageTest {

  private static final String AGENT = "invoke_agent";

  private final List<Call> calls = new ArrayList<>();

  /**
   * Under another name; without cached tokens; the total alone; the same of one model; the total of
   * all alone under the name of one.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "other 41 21 62 9",
        "other 32 21 53 0",
        "other 0 0 62 0",
        "m 11 6 17 9",
        "m 2 6 8 0",
        "m 0 0 17 0",
        "m 0 0 62 0"
      })
  void theSumOfWhatCounts(String sum) {
    for (String tree : List.of("1", "2")) {
      add(tree + "top", null, "chat", sum);
      // Says something else than what it ran.
      add(tree + "agent", tree + "top", AGENT, "m 7 7 14 0");
      add(tree + "a", tree + "agent", "chat", "m 10 5 15 9");
      add(tree + "b", tree + "agent", "chat", "m 1 1 2 0");
      add(tree + "c", tree + "agent", "chat", "n 30 15 45 0");
    }
    assertThat(decisions())
        .containsExactly("1agent OPERATION", "1top SUM", "2agent OPERATION", "2top SUM");
    assertThat(flagged()).containsExactly("1agent", "1top", "2agent", "2top");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "other 41 21 62 9",
        "other 32 21 53 0",
        "other 0 0 62 0",
        "m 11 6 17 9",
        "m 2 6 8 0",
        "m 0 0 17 0",
        "m 0 0 62 0"
      })
  void theSumOfTheNearest(String sum) {
    for (String tree : List.of("1", "2")) {
      add(tree + "top", null, "chat", sum);
      add(tree + "idle", tree + "top", "chat", null);
      add(tree + "a", tree + "top", AGENT, "m 10 5 15 9");
      add(tree + "step", tree + "top", "chat", null);
      add(tree + "b", tree + "step", AGENT, "m 1 1 2 0");
      add(tree + "c", tree + "step", AGENT, "n 30 15 45 0");
      add(tree + "zidle", tree + "top", "chat", null);
      for (String agent : List.of("a", "b", "c")) {
        add(tree + agent + "ran", tree + agent, "chat", "m 1000 100 1100 0");
      }
    }
    assertThat(decisions())
        .containsExactly(
            "1a OPERATION",
            "1b OPERATION",
            "1c OPERATION",
            "1top SUM",
            "2a OPERATION",
            "2b OPERATION",
            "2c OPERATION",
            "2top SUM");
    assertThat(flagged()).contains("1top", "2top");
  }

  @Test
  void oneOfThoseBelowACallWithoutUsage() {
    add("top", null, "chat", "m 10 5 15 0");
    add("step", "top", "chat", null);
    add("a", "step", "chat", "n 10 5 15 0");
    add("b", "step", "chat", "n 1 1 2 0");
    assertThat(decisions()).containsExactly("top ONE_OF_THEM");
  }

  /** What is handed up a chain is its sum at each step, also past calls without usage. */
  @Test
  void theOnlyOneBelow() {
    add("a", null, "chat", "m 10 5 15 0");
    add("step", "a", "chat", null);
    add("b", "step", "chat", "m 10 5 15 0");
    add("c", "b", "chat", "n 10 5 15 0");
    add("last", "c", "chat", "m 1 1 2 0");
    assertThat(decisions()).containsExactly("a SUM", "b SUM", "c null");
    assertThat(flagged()).containsExactly("a", "b");
  }

  @Test
  void notThatOfACallBeside() {
    for (String tree : List.of("1", "2", "3")) {
      add(tree + "top", null, "chat", "m 10 5 15 0");
      add(tree + "below", tree + "top", "chat", "m 1 1 2 0");
    }
    assertThat(decisions()).containsExactly("1top null", "2top null", "3top null");
    assertThat(flagged()).isEmpty();
  }

  @Test
  void howeverManyCallsWithoutUsageStandBetween() {
    add("s0", null, "chat", "m 1000 10 1010 0");
    for (int i = 1; i <= 50; i++) {
      String above = "s" + (i - 1);
      add("a" + i, above, "chat", "m 1 2 3 0");
      add("s" + i, above, "chat", null);
      add("z" + i, above, "chat", "m 1 2 3 0");
    }
    assertThat(decisions()).containsExactly("s0 null");
  }

  private void add(String id, @Nullable String parent, String operation, @Nullable String usage) {
    String line = "{\"id\":\"" + id + "\",\"op_name\":\"" + operation + "\"";
    line += parent == null ? "" : ",\"parent_id\":\"" + parent + "\"";
    if (usage != null) {
      line +=
          usage.replaceAll(
              "(\\S+) (\\d+) (\\d+) (\\d+) (\\d+)",
              ",\"summary\":{\"usage\":{\"$1\":{\"prompt_tokens\":$2,\"completion_tokens\":$3,"
                  + "\"total_tokens\":$4,\"cache_read_input_tokens\":$5}}}");
    }
    calls.add(Given.call(line + "}"));
  }

  private UsageReport report(UsageScope scope) {
    return Tally.with(PriceTable.EMPTY)
        .with(TallyOptions.builder().usageScope(scope).build())
        .report(calls);
  }

  private List<String> decisions() {
    return report(UsageScope.AUTO).scopeDecisions().stream()
        .map(each -> each.callId() + " " + each.reason())
        .sorted()
        .toList();
  }

  private List<String> flagged() {
    return report(UsageScope.OWN).anomalies().stream()
        .flatMap(each -> each.callIds().stream())
        .sorted()
        .toList();
  }
}
