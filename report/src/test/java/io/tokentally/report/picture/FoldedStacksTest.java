package io.tokentally.report.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Folded stacks as flame graph tools read them. */
class FoldedStacksTest {

  @Test
  void aLineForEachChainOfOperations() throws IOException {
    // Billionths: 12,345 at 2,500, 77,777 at 150, 2,001 at 2,500.
    assertThat(folded(Pictures.agent(), Measure.COST))
        .isEqualTo(
            """
            agent;chat 5002500
            agent;plan;chat 42529050
            """);
    assertThat(folded(Pictures.agent(), Measure.TOKENS))
        .isEqualTo(
            """
            agent;chat 2001
            agent;embed 500
            agent;plan;chat 90122
            """);
    assertThat(folded(Pictures.agent(), Measure.TIME))
        .isEqualTo(
            """
            agent 1200000
            agent;chat 4500000
            agent;embed 300000
            agent;plan 500000
            agent;plan;chat 3500000
            """);
  }

  @Test
  void namesCannotTearALineApart() throws IOException {
    List<Call> calls =
        List.of(
            Pictures.call("a", null, "one;two\nthree", 0, 1, Map.of("gpt-4o", 4L)),
            Pictures.call("b", null, " ", 0, 1, Map.of("gpt-4o", 6L)));

    assertThat(folded(calls, Measure.TOKENS)).isEqualTo("(no name) 6\none:two\\u000athree 4\n");
  }

  @Test
  void roundingAndCuttingAreTold() throws IOException {
    List<Call> calls =
        List.of(
            Pictures.call("a", null, "agent", 0, 5, Map.of()),
            Pictures.call("b", "a", "chat", 0, 4, Map.of()),
            Pictures.call("c", "a", "chat", 0, 4, Map.of()));
    Picture picture = Pictures.of(calls);
    StringBuilder out = new StringBuilder();

    Losses losses = FoldedStacks.write(picture, Measure.TIME, "", out);

    assertThat(out).hasToString("agent;chat 8000\n");
    assertThat(losses).isEqualTo(new Losses(0, 1, 0));
  }

  @Test
  void deepChainsAreCutOffAndNothingIsLost() throws IOException {
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      String parent = i == 0 ? null : "c" + (i - 1);
      calls.add(Pictures.call("c" + i, parent, "s", 0, 1, Map.of("gpt-4o", 2L)));
    }
    StringBuilder out = new StringBuilder();

    Losses losses = FoldedStacks.write(Pictures.of(calls), Measure.TOKENS, "", out);

    assertThat(losses.tooDeep()).isEqualTo(4_500);
    List<String> lines = out.toString().lines().toList();
    assertThat(lines).hasSize(500);
    assertThat(lines.get(499)).endsWith(";s;s 9002");
  }

  private static String folded(List<Call> calls, Measure measure) throws IOException {
    StringBuilder out = new StringBuilder();
    FoldedStacks.write(Pictures.of(calls), measure, "USD", out);
    return out.toString();
  }
}
