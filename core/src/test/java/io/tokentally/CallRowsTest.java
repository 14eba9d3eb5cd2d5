package io.tokentally;

import static io.tokentally.CallFiles.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.json.CallRow;
import io.tokentally.json.CallRows;
import io.tokentally.json.JsonBytes;
import io.tokentally.json.LineReader;
import io.tokentally.json.OpName;
import io.tokentally.json.ResponseMembers;
import io.tokentally.value.Timestamps;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rows say what the calls of the same lines say. */
class CallRowsTest {

  private static final String PLAIN =
      """
      {"id":"a","project_id":"team/x","trace_id":"t","parent_id":"p","op_name":"weave:///t/x/op/chat:v1",\
      "display_name":"Café","started_at":"2026-01-05T10:00:00.25Z","ended_at":"2026-01-05T11:00:01+01:00",\
      "exception":null,"inputs":{"prompt":"é {\\"usage\\":1}","deep":[[{"id":1}],[]]},\
      "output":{"choices":[{"index":0}]},"attributes":{"env":"prod","otel":{"b":2}},\
      "summary":{"usage":{"m":{"prompt_tokens":12}},"weave":{"status":"success","latency_ms":2}}}""";

  @Test
  void holdLinesAsTheyMostlyAre() throws IOException {
    CallRow row = rows(reader(PLAIN + "\r\n \n", false)).next().get(0);
    assertThat(row.record()).isNull();
    assertThat(text(row, CallRow.ID)).isEqualTo("a");
    assertThat(text(row, CallRow.USAGE)).isEqualTo("{\"m\":{\"prompt_tokens\":12}}");
    assertThat(Timestamps.ofEpochNanos(row.startedAt())).isEqualTo("2026-01-05T10:00:00.250Z");
    assertThat(Timestamps.ofEpochNanos(row.endedAt())).isEqualTo("2026-01-05T10:00:01Z");
    assertThat(row.displayName()).isEqualTo("Café");
    assertThat(row.failed()).isFalse();
    assertThat(row.response()).isNull();
  }

  @Test
  void areOfCallsThatAreReadForARollupWithoutFurtherColumns() throws IOException {
    assertThat(source(reader(PLAIN, false).forRollup("display_name")).rows()).isNotNull();
    assertThat(source(reader(PLAIN, false).forRollup("inputs")).rows()).isNull();
    assertThat(source(CallReader.of(new ByteArrayInputStream(utf8(PLAIN)))).rows()).isNull();
    assertThat(source(reader("[" + PLAIN + "]", false)).rows()).isNull();
    CallReader begun = reader(PLAIN + "\n" + PLAIN, false);
    begun.next();
    assertThat(source(begun).rows()).isNull();
    assertThat(begun.readAll()).hasSize(1);
  }

  @Property(tries = 400)
  void sayWhatCallsSay(@ForAll @Size(max = 6) List<@From("lines") String> lines)
      throws IOException {
    String text = String.join("\n", lines);
    List<Object> expected = new ArrayList<>();
    CallReader calls = reader(text, false).skipping(bad -> expected.add(bad.getMessage()));
    calls.forEach(call -> expected.add(said(call)));
    assertThat(ofRows(text, false)).isEqualTo(expected);
  }

  @Property(tries = 10)
  void areTheSameFromSeveralThreads(
      @ForAll @Size(min = 1, max = 5) List<@From("lines") String> some) throws IOException {
    String text = (String.join("\n", some) + "\n").repeat(1_000);
    assertThat(ofRows(text, true)).isEqualTo(ofRows(text, false));
  }

  private static List<Object> ofRows(String text, boolean parallel) throws IOException {
    List<Object> said = new ArrayList<>();
    CallReader reader = reader(text, parallel).skipping(bad -> said.add(bad.getMessage()));
    CallRows rows = rows(reader);
    for (List<CallRow> some = rows.next(); some != null; some = rows.next()) {
      for (CallRow row : some) {
        Object usage = row.has(CallRow.USAGE) ? usage(row) : null;
        if (row.record() == null && (usage != null || !row.has(CallRow.USAGE))) {
          said.add(said(row, usage));
        } else {
          Call call = rows.call(row);
          if (call != null) {
            said.add(said(call));
          }
        }
      }
    }
    assertThat(reader.next()).isNull();
    return said;
  }

  /** {@return the value of usage; null if it is unusual} */
  private static @Nullable Object usage(CallRow row) {
    byte[] usage =
        Arrays.copyOfRange(row.bytes(), row.start(CallRow.USAGE), row.end(CallRow.USAGE));
    LineReader reader = new LineReader();
    int end = reader.endOfPlain(new JsonBytes(usage, usage.length), 0);
    return end == usage.length ? reader.plainValue() : null;
  }

  private static List<@Nullable Object> said(CallRow row, @Nullable Object usage) {
    String opName = row.opName();
    return Arrays.asList(
        text(row, CallRow.ID),
        text(row, CallRow.PROJECT_ID),
        text(row, CallRow.TRACE_ID),
        text(row, CallRow.PARENT_ID),
        moment(row.startedAt()),
        moment(row.endedAt()),
        row.displayName(),
        opName,
        usage,
        row.operation() != null || opName == null ? row.operation() : OpName.shortName(opName),
        row.failed(),
        ResponseMembers.of(row.response()));
  }

