package io.tokentally.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tokentally.Call;
import io.tokentally.TokentallyMapper;
import io.tokentally.json.JsonText;
import io.tokentally.testing.Threads;
import io.tokentally.testing.Vectors;
import io.tokentally.testing.Vectors.Vector;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compiled queries answer 64 threads as they answer one. */
class SharedQueriesTest {

  private static final int THREADS = 64;
  private static final int RECORDS = 40;
  private static final int ROUNDS = 10;
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
    ask(shared, calls, expected);
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
    ask(shared, documents, expected);
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
          for (int i = 0; i < queries.size(); i++) {
            int at = (i + thread) % queries.size();
            Query query = queries.get(at);
            assertThat(query.toJson()).isEqualTo(texts.get(at));
            assertThat(Query.parse(texts.get(at))).isEqualTo(query);
            assertThat(query.explain(document, fields, dialect)).isEqualTo(expected.get(at));
          }
        });
  }

  private static <T> void ask(List<Predicate<T>> shared, List<T> records, List<BitSet> expected)
      throws Exception {
    Threads.run(
        THREADS,
        thread -> {
          for (int i = 0; i < ROUNDS * shared.size(); i++) {
            // All threads ask the same query at the same time, each of another record.
            int at = i % shared.size();
            assertThat(answers(shared.get(at), records, thread)).isEqualTo(expected.get(at));
          }
        });
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
    String file = dialect == Dialect.WEAVE ? "weave-eval.jsonl" : "standard-eval.jsonl";
    Stream<Named<Vector>> all = Vectors.load(file);
    return all.map(Named::getPayload)
        .filter(vector -> vector.text("target").equals(target) && !vector.expectsError())
        .toList();
  }
}
