package io.tokentally.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Names by id, of many calls. */
class OperationNamesTest {

  @Test
  void areThoseThatWerePutLast() {
    OperationNames names = new OperationNames();
    for (int i = 0; i < 5_000; i++) {
      names.put("call " + i, "op " + i % 7);
      names.put("call " + i / 2, "again");
    }
    assertThat(names.get("call 4999")).isEqualTo("op 1");
    assertThat(names.get("call 2499")).isEqualTo("again");
    assertThat(names.contains("call 0")).isTrue();
    assertThat(names.contains("call 5000")).isFalse();
    assertThat(names.get("call 5000")).isEmpty();
  }
}
