package io.tokentally.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokentally.Call;
import io.tokentally.aggregation.Cost;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.UsageReport;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Whatever a recorder and its calls are given, the application goes on, and it is said. */
@NullUnmarked
class NothingIsThrownTest {

  private static final PriceTable PRICES =
      PriceTable.parse(
          """
          {"m": {"prompt_token_cost": 0.001, "completion_token_cost": 0.002}}""");

  /** What cannot even say what it is. */
  private static final class Nameless extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no name");
    }
  }

  private final List<Call> seen = new ArrayList<>();
  private final CallRecorder recorder = CallRecorder.builder().to(seen::add).build();

  private Call recorded(Consumer<OpenCall> given) {
    OpenCall call = recorder.start("chat");
    given.accept(call);
    call.end();
    return seen.get(seen.size() - 1);
  }

  private void assertSaid(String... last) {
    assertThat(recorder.status().errors()).extracting(RecorderError::last).containsExactly(last);
    assertThat(recorder.status().isComplete()).isFalse();
  }

  private static void assertCostIsNotKnown(Call call) {
    UsageReport report = Tally.with(PRICES).report(List.of(call));
    assertThat(report.isComplete()).isFalse();
    assertThat(report.cost().amount()).isNull();
  }

  @Test
  void aKeyOrAttributeWithoutANameIsLeftOut() {
    Call call = recorded(open -> open.key(null, "x").key("team", "web").attribute("n", 1));
    assertThat(call.attributes()).isEqualTo(Map.of("team", "web", "n", 1L));
    assertSaid("expected a name of a key, found null");

    call = recorded(open -> open.attribute(null, "x").attribute("n", null));
    assertThat(((Map<?, ?>) call.attributes()).get("n")).isNull();
    assertSaid("expected a name of an attribute, found null");
  }

  @Test
  void aKeyWithoutAValueIsTakenAway() {
    OpenCall call = recorder.start("agent").key("user", "ada").key("team", "web");
    OpenCall below = call.key("user", null).start("chat");

    assertThat(below.keys()).isEqualTo(Map.of("team", "web"));
    assertThat(below.scope().get(BudgetScope.USER)).isNull();
    assertThat(recorder.status().errors()).isEmpty();
  }

  @Test
  void oneValueThatIsNoJsonCostsNoOther() {
    Map<Object, Object> withNameless = new HashMap<>();
    withNameless.put(new Nameless(), 1);
    Call call =
        recorded(
            open ->
                open.attribute("a", new Nameless())
                    .attribute("b", 2)
                    .inputs(withNameless)
                    .output("fine"));

    assertThat(call.output()).isEqualTo("fine");
    assertThat(call.inputs()).isNull();
    assertThat(((Map<?, ?>) call.attributes()).get("a")).isNull();
    assertThat(((Map<?, ?>) call.attributes()).get("b")).isEqualTo(2L);
    assertThat(recorder.status().errors()).extracting(RecorderError::count).containsExactly(2L);
  }

  @Test
  void whatIsGivenMayChangeLater() {
    Map<String, Object> inputs = new LinkedHashMap<>(Map.of("question", "first"));
    Call call =
        recorded(
            open -> {
              open.inputs(inputs);
              inputs.put("question", "second");
            });

    assertThat(call.inputs()).isEqualTo(Map.of("question", "first"));
  }

  @Test
  void usageThatIsNoneIsKeptInWords() {
    Map<String, Object> endless = new LinkedHashMap<>();
    endless.put("prompt_tokens", List.of(endless));
    Map<Object, Object> nameless = new HashMap<>();
    nameless.put(new Nameless(), 1);
    List<Consumer<OpenCall>> all =
        List.of(
            open -> open.usage("m", (Map<String, ?>) null),
            open -> open.usage("m", (RecordedUsage) null),
            open -> open.usageJson("m", null),
            open -> open.usageJson("m", "{"),
            open -> open.usageJson("m", "{\"prompt_tokens\":1,\"prompt_tokens\":2}"),
            open -> open.usage("m", endless),
            open -> open.usage("m", asUsage(nameless)));
    for (int i = 0; i < all.size(); i++) {
      assertCostIsNotKnown(recorded(all.get(i)));
      assertThat(recorder.status().errors())
          .extracting(RecorderError::count)
          .containsExactly(i + 1L);
    }
  }

  @SuppressWarnings("unchecked") // as a caller does that has it from elsewhere
  private static Map<String, ?> asUsage(Map<?, ?> any) {
    return (Map<String, ?>) any;
  }

  @Test
  void usageOfNobodyIsOfNull() {
    Call call = recorded(open -> open.usage(null, Map.of("prompt_tokens", 1)));
    assertThat(call.usage()).isEqualTo(Map.of("null", Map.of("prompt_tokens", 1L)));
  }

  @Test
  void aCallMayHaveNoOperationAndFailForNoReason() {
    recorder.start(null).fail(null);
    recorder.start("chat").fail(new Nameless());

    assertThat(seen.get(0).opName()).isNull();
    assertThat(seen).extracting(Call::failed).containsExactly(true, true);
    assertThat(seen.get(1).exception())
        .isEqualTo(
            Nameless.class.getName() + ", whose toString throws java.lang.IllegalStateException");
  }

  @Test
  void aTraceWithoutAnIdIsANewOne() {
    OpenCall call = recorder.startIn("chat", null, null);
    assertThat(call.traceId()).hasSize(32);
    assertThat(call.start("below").traceId()).isEqualTo(call.traceId());
  }

  @Test
  void noReservationIsHeld() {
    recorded(open -> open.hold(null));
    assertSaid("expected a reservation, found null");
  }

  @Test
  void whatIsReservedAfterTheEndComesBack() {
    Budgets budgets =
        Budgets.with(PRICES).limit(BudgetLimit.per(BudgetScope.PROCESS, "1", "USD")).build();
    OpenCall call = recorder.start("chat");
    call.end();
    call.reserve(budgets, "m", RecordedUsage.builder().promptTokens(100).build());

    assertThat(budgets.remaining(call.scope()).get(0).remaining()).isEqualTo(BigDecimal.ONE);
  }

  @Test
  void aListenerThatThrowsDoesNotKeepACallFromEnding() {
    Budgets budgets =
        Budgets.with(PRICES)
            .limit(BudgetLimit.per(BudgetScope.PROCESS, "0.05", "USD"))
            .listener(
                event -> {
                  throw new Nameless();
                })
            .build();
    RecordedUsage tokens = RecordedUsage.builder().promptTokens(100).build();
    Call call =
        recorded(
            open -> {
              open.hold(budgets.requireWithin(open.scope()));
              open.usage("m", tokens);
            });

    assertThat(call.endedAt()).isNotNull();
    assertThat(budgets.all())
        .extracting(BudgetStatus::spent)
        .containsExactly(new BigDecimal("0.1"));
    assertThat(recorder.status().errors())
        .extracting(RecorderError::where)
        .containsExactly("budget");
    Reservation late = held(budgets);
    late.release();
    late.release();
  }

  private static Reservation held(Budgets budgets) {
    budgets.forget(BudgetScope.PROCESS, null);
    return budgets.requireWithin(BudgetScope.builder().build());
  }

  @Test
  void aClockThatThrowsSaysNothingOrGoesBackGivesTimesAllTheSame() {
    Instant[] times = {Instant.EPOCH.plusSeconds(60), Instant.EPOCH, null};
    int[] asked = {0};
    InstantSource clock =
        () -> {
          int next = asked[0]++;
          if (next < times.length) {
            return times[next];
          }
          throw new IllegalStateException("stopped");
        };
    CallRecorder odd = CallRecorder.builder().clock(clock).to(seen::add).build();
    odd.start("back").end();
    odd.start("none").end();

    assertThat(seen.get(0).endedAt()).isEqualTo(seen.get(0).startedAt());
    assertThat(seen.get(1).startedAt()).isAfter(Instant.EPOCH.plusSeconds(60));
    assertThat(seen.get(1).endedAt()).isAfterOrEqualTo(seen.get(1).startedAt());
    assertThat(odd.status().errors())
        .containsExactly(new RecorderError("clock", 2, "java.lang.IllegalStateException: stopped"));
  }

  /** One whose every answer is another problem, and another name. */
  private static final class BadSink implements CallSink {
    private int asked;
    private final Throwable[] problems = {
      new Nameless(), new StackOverflowError(), new NoClassDefFoundError("gone"), null
    };

    @Override
    public void expect() {
      throw new AssertionError("not expected");
    }

    @Override
    public void accept(Call call) throws Exception {
      Throwable problem = problems[asked++ % problems.length];
      if (problem instanceof Error error) {
        throw error;
      }
      throw problem == null ? new InterruptedException("stop") : (Exception) problem;
    }

    @Override
    public String toString() {
      return "sink " + asked;
    }
  }

  @Test
  void whateverASinkThrowsIsCountedUnderOneName() {
    CallRecorder bad = CallRecorder.builder().to(new BadSink()).to(seen::add).build();
    for (int i = 0; i < 4; i++) {
      bad.start("chat").end();
    }

    assertThat(Thread.interrupted()).isTrue(); // who interrupted shall not be overheard
    assertThat(seen).hasSize(4);
    assertThat(bad.status().errors())
        .containsExactly(new RecorderError("sink 0", 8, "java.lang.InterruptedException: stop"));
    assertThat(bad.status().handedOver()).isEqualTo(4);
  }

  @Test
  void memoryThatHasRunOutIsNotKeptFromTheApplication() {
    CallRecorder full =
        CallRecorder.builder()
            .to(
                call -> {
                  throw new OutOfMemoryError("full");
                })
            .build();
    OpenCall call = full.start("chat");
    assertThatThrownBy(call::end).isInstanceOf(OutOfMemoryError.class);
  }

  @Test
  void aSinkMayRecordFlushAndCloseItself() {
    CallRecorder[] own = {null};
    int[] inside = {0};
    List<String> names = new ArrayList<>();
    own[0] =
        CallRecorder.builder()
            .to(
                call -> {
                  assertThat(++inside[0]).isEqualTo(1);
                  names.add(call.opName());
                  if (names.size() < 4) {
                    own[0].start("call " + names.size()).end();
                    own[0].flush();
                  }
                  inside[0]--;
                })
            .build();
    own[0].start("call 0").end();

    assertThat(names).containsExactly("call 0", "call 1", "call 2", "call 3");
    assertThat(own[0].status()).isEqualTo(new RecorderStatus(4, 4, 4, 0, 0, List.of()));
  }

  @Test
  void anExecutorThatRejectsIsAskedAgain() {
    boolean[] rejects = {true};
    CallRecorder late =
        CallRecorder.builder()
            .deliverOn(
                work -> {
                  if (rejects[0]) {
                    throw new RejectedExecutionException("busy");
                  }
                  work.run();
                })
            .to(seen::add)
            .build();
    late.start("a").end();
    assertThat(seen).isEmpty();
    rejects[0] = false;
    late.start("b").end();

    assertThat(seen).extracting(Call::opName).containsExactly("a", "b");
    assertThat(late.status().errors()).extracting(RecorderError::where).containsExactly("executor");
  }

  @Test
  void sinksAreClosedOnce() {
    List<String> asked = new ArrayList<>();
    CallRecorder closing =
        CallRecorder.builder()
            .deliverOnOwnThread()
            .to(
                new CallSink() {
                  @Override
                  public void accept(Call call) {
                    asked.add("accept");
                  }

                  @Override
                  public void flush() {
                    asked.add("flush");
                  }

                  @Override
                  public void close() {
                    asked.add("close");
                  }
                })
            .build();
    OpenCall open = closing.start("late");
    closing.close();
    closing.close();
    closing.flush();
    open.end();

    assertThat(asked).containsExactly("flush", "close");
    assertThat(closing.status()).isEqualTo(new RecorderStatus(1, 1, 0, 1, 0, List.of()));
  }

  @Test
  void aCallEndsOnceOnWhicheverThread() throws Exception {
    OpenCall call = recorder.start("chat");
    ExecutorService other = Executors.newSingleThreadExecutor();
    other.submit(call::end).get();
    other.shutdown();
    call.fail(new IllegalStateException("too late"));

    assertThat(seen).singleElement().satisfies(each -> assertThat(each.failed()).isFalse());
    assertThat(recorder.status()).isEqualTo(new RecorderStatus(1, 1, 1, 0, 0, List.of()));
  }

  @Test
  void currentCallsMayBeClosedInAnyOrderAndTwice() {
    OpenCall a = recorder.start("a");
    OpenCall b = recorder.start("b");
    CurrentCall first = a.makeCurrent();
    CurrentCall second = b.makeCurrent();
    first.close();
    assertThat(recorder.current()).isSameAs(b);
    second.close();
    assertThat(recorder.current()).isNull();
    CurrentCall third = a.makeCurrent();
    second.close();
    first.close();
    assertThat(recorder.current()).isSameAs(a);
    third.close();
    assertThat(recorder.current()).isNull();
    assertThat(recorder.status().errors()).isEmpty();
  }

  /** As a stream does that ends where it likes. */
  @Test
  void aCurrentCallMayBeClosedOnAnotherThread() throws Exception {
    OpenCall outer = recorder.start("outer");
    CurrentCall outerCurrent = outer.makeCurrent();
    CurrentCall current = recorder.start("inner").makeCurrent();
    ExecutorService other = Executors.newSingleThreadExecutor();
    other.submit(current::close).get();
    other.shutdown();

    assertThat(recorder.current()).isSameAs(outer);
    outerCurrent.close();
    assertThat(recorder.current()).isNull();
    assertThat(recorder.status().errors()).isEmpty();
  }

  /** A mistake in how it is set up is reported at once. */
  @Test
  void whatIsSetUpWronglyIsRejectedThere() {
    OpenCall call = recorder.start("a");
    assertThatThrownBy(() -> CallRecorder.builder().to(null)).hasMessage("sink");
    assertThatThrownBy(() -> CallRecorder.builder().clock(null)).hasMessage("clock");
    assertThatThrownBy(() -> CallRecorder.builder().deliverOn(null)).hasMessage("executor");
    assertThatThrownBy(() -> call.carry((Runnable) null)).hasMessage("task");
    assertThatThrownBy(() -> call.reserve(null, "m", null)).hasMessage("budgets");
  }

  @Test
  void aReservationIsSettledWithSomething() {
    Budgets budgets =
        Budgets.with(PRICES).limit(BudgetLimit.per(BudgetScope.PROCESS, "1", "USD")).build();
    Reservation held = budgets.requireWithin(BudgetScope.builder().build());
    assertThatThrownBy(() -> held.settle((Cost) null)).hasMessage("cost");
    held.settle(new Cost(Map.of("USD", BigDecimal.ONE), Map.of(), List.of()));
    assertThat(budgets.all()).extracting(BudgetStatus::spent).containsExactly(BigDecimal.ONE);
  }
}
