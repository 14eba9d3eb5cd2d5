package io.tokentally.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokentally.Call;
import io.tokentally.aggregation.PriceRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** There is room for so many calls and prices, and no more. */
class MemoryBudgetTest {

  private static StoredCall call(String id) {
    return StoredCall.of(Call.builder().id(id).projectId("p").build());
  }

  private static PriceRow row(String id) {
    return PriceRow.builder()
        .id(id)
        .pricingLevel(PriceRow.PROJECT_LEVEL)
        .pricingLevelId("p")
        .llmId("m")
        .providerId("default")
        .effectiveDate(Instant.EPOCH)
        .promptTokenCost(BigDecimal.ONE)
        .completionTokenCost(BigDecimal.ONE)
        .promptTokenCostUnit("USD")
        .completionTokenCostUnit("USD")
        .build();
  }

  @Test
  void callsThatDoNotFitAreRefusedAsAWhole() {
    long one = call("a").footprint();
    try (Storage storage = Storage.inMemory(new MemoryBudget(2 * one))) {
      assertThat(storage.calls().add(List.of(call("a")))).isEqualTo(1);
      assertThatThrownBy(() -> storage.calls().add(List.of(call("b"), call("c"))))
          .isInstanceOf(StorageFullException.class)
          .hasMessage(
              "no room for more: about %d of %d bytes for calls and prices are taken; more memory,"
                      .formatted(one, 2 * one)
                  + " as in java -Xmx2g, makes more room");

      assertThat(storage.calls().index().ofProject("p")).containsExactly(call("a").call());
      assertThat(storage.calls().add(List.of(call("a"), call("b")))).isEqualTo(1);
    }
  }

  @Test
  void repeatsTakeNoRoom() {
    try (Storage storage = Storage.inMemory(new MemoryBudget(2 * call("a").footprint()))) {
      assertThat(storage.calls().add(Collections.nCopies(100, call("a")))).isEqualTo(1);
      assertThat(storage.calls().add(List.of(call("a"), call("b"), call("b")))).isEqualTo(1);
    }
  }

  @Test
  void pricesThatAreRemovedMakeRoom() {
    try (Storage storage = Storage.inMemory(new MemoryBudget(Footprint.ofRow(row("1"))))) {
      storage.prices().add(List.of(row("1")));
      assertThatThrownBy(() -> storage.prices().add(List.of(row("2"))))
          .isInstanceOf(StorageFullException.class);

      storage.prices().remove(List.of("1"));
      storage.prices().add(List.of(row("2")));

      assertThat(storage.prices().rows()).containsExactly(row("2"));
    }
  }

  @Test
  void whatIsLoadedCounts() {
    MemoryBudget memory = new MemoryBudget(1);
    try (Storage storage = Storage.inMemory(memory)) {
      storage.addInMemory(call("a").call());

      assertThat(memory.isOverfull()).isTrue();
      assertThat(storage.calls().index().ofProject("p")).hasSize(1);
    }
  }

  @Test
  void structureAndWideTextsTakeMoreThanTheirLength() {
    long plain = Footprint.ofCall("{\"id\":\"aaaa\"}");

    assertThat(Footprint.ofCall("{\"id\":\"{[,,\"}")).isEqualTo(plain);
    assertThat(Footprint.ofCall("{\"id\":\"a\\\"{[\"}")).isEqualTo(plain + 1);
    assertThat(Footprint.ofCall("{\"id\":\"aaa\u20ac\"}")).isEqualTo(plain + 13);
    assertThat(Footprint.ofCall("{\"id\":{},\"b\":[1]}")).isGreaterThan(plain + 600);
  }
}
