package io.tokentally.report.picture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokentally.Call;
import io.tokentally.TokentallyMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The file for speedscope, by the rules of its format. */
class SpeedscopeFileTest {

  @Test
  void aProfileForEachMeasureAndUnit() throws IOException {
    JsonNode file = file(Pictures.agent());

    assertThat(file.get("$schema").textValue())
        .isEqualTo("https://www.speedscope.app/file-format-schema.json");
    assertThat(file.at("/shared/frames").findValuesAsText("name"))
        .containsExactly("agent", "plan", "chat", "embed");
    assertThat(file.get("profiles").findValuesAsText("name"))
        .containsExactly("Cost in millionths of USD", "Tokens", "Time");
    assertThat(file.get("profiles").findValuesAsText("unit"))
        .containsExactly("none", "none", "microseconds");
    assertThat(file.at("/profiles/0/endValue").decimalValue()).isEqualByComparingTo("47531.55");
    assertThat(file.at("/profiles/1/endValue").decimalValue()).isEqualByComparingTo("92623");
    assertThat(file.at("/profiles/2/endValue").decimalValue()).isEqualByComparingTo("10000000");
  }

  @Test
  void callsStandInTheOrderInWhichTheyBegan() throws IOException {
    List<String> events = file(Pictures.agent()).at("/profiles/1/events").findValuesAsText("frame");

    assertThat(String.join("", events)).isEqualTo("012222133220");
  }

  @Test
  void deepChainsAreCutOffAndNothingIsLost() throws IOException {
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      String parent = i == 0 ? null : "c" + (i - 1);
      calls.add(Pictures.call("c" + i, parent, "s", i, 1, Map.of("gpt-4o", 2L)));
    }
    StringWriter out = new StringWriter();

    Losses losses = SpeedscopeFile.write(Pictures.of(calls), out);

    JsonNode tokens = TokentallyMapper.create().readTree(out.toString()).at("/profiles/1");
    assertThat(losses.tooDeep()).isEqualTo(500);
    assertThat(tokens.get("events")).hasSize(1_000);
    assertThat(tokens.get("endValue").intValue()).isEqualTo(2_000);
  }

  /** Every frame is closed, innermost first, and time never runs back. */
  @Property(tries = 100)
  void eventsNest(@ForAll("chains") List<Call> calls) throws IOException {
    for (JsonNode profile : file(calls).get("profiles")) {
      Deque<Integer> open = new ArrayDeque<>();
      BigDecimal last = profile.get("startValue").decimalValue();
      for (JsonNode event : profile.get("events")) {
        assertThat(event.get("at").decimalValue()).isGreaterThanOrEqualTo(last);
        last = event.get("at").decimalValue();
        int frame = event.get("frame").intValue();
        if (event.get("type").textValue().equals("O")) {
          open.push(frame);
        } else {
          assertThat(open.pop()).isEqualTo(frame);
        }
      }
      assertThat(open).isEmpty();
      assertThat(profile.get("endValue").decimalValue()).isEqualByComparingTo(last);
    }
  }

  @Provide
  Arbitrary<List<Call>> chains() {
    Arbitrary<Integer> numbers = Arbitraries.integers().between(0, 9);
    return numbers
        .map(n -> Pictures.call("c" + n, "c" + n / 2, "op" + n % 3, n, 7, Map.of("gpt-4o", 5L + n)))
        .list()
        .uniqueElements()
        .ofMaxSize(10);
  }

  private static JsonNode file(List<Call> calls) throws IOException {
    StringWriter out = new StringWriter();
    SpeedscopeFile.write(Pictures.of(calls), out);
    return TokentallyMapper.create().readTree(out.toString());
  }
}
