package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tens of thousands of names whose hashes are equal cost no more than others. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class CollidingNamesTest {

  private static final List<String> NAMES = names(16);
  private static final Instant START = Instant.parse("2024-06-15T10:00:00Z");

  /** {@return two to the power of so many names} */
  private static List<String> names(int parts) {
    List<String> names = List.of("");
    for (int i = 0; i < parts; i++) {
      List<String> longer = new ArrayList<>();
      for (String name : names) {
        longer.add(name + "Aa");
        longer.add(name + "BB");
      }
      names = longer;
    }
    return names;
  }

  private static PriceTable prices() {
    return PriceTable.parse(
        NAMES.stream()
            .map(
                name ->
                    "\"%s\":{\"prompt_token_cost\":1,\"completion_token_cost\":2}".formatted(name))
            .collect(Collectors.joining(",", "{", "}")));
  }

  private static Call call(String id, String trace, String model) {
    return Call.builder()
        .id(id)
        .projectId("p")
        .traceId(trace)
        .startedAt(START)
        .summary(Map.of("usage", Map.of(model, Map.of("prompt_tokens", 3))))
        .build();
  }

  @Test
  void theNamesDoCollide() {
    assertThat(NAMES).hasSize(65_536).doesNotHaveDuplicates();
    assertThat(NAMES.stream().map(String::hashCode).distinct()).hasSize(1);
  }

  @Test
  void ofModels() {
    List<Call> calls = NAMES.stream().map(name -> call("a", "t", name)).toList();
    List<Call> others = NAMES.stream().map(name -> call(name, "t", name)).toList();

    assertThat(Tally.with(prices()).report(calls).totals()).hasSize(1);
    assertThat(Tally.with(prices()).report(others).totals()).hasSize(65_536);
  }

  @Test
  void ofModelsUnderOtherNames() {
    PriceTable prices =
        prices().matching((model, provider) -> new ModelMatch("AaAa", null, ModelMatch.Rule.ALIAS));
    List<Call> calls = NAMES.stream().map(name -> call(name, "t", name)).toList();

    assertThat(Tally.with(prices).report(calls).pricedModels()).isEmpty();
  }

  @Test
  void ofTracesOfALiveRollup() {
    LiveRollup live = LiveRollup.with(PriceTable.EMPTY);
    NAMES.forEach(name -> live.finished(call(name, name, "m")));

    assertThat(live.usage(NAMES.get(65_535)).get("m").promptTokens()).isEqualTo(3);
  }
}
