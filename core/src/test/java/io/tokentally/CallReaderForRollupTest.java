package io.tokentally;

import static io.tokentally.CallFiles.reader;
import static io.tokentally.CallFiles.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tokentally.json.JsonText;
import io.tokentally.json.ResponseMembers;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of which only some columns are read. */
class CallReaderForRollupTest {

  private static final String FULL =
      """
      {"id":"a","parent_id":"p","trace_id":"t","project_id":"x","op_name":"chat \\"1\\"",\
      "started_at":"2026-01-05T10:00:00Z","ended_at":1767607201.5,"exception":null,\
      "inputs":{"prompt":"a \\\\\\" b","deep":[[{"usage":1}]]},"output":"}]","other":{"id":"no"},\
      "display_name":"é","attributes":{"a":[1],"otel":{"otel.status_code":"OK","b":2}},\
      "summary":{"usage":{"m\\u00e4":{"prompt_tokens":12}},"weave":{"status":"success"}}}
      """;

  @Test
  void haveWhatARollupLooksAt() throws IOException {
    Call call = only(FULL);
    assertThat(call.toJson())
        .isEqualTo(
            """
            {"id":"a","project_id":"x","trace_id":"t","parent_id":"p","op_name":"chat \\"1\\"",\
            "started_at":"2026-01-05T10:00:00Z","ended_at":"2026-01-05T10:00:01.500Z",\
            "attributes":{"otel":{"otel.status_code":"OK"}},\
            "summary":{"usage":{"mä":{"prompt_tokens":12}},"weave":{"status":"success"}}}""");
    assertThat(reader(utf8("[" + FULL + "]")).forRollup().readAll()).containsExactly(call);
  }

  @Test
  void haveFurtherColumnsThatAreNamed() throws IOException {
    Call whole = Call.parse(FULL);
    Call call = only(FULL, "display_name", "summary");
    assertThat(call.displayName()).isEqualTo("é");
    assertThat(call.summary()).isEqualTo(whole.summary());
    assertThat(call.otherMembers()).isEmpty();
    assertThat(call.inputs()).isNull();
  }

