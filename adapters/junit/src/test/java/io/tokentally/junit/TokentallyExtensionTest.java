package io.tokentally.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.tokentally.aggregation.LiveRollup;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.recorder.CallRecorder;
import io.tokentally.recorder.OpenCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** What JUnit's own engine says of tests with budgets. */
class TokentallyExtensionTest {

  private static final PriceTable PRICES =
      PriceTable.parse(
          """
          {"gpt-4o": {"prompt_token_cost": 0.0000025, "completion_token_cost": 0.00001}}""");

  /** A call that costs 0.0045 USD. */
  private static void chat(CallRecorder recorder, String model) {
    OpenCall call = recorder.start("chat");
    call.usage(model, Map.of("requests", 1, "prompt_tokens", 1_000, "completion_tokens", 200));
    call.end();
  }

  static class OfMethods {
    @RegisterExtension static final TokentallyExtension COSTS = TokentallyExtension.with(PRICES);

    @Test
    @CostBudget("0.0045")
    void within(CallRecorder recorder) {
      chat(recorder, "gpt-4o");
    }

    @Test
    @CostBudget("0.0044")
    void above(CallRecorder recorder) {
      chat(recorder, "gpt-4o");
    }

    @Test
    @CostBudget(value = "100", unit = "EUR")
    void inAnotherUnit(CallRecorder recorder) {
      chat(recorder, "gpt-4o");
    }

    @Test
    @CostBudget("100")
    void unpriced(CallRecorder recorder) {
      chat(recorder, "gpt-40");
    }

    @Test
    @CostBudget("100")
    void open(CallRecorder recorder) {
      chat(recorder, "gpt-4o");
      recorder.start("chat");
    }

    @Test
    @CostBudget("ten")
    void noNumber(CallRecorder recorder) {
      chat(recorder, "gpt-4o");
    }

    @Test
    @CostBudget("0")
    void failsByItself(CallRecorder recorder) {
      chat(recorder, "gpt-4o");
      throw new IllegalStateException("for another reason");
    }

    @Test
    void withoutBudget(CallRecorder recorder) {
      chat(recorder, "gpt-4o");
    }

    @Test
    @CostBudget("0")
    void withoutRecorder() {}

    @Test
    @CostBudget("0")
    void withoutCalls(CallRecorder recorder) {}

    @Test
    @CostBudget(value = "0", mayRecordNothing = true)
    void withoutRecorderOnPurpose() {}

    @Test
    @CostBudget(value = "0", mayRecordNothing = true)
    void withoutCallsOnPurpose(CallRecorder recorder) {}

    @Test
    @CostBudget(value = "0", mayRecordNothing = true)
    void withCallsAfterAll(CallRecorder recorder) {
      chat(recorder, "gpt-4o");
    }

    @Test
    @CostBudget("1")
    void manyOpen(CallRecorder recorder) {
      for (int i = 0; i < 23; i++) {
        recorder.start("agent").start("chat");
      }
    }
  }

  @CostBudget("0.01")
  static class OfAClass {
    @RegisterExtension final TokentallyExtension costs = TokentallyExtension.with(PRICES);

    @BeforeEach
    void plan(CallRecorder recorder) {
      chat(recorder, "gpt-4o");
    }

    @RepeatedTest(2)
    void two(CallRecorder recorder, LiveRollup live) {
      chat(recorder, "gpt-4o");
      assertThat(live.report().cost().amount()).hasToString("0.009");
    }

    private static void twice(CallRecorder recorder) {
      chat(recorder, "gpt-4o");
      chat(recorder, "gpt-4o");
    }

    @Test
    void three(CallRecorder recorder) {
      twice(recorder);
    }

    @Test
    @CostBudget("0.0135")
    void threeAllowed(CallRecorder recorder) {
      twice(recorder);
    }

    @Nested
    class Inner {
      @Test
      void three(CallRecorder recorder) {
        twice(recorder);
      }
    }
  }

  static class WithBundledPrices {
    @Test
    @CostBudget("0.0045")
    @ExtendWith(TokentallyExtension.class)
    void within(CallRecorder recorder) {
      chat(recorder, "gpt-4o");
    }

    @Test
    @CostBudget("0.0044")
    void above(CallRecorder recorder) {
      chat(recorder, "gpt-4o");
    }
  }

