package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokentally.Call;
import io.tokentally.ValidationException;
import io.tokentally.dsl.FieldResolver;
import io.tokentally.dsl.Query;
import io.tokentally.dsl.QueryWarning;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportFieldsTest {

  private static final PriceTable PRICES =
      PriceTable.parse(
          """
          {"m": {"prompt_token_cost": 0.1, "completion_token_cost": 0.3},
           "gpt-4.1": {"prompt_token_cost": 0.01, "completion_token_cost": 1},
           "euro": {"prompt_token_cost": 1, "completion_token_cost": 1,
             "prompt_token_cost_unit": "EUR", "completion_token_cost_unit": "EUR"}}""");

  private static final BigDecimal PROMPT = new BigDecimal("0.1");
  private static final BigDecimal COMPLETION = new BigDecimal("0.3");

  /**
   * A call as the law sees it.
   *
   * @param parent the number of the call above it; negative for none
   */
  record Node(int parent, boolean isPriced, int prompt, int completion) {

    @Nullable BigDecimal cost() {
      return isPriced
          ? PROMPT
              .multiply(BigDecimal.valueOf(prompt))
              .add(COMPLETION.multiply(BigDecimal.valueOf(completion)))
          : null;
    }
  }

  private static Call call(String id, @Nullable String parent, String usage) {
    return Call.parse(
        """
        {"id":"%s","parent_id":%s,"op_name":"op-%s","started_at":"2026-01-05T10:00:00Z",
         "summary":{"usage":{%s}}}"""
            .formatted(id, parent == null ? "null" : "\"" + parent + "\"", id, usage));
  }

  private static String usage(String model, int prompt, int completion) {
    return "\"%s\":{\"requests\":1,\"prompt_tokens\":%d,\"completion_tokens\":%d}"
        .formatted(model, prompt, completion);
  }

  private static final List<Call> CALLS =
      List.of(
          call("root", null, ""),
          call("a", "root", usage("m", 10, 1)),
          call("b", "root", usage("gpt-4.1", 100, 2) + "," + usage("m", 1, 0)),
          call("c", "b", usage("unknown", 5, 5)),
          call("d", null, usage("euro", 1, 1) + "," + usage("m", 1, 1)));

  private static final UsageReport REPORT = Tally.with(PRICES).report(CALLS);

  private static List<String> matching(String query) {
    return CALLS.stream()
        .filter(Query.parseText(query).compile(REPORT.fields()))
        .map(Call::id)
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          cost.total = 1.3                                | a
          cost.total > 1.3                                | b
          cost.total >= 1.30 and op_name = "op-a"         | a
          cost.total = 0                                  | root
          cost.total = null                               | c,d
          cost.prompt_tokens = 1                          | a
          cost.m.total = 0.1                              | b
          cost.gpt-4\\.1.completion_tokens = 2            | b
          cost.web_search_requests = null                 | root,a,b,c,d
          usage.total_tokens = 10                         | c
          usage.prompt_tokens in [10, 101]                | a,b
          usage.gpt-4\\.1.prompt_tokens >= 100            | b
          usage.m.completion_tokens = 0                   | b
          usage.nobody.total_tokens = null                | root,a,b,c,d
          total.usage.total_tokens = 124                  | root
          total.usage.unknown.total_tokens = 10           | root,b,c
          total.usage.requests > 1                        | root,b,d
          total.cost.total = null                         | root,b,c,d
          total.cost.total > 0                            | a
          total.cost.m.total = 1.4                        | root
          total.cost.m.prompt_tokens > cost.m.total       |
          """)
  void callsAreFoundByUsageAndCost(String query, String ids) {
    List<String> expected = ids == null ? List.of() : List.of(ids.split(","));

    assertThat(matching(query.replace("\\\\", "\\"))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "usage",
        "cost",
        "total",
        "total.usage",
        "total.cost",
        "usage.tokens",
        "usage.m.tokens",
        "usage.gpt-4.1.prompt_tokens",
        "cost.gpt-4.1.total",
        "total.duration",
        "total.total.cost.total"
      })
  void otherFieldsBesideThemAreErrors(String field) {
    Query query = Query.where(Query.field(field).gt(1));

    assertThatThrownBy(() -> query.compile(REPORT.fields()))
        .isInstanceOf(ValidationException.class)
        .hasMessageStartingWith(
            "$expr.$gt[0].$getField: no such field of calls: \""
                + field
                + "\"; of a report they are usage.COUNT, usage.MODEL.COUNT, cost.total, cost.KIND and"
                + " cost.MODEL.KIND, and the same behind total. with everything below a call;");
  }

  @Test
  void namesThatNoCallHasAreWarnings() {
    assertThat(warnings("usage.gpt-5.total_tokens > 1"))
        .containsExactly("no call used a model gpt-5 (used: euro, gpt-4.1, m, unknown)");
    assertThat(warnings("total.cost.searches > 1"))
        .containsExactly(
            "no call has a cost of the kind searches (kinds: cache_creation_input_tokens,"
                + " cache_read_input_tokens, completion_tokens, prompt_tokens, total)");
    assertThat(warnings("cost.totl > 1").get(0))
        .startsWith("no call has a cost of the kind totl (kinds: cache_creation_input_tokens, ")
        .endsWith(", total); did you mean total?");
    assertThat(warnings("usage.euros.total_tokens > 1"))
        .containsExactly(
            "no call used a model euros (used: euro, gpt-4.1, m, unknown); did you mean euro?");
    assertThat(warnings("cost.total = \"1.3\""))
        .containsExactly("cost.total is a number, and never meets the string \"1.3\"");
    assertThat(warnings("cost.m.total > 1 and total.usage.gpt-4\\.1.requests = 1")).isEmpty();
  }

  private static List<String> warnings(String query) {
    return Query.parseText(query).warnings(REPORT.fields()).stream()
        .map(QueryWarning::msg)
        .toList();
  }

  @Test
  void otherFieldsAreThoseOfTheRecords() {
    FieldResolver<Call> fields = REPORT.fields();

    assertThatThrownBy(() -> Query.parseText("opname = 1").compile(fields))
        .hasMessageContaining("no such field on calls: \"opname\"; columns: id, ");
    assertThat(Query.parseText("started_at > \"soon\"").warnings(fields)).hasSize(1);
  }

  @Test
  void aCallThatIsNotInTheReportUsedNothing() {
    Call other = call("other", null, usage("m", 1, 1));

    assertThat(Query.parseText("cost.total = 0").compile(REPORT.fields()).test(other)).isTrue();
    assertThat(Query.parseText("usage.total_tokens > 0").compile(REPORT.fields()).test(other))
        .isFalse();
  }

  @Provide
  Arbitrary<List<Node>> trees() {
    return Combinators.combine(
            Arbitraries.integers().between(-1, 12),
            Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(5, Arbitraries.just(true)),
                net.jqwik.api.Tuple.of(1, Arbitraries.just(false))),
            Arbitraries.integers().between(0, 30),
            Arbitraries.integers().between(1, 9))
        .as(Node::new)
        .list()
        .ofMaxSize(14);
  }

  @Property(tries = 400)
  void whatIsFoundIsWhatIsReckonedByHand(
      @ForAll("trees") List<Node> trees, @ForAll("amounts") BigDecimal least) {
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < trees.size(); i++) {
      Node each = trees.get(i);
      String model = each.isPriced ? "m" : "unknown";
      String parent = parent(trees, i) < 0 ? null : "" + parent(trees, i);
      calls.add(call("" + i, parent, usage(model, each.prompt, each.completion)));
    }
    UsageReport report = Tally.with(PRICES).report(calls);
    List<String> own = new ArrayList<>();
    List<String> rolledUp = new ArrayList<>();
    for (int i = 0; i < trees.size(); i++) {
      BigDecimal cost = trees.get(i).cost();
      if (cost != null && cost.compareTo(least) >= 0) {
        own.add("" + i);
      }
      BigDecimal below = withBelow(trees, i);
      if (below != null && below.compareTo(least) >= 0) {
        rolledUp.add("" + i);
      }
    }

    assertThat(ids(calls, "cost.total >= " + least.toPlainString(), report)).isEqualTo(own);
    assertThat(ids(calls, "total.cost.total >= " + least.toPlainString(), report))
        .isEqualTo(rolledUp);
  }

  private static List<String> ids(List<Call> calls, String query, UsageReport report) {
    return calls.stream()
        .filter(Query.parseText(query).compile(report.fields()))
        .map(Call::id)
        .toList();
  }

  private static int parent(List<Node> trees, int call) {
    int parent = trees.get(call).parent;
    return parent < call ? parent : -1;
  }

  private static @Nullable BigDecimal withBelow(List<Node> trees, int call) {
    BigDecimal sum = trees.get(call).cost();
    for (int i = call + 1; i < trees.size(); i++) {
      if (parent(trees, i) == call) {
        BigDecimal below = withBelow(trees, i);
        sum = sum == null || below == null ? null : sum.add(below);
      }
    }
    return sum;
  }

  @Provide
  Arbitrary<BigDecimal> amounts() {
    return Arbitraries.integers().between(1, 80).map(tenths -> BigDecimal.valueOf(tenths, 1));
  }
}
