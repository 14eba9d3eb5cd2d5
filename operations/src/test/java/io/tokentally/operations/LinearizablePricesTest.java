package io.tokentally.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.LLMAggregatedUsage;
import io.tokentally.aggregation.Given;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.dsl.Query;
import io.tokentally.testing.History;
import io.tokentally.testing.History.Step;
import io.tokentally.testing.Threads;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Prices that many threads create, ask for and remove: as if one thread did it all, one operation
 * after the other.
 */
@Timeout(120)
class LinearizablePricesTest {

  private static final int ROUNDS = 150;
  private static final int THREADS = 4;
  private static final String PROJECT = "p/one";

  /** What a thread does; which rows or prices it is about. */
  private record Operation(String name, List<String> about) {}

  private static final Operation ASK = new Operation("ask", List.of());

  @Test
  void aStoreInMemoryIsLinearizable() throws Exception {
    // Many rows make each change last longer, so that more of them overlap.
    List<PriceRow> many = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      many.add(row("old" + i));
    }
    for (int round = 0; round < ROUNDS; round++) {
      PriceStore store = PriceStore.inMemory();
      store.add(many);
      assertLinearizableStore(store);
    }
  }

  @Test
  void aStoreThatLosesAChangeIsNot() throws Exception {
    CyclicBarrier bothHaveRead = new CyclicBarrier(2);
    PriceStore store = new LosesChanges(bothHaveRead);
    History<Operation> history = new History<>();
    Threads.run(2, thread -> add(store, history, List.of("r" + thread)));
    ask(store, history);
    assertThat(isLinearizableStore(history)).isFalse();
  }

  private static void assertLinearizableStore(PriceStore store) throws Exception {
    History<Operation> history = new History<>();
    Threads.run(
        THREADS,
        thread -> {
          String mine = "r" + thread;
          add(store, history, List.of(mine + "a", mine + "b"));
          remove(store, history, List.of(mine + "a", "r" + (thread + 1) % THREADS + "b"));
          ask(store, history);
          add(store, history, List.of(mine + "c"));
          ask(store, history);
        });
    ask(store, history);
    assertThat(isLinearizableStore(history)).as("%s", history).isTrue();
  }

  private static void add(PriceStore store, History<Operation> history, List<String> ids) {
    history.record(
        new Operation("add", ids),
        () -> {
          store.add(ids.stream().map(LinearizablePricesTest::row).toList());
          return "";
        });
  }

  private static void remove(PriceStore store, History<Operation> history, List<String> ids) {
    history.record(
        new Operation("remove", ids),
        () -> {
          store.remove(ids);
          return "";
        });
  }

  private static void ask(PriceStore store, History<Operation> history) {
    history.record(
        ASK,
        () ->
            store.rows().stream()
                .map(PriceRow::id)
                .filter(Predicate.not(id -> id.startsWith("old")))
                .toList());
  }

  private static boolean isLinearizableStore(History<Operation> history) {
    return history.isLinearizable(
        List.<String>of(),
        (ids, operation) -> {
          List<String> after = new ArrayList<>(ids);
          switch (operation.name) {
            case "add" -> after.addAll(operation.about);
            case "remove" -> after.removeAll(operation.about);
            default -> {}
          }
          List<String> state = List.copyOf(after);
          return new Step<>(state, operation.equals(ASK) ? state : "");
        });
  }

  @Test
  void theOperationsOnPricesAreLinearizable() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Operations operations = Fixed.over(PriceStore.inMemory()).build();
      History<Operation> history = new History<>();
      Threads.run(
          THREADS,
          thread -> {
            String id = create(operations, history, models(thread));
            query(operations, history);
            purge(operations, history, id, models(thread).get(0));
            query(operations, history);
          });
      query(operations, history);
      assertThat(areLinearizable(history)).as("%s", history).isTrue();
    }
  }

  /** {@return so many that whoever asks meanwhile would see some without the others} */
  private static List<String> models(int thread) {
    return IntStream.range(0, 40).mapToObj(i -> thread + "." + i).toList();
  }

  /** {@return the id of the price of the first model} */
  private static String create(
      Operations operations, History<Operation> history, List<String> models) {
    List<CreatedCost> created = new ArrayList<>();
    history.record(
        new Operation("create", models),
        () -> {
          Map<String, CostCreateInput> costs = new LinkedHashMap<>();
          models.forEach(model -> costs.put(model, cost("1")));
          CostCreateReq request = new CostCreateReq(PROJECT, null, costs);
          created.addAll(operations.costCreate(request).ids());
          return "";
        });
    return created.get(0).id();
  }

  private static void query(Operations operations, History<Operation> history) {
    CostQueryReq all = CostQueryReq.of(PROJECT);
    history.record(
        ASK,
        () -> {
          Set<String> models = new TreeSet<>();
          operations.costQuery(all).results().forEach(row -> models.add(row.llmId()));
          return models;
        });
  }

  private static void purge(
      Operations operations, History<Operation> history, String id, String model) {
    Query byId = Query.where(Query.field("id").eq(id));
    CostPurgeReq request = new CostPurgeReq(PROJECT, byId);
    history.record(
        new Operation("purge", List.of(model)),
        () -> {
          operations.costPurge(request);
          return "";
        });
  }

  private static boolean areLinearizable(History<Operation> history) {
    return history.isLinearizable(
        Set.<String>of(),
        (models, operation) -> {
          Set<String> after = new TreeSet<>(models);
          switch (operation.name) {
            case "create" -> after.addAll(operation.about);
            case "purge" -> after.removeAll(operation.about);
            default -> {}
          }
          return new Step<>(after, operation.equals(ASK) ? after : "");
        });
  }

  /** The last price counts from the moment it is there, for whoever asks after that. */
  @Test
  void costsAreMadeOfThePricesThatAreThere() throws Exception {
    CallSource calls =
        CallSource.of(
            Given.calls(
                """
                {"id":"a","summary":{"usage":{"m":{"prompt_tokens":1}}}}
                """));
    for (int round = 0; round < ROUNDS; round++) {
      // The clock stands still: which price came last is told by the ids, which grow.
      Operations operations =
          Operations.over(calls, PriceStore.inMemory()).clock(Fixed.CLOCK).build();
      History<Operation> history = new History<>();
      Threads.run(
          THREADS,
          thread -> {
            for (int i = 1; i <= 3; i++) {
              price(operations, history, thread + "." + i);
              usage(operations, history);
            }
          });
      boolean linearizable =
          history.isLinearizable(
              "none",
              (price, operation) ->
                  operation.equals(ASK)
                      ? new Step<>(price, price)
                      : new Step<>(operation.about.get(0), ""));
      assertThat(linearizable).as("%s", history).isTrue();
    }
  }

  private static void price(Operations operations, History<Operation> history, String price) {
    CostCreateReq request = new CostCreateReq(PROJECT, null, Map.of("m", cost(price)));
    history.record(
        new Operation("price", List.of(price)),
        () -> {
          operations.costCreate(request);
          return "";
        });
  }

  private static void usage(Operations operations, History<Operation> history) {
    TraceUsageReq request = TraceUsageReq.of(PROJECT).withCosts();
    history.record(
        ASK,
        () -> {
          LLMAggregatedUsage usage =
              Objects.requireNonNull(operations.traceUsage(request).callUsage().get("a")).get("m");
          BigDecimal cost = Objects.requireNonNull(usage).promptTokensTotalCost();
          return cost == null ? "none" : cost.toPlainString();
        });
  }

  private static CostCreateInput cost(String price) {
    return CostCreateInput.of(new BigDecimal(price), BigDecimal.ZERO)
        .withEffectiveDate(Instant.parse("2024-01-01T00:00:00Z"));
  }

  private static PriceRow row(String id) {
    return Given.rows("{\"id\":\"%s\",\"llm_id\":\"m\",\"prompt_token_cost\":2}".formatted(id))
        .get(0);
  }

  /** Two threads that add at the same time both read before either writes. */
  private static final class LosesChanges implements PriceStore {

    private final CyclicBarrier bothHaveRead;
    private volatile List<PriceRow> rows = List.of();

    LosesChanges(CyclicBarrier bothHaveRead) {
      this.bothHaveRead = bothHaveRead;
    }

    @Override
    public List<PriceRow> rows() {
      return rows;
    }

    @Override
    public void add(List<PriceRow> added) {
      List<PriceRow> all = new ArrayList<>(rows);
      try {
        bothHaveRead.await();
      } catch (Exception e) {
        throw new AssertionError(e);
      }
      all.addAll(added);
      rows = List.copyOf(all);
    }

    @Override
    public void remove(Collection<String> ids) {
      rows = rows.stream().filter(row -> !ids.contains(row.id())).toList();
    }
  }
}
