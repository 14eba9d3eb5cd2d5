package io.tokentally.assertj;

import static io.tokentally.assertj.TokentallyAssertions.assertThat;
import static io.tokentally.assertj.TokentallyAssertions.assertThatCalls;
import static io.tokentally.dsl.Query.and;
import static io.tokentally.dsl.Query.field;
import static io.tokentally.dsl.Query.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tokentally.Call;
import io.tokentally.LLMAggregatedUsage;
import io.tokentally.UsageCount;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.UsageTotals;
import io.tokentally.dsl.Query;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class CallAssertTest {

  private static final Call SEARCH =
      Call.parse(
          """
          {"id": "s", "op_name": "search", "started_at": "2026-01-05T10:00:00Z",
           "attributes": {"user": "u-1"}, "summary": {"usage": {"gpt-4o":
             {"requests": 1, "prompt_tokens": 1000, "completion_tokens": 200}}}}""");
  private static final Call PLAN =
      Call.parse(
          """
          {"id": "p", "op_name": "plan", "started_at": "2026-01-05T10:00:00Z"}""");

  private static final Query OF_USER =
      where(and(field("op_name").eq("search"), field("attributes.user").eq("u-1")));

  @Test
  void aCallMatchesOrDoesNot() {
    assertThat(SEARCH).matches(OF_USER);
    assertThat(PLAN).doesNotMatch(OF_USER);
    assertThatCalls(List.of(SEARCH, SEARCH)).allMatch(OF_USER);
    assertThatCalls(List.of(PLAN, SEARCH)).anyMatch(OF_USER);
    assertThatCalls(List.of(PLAN)).noneMatch(OF_USER);
  }

  @Test
  void aFailureSaysWhatEachConditionCameTo() {
    assertThat(failure(() -> assertThat(PLAN).as("step 1").matches(OF_USER)))
        .isEqualTo(
            """
            [step 1] expected call p to match op_name = "search" and attributes.user = "u-1"

              op_name = "search" and attributes.user = "u-1": false
                op_name = "search": false
                  op_name: plan
                attributes.user = "u-1": false
                  attributes.user: null""");
    assertThat(failure(() -> assertThat(SEARCH).doesNotMatch(OF_USER)))
        .isEqualTo(
            """
            expected call s not to match op_name = "search" and attributes.user = "u-1"

              op_name = "search" and attributes.user = "u-1": true
                op_name = "search": true
                  op_name: search
                attributes.user = "u-1": true
                  attributes.user: u-1""");
  }

  @Test
  void ofManyCallsTheFirstAreNamed() {
    List<Call> plans =
        IntStream.range(0, 7).mapToObj(i -> Call.builder().from(PLAN).id("p" + i).build()).toList();
    Query search = where(field("op_name").eq("search"));
    assertThat(failure(() -> assertThatCalls(List.of(SEARCH, PLAN)).allMatch(search)))
        .isEqualTo(
            """
            expected all calls to match op_name = "search"

            call p:
              op_name = "search": false
                op_name: plan""");
    assertThat(failure(() -> assertThatCalls(plans).anyMatch(search)))
        .startsWith("expected one of 7 calls to match op_name = \"search\"\n\ncall p0:\n")
        .endsWith("\nand 2 more")
        .doesNotContain("call p5");
    assertThat(failure(() -> assertThatCalls(List.of(SEARCH)).noneMatch(search)))
        .startsWith("expected no call to match op_name = \"search\"\n\ncall s:\n");
    for (ThrowingCallable each :
        List.<ThrowingCallable>of(
            () -> assertThatCalls(List.of()).anyMatch(search),
            () -> assertThatCalls(List.of()).allMatch(search),
            () -> assertThatCalls(List.of()).noneMatch(search))) {
      assertThat(failure(each))
          .isEqualTo("expected calls, found none; say hasNoCalls() where there are to be none");
    }
    assertThatCalls(List.of()).hasNoCalls();
    assertThat(failure(() -> assertThatCalls(plans).hasNoCalls()))
        .isEqualTo("expected no calls, found 7: p0, p1, p2, p3, p4");
  }

  @Test
  void groupsOfTotalsAndUsage() {
    PriceTable prices =
        PriceTable.parse(
            """
            {"gpt-4o": {"prompt_token_cost": 0.0000025, "completion_token_cost": 0.00001}}""");
    Map<String, UsageTotals> byOperation =
        Tally.with(prices).report(List.of(SEARCH, PLAN)).totalsBy(call -> call.operation());

    assertThat(byOperation.get("search"))
        .usesOnly("gpt-4o")
        .model("gpt-4o")
        .has(UsageCount.PROMPT_TOKENS, 1000)
        .hasAtMost(UsageCount.COMPLETION_TOKENS, 200)
        .costs("0.00450")
        .costsAtMost("0.0045");
    assertThat(failure(() -> assertThat(byOperation.get("search")).usesOnly("gpt-5")))
        .isEqualTo("expected only [gpt-5] to be used, found [gpt-4o] besides");
    UsageTotals nothing = new UsageTotals(Map.of(), Map.of());
    assertThat(nothing).usesOnly();
    assertThat(failure(() -> assertThat(nothing).usesOnly("gpt-4o")))
        .isEqualTo("expected only [gpt-4o] to be used, found no usage of any model");
    assertThat(failure(() -> assertThat(byOperation.get("search")).model("gpt-5")))
        .isEqualTo("expected usage of gpt-5, found only [gpt-4o]");
    UsageAssert usage = assertThat(byOperation.get("search").usage().get("gpt-4o"));
    assertThat(failure(() -> usage.costs("0.0046")))
        .startsWith("expected the cost to be 0.0046, found 0.0045 in ");
    assertThat(failure(() -> usage.costsAtMost("0.0044")))
        .startsWith("expected the cost to be at most 0.0044, found 0.0045 in ");
    assertThat(failure(() -> usage.has(UsageCount.REQUESTS, 2)))
        .startsWith("expected requests to be 2, found 1 in ");
    assertThat(failure(() -> usage.hasAtMost(UsageCount.TOTAL_TOKENS, 1199)))
        .startsWith("expected total_tokens to be at most 1199, found 1200 in ");
  }

  @Test
  void usageWithoutAPriceHasNoCost() {
    LLMAggregatedUsage unpriced = LLMAggregatedUsage.builder().promptTokens(3).build();
    assertThat(failure(() -> assertThat(unpriced).costs("0")))
        .startsWith(
            "expected the cost to be 0, found one that is not known, since some part has no price, in ");
    assertThat(failure(() -> assertThat(unpriced).costsAtMost("9")))
        .startsWith("expected the cost to be at most 9, found one that is not known");
  }

  private static String failure(ThrowingCallable assertion) {
    Throwable thrown = catchThrowable(assertion);
    assertThat(thrown).isInstanceOf(AssertionError.class);
    return thrown.getMessage();
  }
}