  @Test
  void haveNoColumnsThatCallsLack() {
    assertThatThrownBy(() -> only(FULL, "op_name", "no_such_column", "other"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "expected columns of calls, found no_such_column, other; known: id, project_id, ")
        .hasMessageEndingWith(", attributes, summary");
  }

  @Property(tries = 300)
  void areThoseThatAreReadInFull(@ForAll @Size(max = 5) List<@From("lines") String> lines)
      throws IOException {
    byte[] file = utf8(String.join("\n", lines));
    List<List<@Nullable Object>> expected = new ArrayList<>();
    Throwable refusal =
        catchThrowable(() -> reader(file).forEach(call -> expected.add(looked(call))));
    List<List<@Nullable Object>> found = new ArrayList<>();
    Throwable refused =
        catchThrowable(
            () -> reader(file).forRollup("display_name").forEach(call -> found.add(looked(call))));
    assertThat(found).isEqualTo(expected);
    if (refused == null && String.valueOf(refusal).contains("key written twice")) {
      return; // where nothing counts a key may stand twice
    }
    assertThat(String.valueOf(refused)).isEqualTo(String.valueOf(refusal));
  }

  /** {@return what a rollup looks at} */
  private static List<@Nullable Object> looked(Call call) {
    return Arrays.asList(
        call.id(),
        call.projectId(),
        call.traceId(),
        call.parentId(),
        call.startedAt(),
        call.endedAt(),
        call.displayName(),
        call.usage(),
        call.operation(),
        call.failed(),
        ResponseMembers.of(call.output()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":\"a\",\"id\":\"b\"}",
        "{\"id\":\"a\",\"summary\":{\"usage\":1,\"usage\":2}}",
        "{\"id\":\"a\",\"i\\u0064\":\"b\"}",
        "{\"parent_id\":\"a\"}",
        "{\"id\":\"a\",\"trace_id\":\"\u0001\"}",
        "{\"id\":\"a\",\"trace_id\":5}",
        "{\"id\":\"a\",\"started_at\":\"yesterday\"}",
        "{\"id\":\"a\",\"summary\":{\"usage\":{\"m\":tru}}}",
        "{\"id\":\"a\"",
        "{\"id\":\"a\"}}",
        "{\"id\":\"a\",}",
        "{\"id\" \"a\"}",
        "{\"id\":\"a\" \"x\":1}",
        "{\"id\":\"a\",\"inputs\":[1}",
        "{\"id\":\"a\",\"inputs\":\"no end",
        "{\"id\":\"a\",\"inputs\":\"no end\\\"}",
        "{\"id\":\"a\",\"inputs\":}",
        "{\"id\":\"a\",\"inputs\":{no json}}",
        "{\"id\":\"a\",\"inputs\":{\"b\" 1}}",
        "{\"id\":\"a\",\"inputs\":{\"b\":1,}}",
        "{\"id\":\"a\",\"inputs\":{1:1}}",
        "{\"id\":\"a\",\"inputs\":[1,]}",
        "{\"id\":\"a\",\"inputs\":[1 2]}",
        "{\"id\":\"a\",\"inputs\":01}",
        "{\"id\":\"a\",\"inputs\":1.}",
        "{\"id\":\"a\",\"inputs\":.5}",
        "{\"id\":\"a\",\"inputs\":-}",
        "{\"id\":\"a\",\"inputs\":+1}",
        "{\"id\":\"a\",\"inputs\":1e}",
        "{\"id\":\"a\",\"inputs\":trues}",
        "{\"id\":\"a\",\"inputs\":\"\\x\"}",
        "{\"id\":\"a\",\"inputs\":\"\\u00g0\"}",
        "{\"id\":\"a\",\"output\":\"\t\"}",
        "{\"inputs\"::1,\"id\":\"a\"}",
        "{\"inputs\"::\"x\",\"id\":\"a\"}",
        "{\"inputs\":1:2,\"id\":\"a\"}",
        "{\"inputs\":1\"x\",\"id\":\"a\"}",
        "[1]",
        "7",
        "{",
      })
  void areRefusedInTheWordsOfAWholeCall(String line) {
    byte[] file = utf8("{\"id\":\"first\"}\n" + line + "\n");
    Throwable refusal = catchThrowable(() -> reader(file).readAll());
    assertThat(refusal).isInstanceOf(BadCallException.class);
    assertThatThrownBy(() -> reader(file).forRollup().readAll())
        .isInstanceOf(BadCallException.class)
        .hasMessage(refusal.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":\"a\",\"thread_id\":5}",
        "{\"id\":\"a\",\"wb_run_step\":\"text\"}",
        "{\"id\":\"a\",\"inputs\":{\"b\":1,\"b\":2}}",
      })
  void needNoMoreThanJsonWhereNothingCounts(String line) throws IOException {
    assertThat(only(line)).isEqualTo(Call.builder().id("a").build());
  }

  @Test
  void mayBeDeepAndLong() throws IOException {
    String deep = "[".repeat(1_000) + "]".repeat(1_000);
    String wide = "\"" + "x\\\"".repeat(100_000) + "\"";
    String line = "{\"inputs\":" + deep + ",\"output\":" + wide + ",\"id\":\"a\"}";
    assertThat(reader(utf8(line + "\n" + line + "\n" + FULL)).forRollup().readAll())
        .extracting(Call::id)
        .containsExactly("a", "a", "a");
  }

  private static Call only(String line, String... more) throws IOException {
    return reader(utf8(line)).forRollup(more).readAll().get(0);
  }

  /** Mostly calls, some with a character that breaks them. */
  @Provide
  Arbitrary<String> lines() {
    Arbitrary<String> keys =
        Arbitraries.of(
            "id",
            "id",
            "id",
            "parent_id",
            "op_name",
            "display_name",
            "exception",
            "attributes",
            "attributes",
            "started_at",
            "summary",
            "summary",
            "inputs",
            "output",
            "output");
    Arbitrary<String> calls =
        Arbitraries.maps(keys, json(3))
            .ofMinSize(1)
            .ofMaxSize(8)
            .map(CallReaderForRollupTest::line);
    Arbitrary<Integer> places = Arbitraries.integers().between(0, 80);
    Arbitrary<String> changed =
        calls.flatMap(
            line ->
                places.flatMap(
                    at ->
                        Arbitraries.of(
                                "\"", "\\", "{", "}", "[", "]", ",", ":", " ", "\u00e9", "0", "-",
                                ".", "e", "\u0001", "t")
                            .map(more -> inserted(line, at, more))));
    return Arbitraries.frequencyOf(Tuple.of(6, calls), Tuple.of(1, changed));
  }

  private static String line(Map<String, @Nullable Object> members) {
    Map<String, @Nullable Object> call = new LinkedHashMap<>(members);
    call.computeIfPresent("id", (key, value) -> value instanceof String ? value : "id");
    return JsonText.of(call);
  }

  private static String inserted(String line, int at, String more) {
    int place = Math.min(at, line.length());
    return line.substring(0, place) + more + line.substring(place);
  }

  private static Arbitrary<@Nullable Object> json(int levels) {
    Arbitrary<@Nullable Object> leaves =
        Arbitraries.of(
                "a",
                "error",
                "\"",
                "\\",
                "é\ud83d\ude00",
                "{\"usage\":[",
                "2026-01-05",
                1L,
                true,
                -2.5,
                "")
            .map(leaf -> leaf instanceof Double number ? BigDecimal.valueOf(number) : (Object) leaf)
            .injectNull(0.1);
    if (levels == 0) {
      return leaves;
    }
    Arbitrary<@Nullable Object> inner = json(levels - 1);
    return Arbitraries.oneOf(
        leaves,
        leaves,
        inner.list().ofMaxSize(3).asGeneric(),
        Arbitraries.maps(
                Arbitraries.of(
                    "usage",
                    "weave",
                    "status",
                    "us\"age",
                    "m",
                    "service_tier",
                    "output",
                    "type",
                    "otel",
                    "error.type",
                    "gen_ai.operation.name",
                    "mlflow.spanType"),
                inner)
            .ofMaxSize(3)
            .asGeneric());
  }
}
