package io.tokentally.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.aggregation.Cost;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.RecordedUsage;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;

/** What holds of budgets, whatever calls there are, and however many at a time. */
@PropertyDefaults(tries = 300, edgeCases = EdgeCasesMode.NONE)
class BudgetLawsTest {

  private static final String MODEL = "m";
  private static final PriceTable PRICES =
      PriceTable.parse(
          """
          {"m": {"prompt_token_cost": 0.001, "completion_token_cost": 0}}""");
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

  /** Begins or ends a call. How much it may cost is in tokens, null for not known. */
  record Step(int user, Integer estimate, int used, Ending ending, int seconds) {
    BudgetScope scope() {
      return BudgetScope.builder().user("u" + user).trace(user == 0 ? null : "t").build();
    }
  }

  enum Ending {
    SETTLED,
    RELEASED,
    LATER
  }

  private record Held(Reservation reservation, Step step) {}

  private static RecordedUsage tokens(int count) {
    return RecordedUsage.builder().promptTokens(count).build();
  }

  private static BigDecimal cost(int tokens) {
    return BigDecimal.valueOf(tokens, 3);
  }

  private static Budgets.Builder budgets() {
    return Budgets.with(PRICES)
        .limit(new BudgetLimit(BudgetScope.PROCESS, cost(400), "USD", BudgetPeriod.FOR_EVER))
        .limit(new BudgetLimit(BudgetScope.USER, cost(150), "USD", BudgetPeriod.minute(ZONE)))
        .limit(new BudgetLimit(BudgetScope.TRACE, cost(250), "USD", BudgetPeriod.day(ZONE)));
  }

  /** A clock that steps set. */
  private static final class Hand implements InstantSource {
    private Instant now = Instant.parse("2026-03-28T22:58:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    void forward(int seconds) {
      now = now.plusSeconds(seconds);
    }
  }

  private static Reservation begin(Budgets budgets, Step step) {
    return budgets.requireWithin(
        step.scope(), MODEL, step.estimate == null ? null : tokens(step.estimate));
  }

  private static void end(Held held) {
    if (held.step.ending == Ending.RELEASED) {
      held.reservation.release();
    } else {
      held.reservation.settle(MODEL, tokens(held.step.used));
    }
  }

  @Property
  void nothingIsSpentAboveALimitThatWasNotUnderestimated(@ForAll("steps") List<Step> steps) {
    Hand hand = new Hand();
    Budgets budgets = budgets().clock(hand).build();
    List<Held> open = new ArrayList<>();
    int[] under = {0};
    int[] ended = {0};
    for (Step step : steps) {
      hand.forward(step.seconds);
      try {
        Held held = new Held(begin(budgets, step), step);
        int tooLow = Math.max(0, step.used - (step.estimate == null ? 0 : step.estimate));
        under[0] += step.ending == Ending.RELEASED ? 0 : tooLow;
        if (step.ending == Ending.LATER) {
          open.add(held);
        } else {
          end(held);
          ended[0]++;
        }
      } catch (BudgetExceededException e) {
        assertThat(e.budgets()).isNotEmpty();
      }
      for (BudgetStatus status : budgets.all()) {
        assertThat(status.spent().add(status.held()))
            .isLessThanOrEqualTo(status.limit().amount().add(cost(under[0])));
      }
    }
    open.forEach(BudgetLawsTest::end);
    for (BudgetStatus status : budgets.all()) {
      assertThat(status.held()).isEqualTo(BigDecimal.ZERO);
      assertThat(status.spent()).isLessThanOrEqualTo(status.limit().amount().add(cost(under[0])));
    }
  }

  @Property
  void aCallIsStoppedByALimitThatItWouldExceedAndByNothingElse(@ForAll("steps") List<Step> steps) {
    Hand hand = new Hand();
    Budgets budgets = budgets().clock(hand).build();
    for (Step step : steps) {
      hand.forward(step.seconds);
      List<BudgetStatus> before = budgets.remaining(step.scope());
      boolean fits =
          before.stream()
              .allMatch(
                  status ->
                      step.estimate == null
                          ? status.remaining().signum() > 0
                          : status.remaining().compareTo(cost(step.estimate)) >= 0);
      boolean allowed = true;
      try {
        end(new Held(begin(budgets, step), step));
      } catch (BudgetExceededException e) {
        allowed = false;
        assertThat(budgets.remaining(step.scope())).isEqualTo(before);
      }
      assertThat(allowed).isEqualTo(fits);
    }
  }

  @Property
  void whatIsReleasedComesBack(@ForAll("steps") List<Step> steps) {
    Budgets budgets = budgets().clock(new Hand()).build();
    List<Reservation> held = new ArrayList<>();
    for (Step step : steps) {
      try {
        held.add(begin(budgets, step));
      } catch (BudgetExceededException e) {
        // nothing was taken then
      }
    }
    held.forEach(Reservation::release);
    held.forEach(Reservation::close);
    held.forEach(each -> each.settle(MODEL, tokens(1_000)));

    assertThat(budgets.all())
        .allSatisfy(status -> assertThat(status.remaining()).isEqualTo(status.limit().amount()));
  }

