package io.tokentally.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.testing.History.Step;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The judge of other tests finds what is wrong, and nothing else. */
@Timeout(60)
class HistoryTest {

  private static final String ADD = "add";
  private static final String GET = "get";

  @Test
  void oneAfterTheOtherMustBeAnsweredInOrder() {
    History<String> right = new History<>();
    right.record(ADD, () -> 1);
    right.record(GET, () -> 1);
    assertThat(isCounter(right)).isTrue();

    History<String> stale = new History<>();
    stale.record(ADD, () -> 1);
    stale.record(GET, () -> 0);
    assertThat(isCounter(stale)).isFalse();
  }

  @Test
  void whatOverlapsMayCountInAnyOrder() throws Exception {
    History<String> history = new History<>();
    CountDownLatch began = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Threads.run(
        2,
        thread -> {
          if (thread == 0) {
            history.record(
                ADD,
                () -> {
                  began.countDown();
                  await(end);
                  return 1;
                });
          } else {
            await(began);
            history.record(GET, () -> 0);
            history.record(GET, () -> 1);
            end.countDown();
          }
        });
    assertThat(isCounter(history)).isTrue();
  }

  @Test
  void aLostUpdateIsFound() throws Exception {
    History<String> history = new History<>();
    AtomicInteger counter = new AtomicInteger();
    CyclicBarrier bothHaveRead = new CyclicBarrier(2);
    Threads.run(
        2,
        thread ->
            history.record(
                ADD,
                () -> {
                  int read = counter.get();
                  await(bothHaveRead);
                  counter.set(read + 1);
                  return read + 1;
                }));
    assertThat(counter).hasValue(1);
    assertThat(isCounter(history)).isFalse();
  }

  private static boolean isCounter(History<String> history) {
    return history.isLinearizable(
        0,
        (count, operation) ->
            operation.equals(ADD) ? new Step<>(count + 1, count + 1) : new Step<>(count, count));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