  private static @Nullable Instant moment(long nanos) {
    return nanos == Timestamps.NO_NANOS ? null : Timestamps.ofEpochNanos(nanos);
  }

  private static @Nullable String text(CallRow row, int column) {
    return row.has(column) ? row.text().utf8(row.start(column), row.end(column)) : null;
  }

  private static List<@Nullable Object> said(Call call) {
    return Arrays.asList(
        call.id(),
        call.projectId(),
        call.traceId(),
        call.parentId(),
        call.startedAt(),
        call.endedAt(),
        call.displayName(),
        call.opName(),
        call.usage(),
        call.operation(),
        call.failed(),
        ResponseMembers.of(call.output()));
  }

  private static CallReader reader(String text, boolean parallel) throws IOException {
    ByteArrayInputStream in = new ByteArrayInputStream(utf8(text));
    return (parallel ? CallReader.parallel(in) : CallReader.of(in)).forRollup("display_name");
  }

  private static CallRows.Source source(CallReader reader) {
    return (CallRows.Source) reader.iterator();
  }

  private static CallRows rows(CallReader reader) {
    CallRows rows = source(reader).rows();
    assertThat(rows).isNotNull();
    return rows;
  }

  /** Members that are as they mostly are, members that are not, and now and then broken JSON. */
  @Provide
  Arbitrary<String> lines() {
    Arbitrary<String> texts =
        Arbitraries.of(
            "\"a\"", "\"é 東京\"", "\"\"", "null", "\" \"", "\"a\\u0062\"", "\"\\\"\"", "7");
    Arbitrary<String> dates =
        Arbitraries.of(
            "\"2026-01-05T10:00:00Z\"",
            "\"1969-12-31T23:59:59.999999999Z\"",
            "null",
            "1767607201.5",
            "\"1500-01-01T00:00:00Z\"",
            "\"2026-02-30\"",
            "\"yesterday\"",
            "\"\"");
    Arbitrary<String> usage =
        Arbitraries.of(
            "{\"m\":{\"prompt_tokens\":12,\"total_tokens\":0}}",
            "{}",
            "null",
            "{\"m\":{\"cost\":0.5}}",
            "{\"m\":1,\"m\":2}",
            "[{\"m\":1}]",
            "\"none\"");
    Arbitrary<String> summaries =
        Arbitraries.oneOf(
            usage.map(each -> "{\"usage\":" + each + ",\"weave\":{\"status\":\"ERROR\"}}"),
            usage.map(each -> "{ \"weave\" : {\"status\":\"success\"}, \"usage\" : " + each + " }"),
            usage.map(each -> "{\"weave\":[{\"status\":\"error\"}],\"usage\":" + each + "}"),
            usage.map(each -> "{\"usage\":" + each + ",\"usage\":null}"),
            Arbitraries.of(
                "null", "{}", "5", "[{\"usage\":{\"m\":{}}}]", "{\"weave\":{\"status\":5}}"));
    Arbitrary<String> parts =
        Arbitraries.of(
            "{\"env\":\"prod\",\"tags\":[\"a\"]}",
            "{\"gen_ai.operation.name\":\"chat\"}",
            "{\"otel\":{\"error.type\":\"timeout\",\"mlflow.spanType\":\"\\\"AGENT\\\"\"}}",
            "{\"otel.status_code\":\"Error\",\"otel.status_code\":\"OK\"}",
            "{\"model\":\"m\",\"service_tier\":\"flex\"}",
            "{\"choices\":[{\"message\":{\"executed_tools\":[{\"type\":\"search\"}]}}]}",
            "[{\"service_tier\":\"flex\"},[{\"model\":\"m\"}]]",
            "null",
            "\"text\"",
            "{\"service\\u005ftier\":\"flex\"}");
    Arbitrary<String> members =
        Arbitraries.oneOf(
            Combinators.combine(
                    Arbitraries.of(
                        "project_id", "trace_id", "parent_id", "op_name", "display_name"),
                    texts)
                .as(CallRowsTest::member),
            Combinators.combine(Arbitraries.of("started_at", "ended_at"), dates)
                .as(CallRowsTest::member),
            Combinators.combine(Arbitraries.of("exception", "inputs", "other"), texts)
                .as(CallRowsTest::member),
            summaries.map(summary -> member("summary", summary)),
            Combinators.combine(Arbitraries.of("attributes", "output", "inputs"), parts)
                .as(CallRowsTest::member),
            Arbitraries.of("\"summ\\u0061ry\":{}", "\"id\":\"twice\"", "\"x\":[1,}", "\"é\" : []"));
    return Combinators.combine(texts, members.list().ofMaxSize(7).uniqueElements())
        .as(
            (id, all) ->
                all.stream()
                    .map(each -> "," + each)
                    .collect(Collectors.joining("", "{\"id\":" + id, "}")));
  }

  private static String member(String name, String value) {
    return "\"" + name + "\":" + value;
  }
}