  @Property
  void aRestartFromASnapshotLeavesTheSame(@ForAll("steps") List<Step> steps) {
    Hand hand = new Hand();
    Budgets budgets = budgets().clock(hand).build();
    for (Step step : steps) {
      hand.forward(step.seconds);
      try {
        Held held = new Held(begin(budgets, step), step);
        if (step.ending != Ending.LATER) {
          end(held);
        }
      } catch (BudgetExceededException e) {
        // nothing was taken then
      }
    }
    Budgets again = budgets().clock(hand).restore(budgets.snapshot()).build();

    for (Step step : steps) {
      assertThat(remaining(again, step.scope())).isEqualTo(remaining(budgets, step.scope()));
    }
    assertThat(Budgets.with(PRICES).restore(again.snapshot()).build().snapshot())
        .hasSameSizeAs(again.snapshot());
  }

  private static List<BigDecimal> remaining(Budgets budgets, BudgetScope scope) {
    return budgets.remaining(scope).stream().map(BudgetStatus::remaining).toList();
  }

  /** Real threads, all at once: what they were allowed never adds up to more than there was. */
  @Property(tries = 20)
  void manyAtATimeSpendNoMoreThanOneAfterTheOther(@ForAll("costs") List<Integer> costs)
      throws Exception {
    Budgets budgets = budgets().clock(new Hand()).build();
    int threads = 8;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    CyclicBarrier start = new CyclicBarrier(threads);
    List<Future<Integer>> spent = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int user = i % 3;
      Callable<Integer> caller =
          () -> {
            start.await();
            int sum = 0;
            for (int tokens : costs) {
              BudgetScope scope = BudgetScope.builder().user("u" + user).trace("t").build();
              try (Reservation held = budgets.requireWithin(scope, MODEL, tokens(tokens))) {
                Thread.onSpinWait();
                held.settle(new Cost(Map.of("USD", cost(tokens)), Map.of(), List.of()));
                sum += tokens;
              } catch (BudgetExceededException e) {
                // the next one may be cheaper
              }
            }
            return sum;
          };
      spent.add(pool.submit(caller));
    }
    int sum = 0;
    for (Future<Integer> each : spent) {
      sum += each.get();
    }
    pool.shutdown();

    assertThat(sum).isLessThanOrEqualTo(250);
    for (BudgetStatus status : budgets.all()) {
      assertThat(status.remaining().signum()).isNotNegative();
      assertThat(status.held()).isEqualTo(BigDecimal.ZERO);
    }
    assertThat(budgets.remaining(BudgetScope.builder().build()).get(0).spent())
        .isEqualByComparingTo(cost(sum));
  }

  /** Whoever holds something finds it held, whenever the rest is forgotten. */
  @Property(tries = 5)
  void nothingThatIsHeldIsForgotten() throws Exception {
    Budgets budgets =
        Budgets.with(PRICES)
            .limit(new BudgetLimit(BudgetScope.USER, cost(100_000), "USD", BudgetPeriod.FOR_EVER))
            .build();
    BudgetScope scope = BudgetScope.builder().user("u").build();
    ExecutorService pool = Executors.newFixedThreadPool(4);
    List<Future<Integer>> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Callable<Integer> caller =
          () -> {
            int missing = 0;
            for (int n = 0; n < 2_000; n++) {
              try (Reservation held = budgets.requireWithin(scope, MODEL, tokens(1))) {
                missing += budgets.remaining(scope).get(0).held().compareTo(cost(1)) < 0 ? 1 : 0;
                held.settle(MODEL, tokens(1));
              }
            }
            return missing;
          };
      all.add(pool.submit(caller));
    }
    Callable<Integer> forgetting =
        () -> {
          for (int n = 0; n < 20_000; n++) {
            budgets.forget(BudgetScope.USER, "u");
          }
          return 0;
        };
    all.add(pool.submit(forgetting));
    for (Future<Integer> each : all) {
      assertThat(each.get()).isZero();
    }
    pool.shutdown();
    assertThat(budgets.all()).allSatisfy(status -> assertThat(status.held()).isZero());
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Integer> tokens = Arbitraries.integers().between(0, 90);
    return Combinators.combine(
            Arbitraries.integers().between(0, 2),
            tokens.injectNull(0.2),
            tokens,
            Arbitraries.of(Ending.class),
            Arbitraries.of(0, 0, 1, 20, 3_600))
        .as(Step::new)
        .list()
        .ofMaxSize(30);
  }

  @Provide
  Arbitrary<List<Integer>> costs() {
    return Arbitraries.integers().between(1, 40).list().ofMinSize(1).ofMaxSize(40);
  }
}
