package io.tokentally.aggregation.rollup.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.aggregation.rollup.ledger.CellKeys.ModelName;
import io.tokentally.aggregation.rules.TallyRules;
import io.tokentally.dsl.Dialect;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is forgotten gives its number to another key, and is not found by it any more. */
class CellKeysTest {

  private final CellKeys keys = new CellKeys(TallyRules.of(Dialect.STANDARD));

  @Test
  void aForgottenKeyGetsANumberAnew() {
    int a = number("a");
    int b = number("b");
    int c = number("c");
    assertThat(keys.known()).isEqualTo(3);
    keys.retain(Set.of(b));
    assertThat(keys.known()).isEqualTo(1);
    assertThat(number("d")).isIn(a, c);
    assertThat(number("e")).isIn(a, c);
    assertThat(keys.size()).isEqualTo(3);
    for (String model : new String[] {"d", "e", "b", "a", "c", "d", "e", "b"}) {
      assertThat(keys.model(number(model))).isEqualTo(model);
    }
    assertThat(number("b")).isEqualTo(b);
    assertThat(keys.known()).isEqualTo(5);
  }

  /** A record that is refused leaves keys that no call has. */
  @Test
  void aForgottenKeyIsNotHeld() {
    int a = number("a");
    keys.retain(Set.of());
    assertThat(keys.model(a)).isEmpty();
    assertThat(keys.known()).isZero();
  }

  private int number(String model) {
    return keys.number(new ModelName(model, model, null), Portion.FOUR_RATES, null);
  }
}
