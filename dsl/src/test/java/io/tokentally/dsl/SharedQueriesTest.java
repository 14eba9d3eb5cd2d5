package io.tokentally.dsl;

import static io.tokentally.dsl.Query.field;
import static io.tokentally.dsl.Query.not;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tokentally.Call;
import io.tokentally.TokentallyMapper;
import io.tokentally.json.JsonText;
import io.tokentally.testing.Threads;
import io.tokentally.testing.Tries;
import io.tokentally.testing.Vectors;
import io.tokentally.testing.Vectors.Vector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compiled queries answer 64 threads as they answer one. */
@Timeout(120) // a thread that fails would leave the others waiting
class SharedQueriesTest {

  private static final int THREADS = 64;
  private static final int RECORDS = 20;
  private static final int ROUNDS = Tries.rounds(5);
  private static final JsonMapper MAPPER = TokentallyMapper.create();

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void queriesOnCallsGiveTheSameAnswers(Dialect dialect) throws Exception {
    List<Vector> vectors = vectors(dialect, "call");
    List<Call> calls = new ArrayList<>();
    for (Vector vector : vectors) {
      if (calls.size() < RECORDS && !EvalVectors.hasTag(vector, "bad-date-column")) {
        calls.add(Call.parse(JsonText.of(vector.get("doc"))));
      }
    }
    List<Query> queries = queries(vectors);
    List<Predicate<Call>> shared = queries.stream().map(each -> each.forCalls(dialect)).toList();
    List<BitSet> expected =
        queries.stream().map(each -> answers(each.forCalls(dialect), calls, 0)).toList();
    assertThat(expected.stream().mapToInt(BitSet::cardinality).sum()).isPositive();
    ask(shared, calls, expected, ROUNDS);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void queriesOnDocumentsGiveTheSameAnswers(Dialect dialect) throws Exception {
    List<Vector> vectors = vectors(dialect, "call");
    List<JsonNode> documents =
        vectors.stream()
            .limit(RECORDS)
            .map(vector -> MAPPER.<JsonNode>valueToTree(vector.get("doc")))
            .toList();
    List<Query> queries = queries(vectors);
    FieldResolver<JsonNode> fields = FieldResolver.jsonCalls();
    List<Predicate<JsonNode>> shared =
        queries.stream().map(each -> each.compile(fields, dialect)).toList();
    List<BitSet> expected =
        queries.stream().map(each -> answers(each.compile(fields, dialect), documents, 0)).toList();
    ask(shared, documents, expected, ROUNDS);
  }

  /** No two calls are alike, and each query tells them apart: a mixed-up value shows. */
  @ParameterizedTest
  @EnumSource(Dialect.class)
  void whatOneThreadLooksAtIsNotSeenByAnother(Dialect dialect) throws Exception {
    List<Call> calls = IntStream.range(0, THREADS).mapToObj(SharedQueriesTest::call).toList();
    List<Operation> each =
        List.of(
            field("op_name").eq("OP-0"),
            field("op_name").in("OP-0", "OP-2", "OP-4"),
            field("op_name").contains("-1"),
            field("op_name").containsIgnoringCase("op-2"),
            field("op_name").gt("OP-5"),
            field("inputs.n").eq(0),
            field("inputs.n").lt(32),
            field("inputs.n").in(1, 3, 5),
            field("inputs.n").convert(Operand.Convert.Type.STRING).eq("7"),
            field("inputs.t").convert(Operand.Convert.Type.INT).gte(32),
            field("inputs.t").convert(Operand.Convert.Type.DOUBLE).eq(0),
            field("inputs.list").contains("7"),
            field("started_at").gte("2024-06-15T10:00:32Z"),
            field("summary.weave.latency_ms").gt(1_000 + 32));
    List<Query> queries =
        Stream.concat(
                each.stream().map(Query::where), each.stream().map(one -> Query.where(not(one))))
            .toList();
    List<Predicate<Call>> shared = queries.stream().map(one -> one.forCalls(dialect)).toList();
    List<BitSet> expected =
        queries.stream().map(one -> answers(one.forCalls(dialect), calls, 0)).toList();
    assertThat(expected.stream().filter(answers -> !answers.isEmpty())).hasSizeGreaterThan(20);
    ask(shared, calls, expected, 15 * ROUNDS);
  }

  private static Call call(int number) {
    Instant start = Instant.parse("2024-06-15T10:00:00Z").plusSeconds(number);
    String text = Integer.toString(number);
    return Call.builder()
        .id("call-" + number)
        .opName("OP-" + number)
        .startedAt(start)
        .endedAt(start.plusMillis(1_000 + number))
        .inputs(Map.of("n", (long) number, "t", text, "list", List.of(text, "x")))
        .build();
  }

  /** Compiles, explains, reads and writes one query in all threads. */
  @ParameterizedTest
  @EnumSource(Dialect.class)
  void oneQueryIsCompiledAndWrittenByManyThreads(Dialect dialect) throws Exception {
    List<Vector> vectors = vectors(dialect, "call");
    List<Query> queries = queries(vectors);
    List<String> texts = queries.stream().map(Query::toJson).toList();
    JsonNode document = MAPPER.valueToTree(vectors.get(0).get("doc"));
    FieldResolver<JsonNode> fields = FieldResolver.jsonCalls();
    List<Explanation> expected =
        queries.stream().map(each -> each.explain(document, fields, dialect)).toList();
    Threads.run(
        THREADS,
        thread -> {
          for (int i = 0; i < 40; i++) {
            int at = (i + 4 * thread) % queries.size();
            Query query = queries.get(at);
            assertThat(query.toJson()).isEqualTo(texts.get(at));
            assertThat(Query.parse(texts.get(at))).isEqualTo(query);
            assertThat(query.explain(document, fields, dialect)).isEqualTo(expected.get(at));
          }
        });
  }

  private static <T> void ask(
      List<Predicate<T>> shared, List<T> records, List<BitSet> expected, int rounds)
      throws Exception {
    // Whoever were ahead would be at another query: what is shared is one query.
    CyclicBarrier next = new CyclicBarrier(THREADS);
    Queue<String> wrong = new ConcurrentLinkedQueue<>();
    Threads.run(
        THREADS,
        thread -> {
          for (int i = 0; i < shared.size(); i++) {
            next.await();
            for (int round = 0; round < rounds; round++) {
              BitSet answers = answers(shared.get(i), records, thread);
              if (!answers.equals(expected.get(i))) {
                wrong.add("query " + i + ": " + answers + " instead of " + expected.get(i));
              }
            }
          }
        });
    assertThat(wrong).isEmpty();
  }

  private static <T> BitSet answers(Predicate<T> query, List<T> records, int first) {
    BitSet answers = new BitSet();
    for (int i = 0; i < records.size(); i++) {
      int at = (first + i) % records.size();
      answers.set(at, query.test(records.get(at)));
    }
    return answers;
  }

  private static List<Query> queries(List<Vector> vectors) {
    return vectors.stream().map(vector -> Query.parse(EvalVectors.query(vector))).toList();
  }

  private static List<Vector> vectors(Dialect dialect, String target) {
    String file =
        switch (dialect) {
          case STANDARD -> "standard-eval.jsonl";
          case WEAVE -> "weave-calls-complete.jsonl";
          case WEAVE_CALLS_MERGED -> "weave-eval.jsonl";
        };
    Stream<Named<Vector>> all = Vectors.load(file);
    return all.map(Named::getPayload)
        .filter(vector -> vector.text("target").equals(target) && !vector.expectsError())
        .filter(vector -> !EvalVectors.isRefusedSince(vector))
        .toList();
  }
}
