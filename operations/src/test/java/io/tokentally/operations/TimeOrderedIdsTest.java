package io.tokentally.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.value.CodePoints;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Ids that grow in the order they are made. */
class TimeOrderedIdsTest {

  private final AtomicLong millis = new AtomicLong(1_738_555_506_789L);
  private final TimeOrderedIds ids = new TimeOrderedIds(new Settable());

  @Test
  void areUuidsOfVersion7WithTheTimeInFront() {
    String id = ids.get();
    assertThat(id).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    UUID uuid = UUID.fromString(id);
    assertThat(uuid.version()).isEqualTo(7);
    assertThat(uuid.variant()).isEqualTo(2);
    assertThat(uuid.getMostSignificantBits() >>> 16).isEqualTo(1_738_555_506_789L);
  }

  @Test
  void growWithinAMillisecondAlsoBeyondTheCounter() {
    assertGrowing(IntStream.range(0, 10_000).mapToObj(i -> ids.get()).toList());
  }

  @Test
  void growWithTheClock() {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      made.add(ids.get());
      millis.addAndGet(i % 3);
    }
    assertGrowing(made);
  }

  @Test
  void growWhenTheClockGoesBack() {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      made.add(ids.get());
      millis.addAndGet(i % 2 == 0 ? -5_000 : 4_000);
    }
    assertGrowing(made);
  }

  @Test
  void areMadeOnceEachByManyThreads() {
    List<String> made = Collections.synchronizedList(new ArrayList<>());
    IntStream.range(0, 20_000).parallel().forEach(i -> made.add(ids.get()));
    Set<String> timesAndCounters = new HashSet<>();
    made.forEach(id -> timesAndCounters.add(id.substring(0, 18)));
    assertThat(timesAndCounters).hasSize(20_000);
  }

  @Test
  void nameTheRowsThatAreCreated() {
    Operations operations =
        Operations.over(CallSource.of(List.of()), PriceStore.inMemory()).clock(Fixed.CLOCK).build();
    StringBuilder costs = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      costs.append(i == 0 ? "" : ",");
      costs.append("\"m%d\":{\"prompt_token_cost\":1,\"completion_token_cost\":2}".formatted(i));
    }
    CostCreateRes answer =
        operations.costCreate(
            CostCreateReq.parse("{\"project_id\":\"p\",\"costs\":{" + costs + "}}"));
    assertThat(answer.ids()).extracting(CreatedCost::llmId).startsWith("m0", "m1").endsWith("m99");
    assertGrowing(answer.ids().stream().map(CreatedCost::id).toList());
    UUID first = UUID.fromString(answer.ids().get(0).id());
    assertThat(first.getMostSignificantBits() >>> 16).isEqualTo(Fixed.NOW.toEpochMilli());
  }

  private static void assertGrowing(List<String> made) {
    assertThat(made).isSortedAccordingTo(CodePoints::compare).doesNotHaveDuplicates();
  }

  private final class Settable extends Clock {

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(millis.get());
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
