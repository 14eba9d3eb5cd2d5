package io.tokentally.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokentally.Call;
import io.tokentally.aggregation.LiveRollup;
import io.tokentally.aggregation.OtherKind;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.UsageReport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CallRecorderTest {

  private final List<Call> seen = Collections.synchronizedList(new ArrayList<>());

  @Test
  void aCallThatFailsIsRecordedWithItsUsage() {
    CallRecorder recorder = CallRecorder.builder().to(seen::add).build();
    OpenCall call = recorder.start("chat").usage("m", Map.of("prompt_tokens", 1));
    call.fail(new IllegalStateException("no more"));
    call.end();
    call.usage("m", Map.of("prompt_tokens", 2));

    assertThat(seen)
        .singleElement()
        .satisfies(each -> assertThat(each.failed()).isTrue())
        .satisfies(
            each ->
                assertThat(each.exception()).isEqualTo("java.lang.IllegalStateException: no more"))
        .satisfies(
            each -> assertThat(each.usage()).isEqualTo(Map.of("m", Map.of("prompt_tokens", 1L))));
    RecorderError late =
        new RecorderError(
            "call", 1, "expected usage before the call ended, found some of m after it");
    assertThat(recorder.status()).isEqualTo(new RecorderStatus(1, 1, 1, 0, 0, List.of(late)));
  }

  @Test
  void theCurrentCallIsAboveOnItsThreadAlone() throws Exception {
    CallRecorder recorder = CallRecorder.builder().to(seen::add).build();
    OpenCall outer = recorder.start("outer");
    CurrentCall current = outer.makeCurrent();
    OpenCall inner = recorder.start("inner");
    ExecutorService other = Executors.newSingleThreadExecutor();
    OpenCall elsewhere = other.submit(() -> recorder.start("elsewhere")).get();
    OpenCall carried = other.submit(outer.carry(() -> recorder.start("carried"))).get();
    assertThat(other.submit(recorder::current).get()).isNull();
    other.shutdown();
    current.close();

    assertThat(inner.parentId()).isEqualTo(outer.id());
    assertThat(inner.traceId()).isEqualTo(outer.traceId());
    assertThat(elsewhere.parentId()).isNull();
    assertThat(carried.parentId()).isEqualTo(outer.id());
    assertThat(recorder.startRoot("root").parentId()).isNull();
    assertThat(recorder.current()).isNull();
    OpenCall remote = recorder.startIn("chat", "trace-1", "parent-1");
    assertThat(remote.traceId()).isEqualTo("trace-1");
    assertThat(remote.parentId()).isEqualTo("parent-1");
  }

  @Test
  void whatASinkThrowsStaysHere() {
    CallSink broken =
        new CallSink() {
          @Override
          public void accept(Call call) {
            throw new IllegalStateException("full");
          }

          @Override
          public void close() throws Exception {
            throw new java.io.IOException("not closed");
          }

          @Override
          public String toString() {
            return "broken";
          }
        };
    CallRecorder recorder = CallRecorder.builder().to(broken).to(seen::add).build();
    recorder.start("a").end();
    recorder.start("b").end();
    recorder.close();
    recorder.start("c").end();

    assertThat(seen).hasSize(2);
    RecorderStatus status = recorder.status();
    assertThat(status.dropped()).isEqualTo(1);
    assertThat(status.isComplete()).isFalse();
    assertThat(status.errors())
        .containsExactly(new RecorderError("broken", 3, "java.io.IOException: not closed"));
  }

  @Test
  void aValueThatIsNoJsonIsLeftOutAndUsageThatIsNoneIsReported() {
    CallRecorder recorder = CallRecorder.builder().to(seen::add).build();
    recorder.start("a").attribute("x", new Object()).usage("m", Map.of("prompt_tokens", 3)).end();
    recorder.start("b").usage("m", Map.of("prompt_tokens", new Object())).end();
    recorder.start("c").usageJson("m", "{\"prompt_tokens\":").end();
    recorder.start("d").usageJson("m", "{\"prompt_tokens\":4}").end();

    assertThat(recorder.status().errors())
        .singleElement()
        .satisfies(error -> assertThat(error.where()).isEqualTo("call"))
        .satisfies(error -> assertThat(error.count()).isEqualTo(3));
    UsageReport report = Tally.with(PriceTable.EMPTY).report(seen);
    assertThat(report.totals().get("m").promptTokens()).isEqualTo(7);
    assertThat(report.anomalies()).hasSize(2);
    assertThat(report.isComplete()).isFalse();
  }

  @Test
  void usageThatIsNestedTooDeepIsReported() {
    CallRecorder recorder = CallRecorder.builder().to(seen::add).build();
    for (int levels : new int[] {1_497, 1_498}) {
      recorder.start("a").usageJson("m", nested(levels)).end();
    }

    assertThat(recorder.status().errors()).singleElement().extracting("count").isEqualTo(1L);
    assertThat(seen).hasSize(2).allSatisfy(call -> Call.parse(call.toJson()));
    assertThat(((Map<?, ?>) seen.get(0).usage()).get("m")).isInstanceOf(Map.class);
    assertThat(((Map<?, ?>) seen.get(1).usage()).get("m")).isInstanceOf(String.class);
  }

  private static String nested(int levels) {
    return "{\"x\":".repeat(levels) + "1" + "}".repeat(levels);
  }

  @Test
  void laterUsageOfAModelReplacesEarlierAndOtherModelsStay() {
    CallRecorder recorder = CallRecorder.builder().to(seen::add).build();
    recorder
        .start("a")
        .usage("m", Map.of("prompt_tokens", 1))
        .usage("n", Map.of("prompt_tokens", 2))
        .usage("m", Map.of("prompt_tokens", 3))
        .end();

    assertThat(seen.get(0).usage())
        .isEqualTo(Map.of("m", Map.of("prompt_tokens", 3L), "n", Map.of("prompt_tokens", 2L)));
  }

  @Test
  void typedUsageLosesNothing() {
    LiveRollup live = LiveRollup.with(PriceTable.EMPTY);
    CallRecorder recorder = CallRecorder.builder().to(CallSink.live(live)).to(seen::add).build();
    RecordedUsage usage =
        RecordedUsage.builder()
            .promptTokens(10)
            .addOtherKinds(OtherKind.servedAs("service_tier_batch"))
            .build();
    recorder.start("a").usage("m", usage).end();

    Object written = ((Map<?, ?>) Call.parse(seen.get(0).toJson()).usage()).get("m");
    assertThat(RecordedUsage.ofMap((Map<?, ?>) written)).isEqualTo(usage);
    assertThat(live.totals().get("m").promptTokens()).isEqualTo(10);
  }

  @Test
  void whatDoesNotFitIsDroppedAndCounted() throws Exception {
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    CallRecorder recorder =
        CallRecorder.builder()
            .capacity(3)
            .deliverOnOwnThread()
            .to(
                call -> {
                  blocked.countDown();
                  assertThat(go.await(60, TimeUnit.SECONDS)).isTrue();
                  seen.add(call);
                })
            .build();
    recorder.start("first").end();
    assertThat(blocked.await(60, TimeUnit.SECONDS)).isTrue();
    for (int i = 0; i < 10; i++) {
      recorder.start("more").end();
    }
    assertThat(recorder.status().dropped()).isEqualTo(7);
    assertThat(recorder.status().waiting()).isEqualTo(3);
    go.countDown();
    recorder.flush();
    recorder.close();

    assertThat(seen).hasSize(4);
    assertThat(recorder.status().handedOver()).isEqualTo(4);
    assertThatThrownBy(() -> CallRecorder.builder().capacity(0))
        .hasMessage("expected a capacity of 1 or more, found 0");
  }

  /** Many threads, no thread of its own: every call arrives once, one at a time. */
  @Test
  void everyCallArrivesOnce() throws Exception {
    Set<String> ids = ConcurrentHashMap.newKeySet();
    int[] inside = {0};
    CallRecorder recorder =
        CallRecorder.builder()
            .to(
                call -> {
                  assertThat(++inside[0]).isEqualTo(1);
                  assertThat(ids.add(call.id())).isTrue();
                  inside[0]--;
                })
            .build();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    for (int i = 0; i < 8; i++) {
      threads.execute(
          () -> {
            for (int n = 0; n < 1_000; n++) {
              recorder.start("chat").end();
            }
          });
    }
    threads.shutdown();
    assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();

    assertThat(recorder.status())
        .isEqualTo(new RecorderStatus(8_000, 8_000, 8_000, 0, 0, List.of()));
    assertThat(ids).hasSize(8_000);
  }
}
