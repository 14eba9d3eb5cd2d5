package io.tokentally.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearNamesTest {

  private static final List<String> KNOWN = List.of("report", "reprice", "query", "total", "V");

  @Test
  void aNameIsNearThatDiffersInTwoLettersAtMost() {
    assertThat(NearNames.of("reprot", KNOWN)).containsExactly("report");
    assertThat(NearNames.of("qury", KNOWN)).containsExactly("query");
    assertThat(NearNames.of("totl", KNOWN)).containsExactly("total");
    assertThat(NearNames.of("repore", KNOWN)).containsExactly("report");
    assertThat(NearNames.of("reports of", KNOWN)).isEmpty();
    assertThat(NearNames.of("cost", KNOWN)).isEmpty();
  }

  @Test
  void ofAShortNameNoneIsNearThatSharesNothing() {
    assertThat(NearNames.of("o", KNOWN)).isEmpty();
    assertThat(NearNames.of("", KNOWN)).isEmpty();
  }

  @Test
  void theHintNamesAllThatAreEquallyNear() {
    assertThat(NearNames.hint("ba", List.of("bad", "bat"))).isEqualTo("; did you mean bad or bat?");
    assertThat(NearNames.hint("owl", KNOWN)).isEmpty();
  }
}