  @Test
  void aTestFailsAboveItsBudgetAndPrintsTheBill() {
    Map<String, String> failures = failures(OfMethods.class);
    assertThat(failures)
        .containsOnlyKeys(
            "above",
            "inAnotherUnit",
            "unpriced",
            "open",
            "noNumber",
            "failsByItself",
            "withoutRecorder",
            "withoutCalls",
            "withCallsAfterAll",
            "manyOpen");
    assertThat(failures.get("above"))
        .isEqualTo(
            """
            expected the calls of the test to cost at most 0.0044 USD, found 0.0045 USD

            model   kind                      calls  count  rate                     cost
            gpt-4o  prompt_tokens (uncached)      1  1,000   2.5  per million  0.0025 USD
                    completion_tokens             1    200  10    per million  0.002 USD
            total: 0.0045 USD""");
    assertThat(failures.get("inAnotherUnit"))
        .startsWith(
            "expected the calls of the test to cost at most 100 EUR, found 0.0045 USD\n\nmodel ");
    assertThat(failures.get("unpriced"))
        .startsWith(
            "expected the calls of the test to cost at most 100 USD, found not known; what has a"
                + " price: 0; gpt-40: NO_ROW")
        .endsWith("\nno price: gpt-40: no price has this name");
    assertThat(failures.get("open"))
        .startsWith(
            "expected the calls of the test to cost at most 100 USD, found not known; calls that"
                + " have not ended: 1\n\nmodel ")
        .containsPattern(
            "\ntotal: 0.0045 USD\nnot ended:\n  chat [0-9a-f]{16}, begun 20[-0-9]{8}T[^ ]*Z$");
    assertThat(failures.get("manyOpen"))
        .contains("calls that have not ended: 46", "  agent ", "  chat ", ", below ")
        .endsWith("\nand 26 more");
    for (String test : List.of("withoutRecorder", "withoutCalls")) {
      assertThat(failures.get(test))
          .isEqualTo(
              "expected the calls of the test to cost at most 0 USD, found none were recorded; let"
                  + " the test, or a method before it, have a CallRecorder as a parameter, and give"
                  + " it to the application in the place of its own; a test that is to make no"
                  + " calls says mayRecordNothing = true");
    }
    assertThat(failures.get("withCallsAfterAll"))
        .startsWith("expected the calls of the test to cost at most 0 USD, found 0.0045 USD");
    assertThat(failures.get("noNumber"))
        .startsWith("expected a decimal such as \"0.10\" in @CostBudget of ")
        .endsWith("found \"ten\"");
    assertThat(failures.get("failsByItself")).isEqualTo("for another reason");
  }

  @Test
  void aBudgetOfAClassIsForEachOfItsTests() {
    Map<String, String> failures = failures(OfAClass.class);
    assertThat(failures).containsOnlyKeys("three", "Inner.three");
    assertThat(failures.values())
        .allSatisfy(
            message ->
                assertThat(message)
                    .startsWith(
                        "expected the calls of the test to cost at most 0.01 USD, found 0.0135 USD"));
  }

  @Test
  void thePricesAreTheBundledOnesUnlessOthersAreNamed() {
    assertThat(failures(WithBundledPrices.class)).containsOnlyKeys("above");
  }

  @Test
  void whatATestCostIsInItsReport() {
    List<String> costs = new ArrayList<>();
    run(OfMethods.class).testEvents().reportingEntryPublished().stream()
        .forEach(
            event ->
                event
                    .getPayload(org.junit.platform.engine.reporting.ReportEntry.class)
                    .ifPresent(
                        entry -> costs.add(entry.getKeyValuePairs().get("tokentally.cost"))));
    assertThat(costs)
        .hasSize(12)
        .contains("0.0045 USD", "not known; what has a price: 0; gpt-40: NO_ROW");
  }

  private static EngineExecutionResults run(Class<?> tests) {
    return EngineTestKit.engine("junit-jupiter").selectors(selectClass(tests)).execute();
  }

  /** {@return the messages of the tests that failed} */
  private static Map<String, String> failures(Class<?> tests) {
    Map<String, String> failures = new TreeMap<>();
    run(tests).testEvents().failed().stream()
        .forEach(event -> failures.put(name(event), message(event)));
    return failures;
  }

  private static String name(Event event) {
    String id = event.getTestDescriptor().getUniqueId().toString();
    String inner = id.contains("[nested-class:") ? "Inner." : "";
    return inner + event.getTestDescriptor().getDisplayName().replaceFirst("\\(.*", "");
  }

  private static String message(Event event) {
    TestExecutionResult result = event.getRequiredPayload(TestExecutionResult.class);
    return result.getThrowable().orElseThrow().getMessage();
  }
}
