package io.tokentally.otel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tokentally.BadCallException;
import io.tokentally.Call;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shapes that files of spans have. */
class SpanFilesTest {

  private static final String SPAN = Otlp.span("a", "", OtlpReaderTest.usage(1, 2));

  @Test
  void theElementOfARequestIsReadAsTheJavaLoggingExporterWritesIt() {
    String element = "{\"resource\":{},\"scopeSpans\":[{\"scope\":{},\"spans\":[" + SPAN + "]}]}";
    assertThat(OtlpReader.parse(element + "\n" + element)).hasSize(2);
    assertThat(OtlpReader.parse("[" + element + "," + Otlp.document(SPAN) + "]")).hasSize(2);
    assertThat(
            OtlpReader.parse(
                "{\"batches\":[{\"instrumentationLibrarySpans\":[{\"spans\":[" + SPAN + "]}]}]}"))
        .hasSize(1);
  }

  @Test
  void otherSignalsStandBesideSpans() {
    String lines = "{\"resourceMetrics\":[]}\n" + Otlp.document(SPAN) + "\n{\"resourceLogs\":[]}";
    assertThat(OtlpReader.parse(lines)).extracting(Call::id).containsExactly("a");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          the end is missing                | A/{"resourceSpans":[{"scop      | a   | 2
          a line is no JSON                 | A/INFO exported/B               | a b | 2
          a line is broken                  | A/{"resourceSpans":[{]/B        | a b | 2
          two lines are broken              | {"a":/A/{"b"/B                  | a b | 3 4
          a line begins in another          | {"resourceSpa/A/B               | a b | 1
          a list is broken                  | [/A,/{"resource" 7},/B/]        | a b | 3
          a list has no end                 | [/A,/B                          | a b | 3
          the text is indented              | {/ "resourceSpans": [/{]/}/A    | a   | 3 3
          one object is cut                 | {"resourceSpans":[/{"scopeSpans | *   | 2 2
          numbers stand between             | A/7/B                           | a b | 2
          """)
  void aBrokenPieceDoesNotLoseTheRest(String what, String text, String ids, String lines)
      throws IOException {
    String file = text.replace("/", "\n").replace("A", line("a")).replace("B", line("b"));
    List<Integer> bad = new ArrayList<>();
    List<Call> calls =
        OtlpReader.read(
            new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)),
            skipped -> bad.add(skipped.line()));
    assertThat(String.join(" ", calls.stream().map(Call::id).toList()))
        .isEqualTo(ids.equals("*") ? "" : ids);
    assertThat(bad).extracting(String::valueOf).containsExactly(lines.split(" "));
  }

  private static String line(String id) {
    return Otlp.document(Otlp.span(id, "", OtlpReaderTest.usage(1, 2))).replace("\n", "");
  }

  @Test
  void whatIsInNoEncodingHasALineToo() throws IOException {
    String broken = "{\"a\":\"\n{" + "\0".repeat(15) + "\"\0\0\0\7\7\7\7\n";
    List<Integer> bad = new ArrayList<>();
    List<Call> calls =
        OtlpReader.read(
            in(Otlp.document(SPAN).replace("\n", "") + "\n" + broken),
            skipped -> bad.add(skipped.line()));
    assertThat(calls).extracting(Call::id).containsExactly("a");
    assertThat(bad).containsExactly(2, 3);
  }

  @Test
  void manyLinesAreReadOneAfterTheOther() throws IOException {
    StringBuilder file = new StringBuilder();
    for (int i = 0; i < 3_000; i++) {
      file.append(line("a" + i)).append('\n');
      file.append(i % 1_000 == 7 ? "{\"resourceSpans\": [{\n" : "");
    }
    List<Integer> bad = new ArrayList<>();
    List<Call> calls =
        OtlpReader.read(
            new ByteArrayInputStream(file.toString().getBytes(StandardCharsets.UTF_8)),
            skipped -> bad.add(skipped.line()));
    assertThat(calls).hasSize(3_000);
    assertThat(bad).hasSize(3);
  }

  @Test
  void pythonsConsoleIsRead() {
    String span =
        """
        {"name": "chat gpt-4o",
         "context": {"trace_id": "0x5B8E", "span_id": "0x0A", "trace_state": "[]"},
         "kind": "SpanKind.CLIENT", "parent_id": "0x0B",
         "start_time": "2026-01-05T08:00:00.000001Z", "end_time": "2026-01-05T08:00:02Z",
         "status": {"status_code": "ERROR", "description": "cut off"},
         "attributes": {"gen_ai.request.model": "gpt-4o", "gen_ai.usage.input_tokens": 7},
         "events": [], "links": [], "resource": {"attributes": {}, "schema_url": ""}}
        """;
    assertThat(OtlpReader.parse(span + span))
        .extracting(
            Call::id, Call::traceId, Call::parentId, Call::startedAt, Call::exception, Call::opName)
        .containsOnly(
            tuple(
                "0a",
                "5b8e",
                "0b",
                Instant.parse("2026-01-05T08:00:00.000001Z"),
                "cut off",
                "chat gpt-4o"));
    assertThat(usage(OtlpReader.parse(span).get(0), "gpt-4o"))
        .containsEntry("gen_ai.usage.input_tokens", 7L);
  }

  @Test
  void javaScriptsConsoleIsRead() {
    String span =
        """
        {"resource": {"attributes": {}}, "instrumentationScope": {"name": "ai"},
         "traceId": "5b8e", "parentSpanContext": {"traceId": "5b8e", "spanId": "0b"},
         "name": "ai.generateText", "id": "0a", "kind": 0,
         "timestamp": 1767600000000001.5, "duration": 2000000,
         "attributes": {"ai.model.id": "gpt-4o", "ai.usage.inputTokens": 7},
         "status": {"code": 0}, "events": [], "links": []}
        """;
    Call call = OtlpReader.parse("[" + span + "]").get(0);
    assertThat(call.parentId()).isEqualTo("0b");
    assertThat(call.startedAt()).isEqualTo("2026-01-05T08:00:00.000001500Z");
    assertThat(call.endedAt()).isEqualTo("2026-01-05T08:00:02.000001500Z");
    assertThat(usage(call, "gpt-4o"))
        .containsEntry("otel.scope.name", "ai")
        .containsEntry("ai.usage.inputTokens", 7L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"next_cursor\":null,\"data\":[SPAN]}",
        "{\"resource_spans\":[{\"scope_spans\":[{\"scope\":{},\"spans\":[SPAN]}]}]}",
        "{\"scope_spans\":[{\"spans\":[SPAN]}]}",
        "[SPAN]",
        "SPAN"
      })
  void namesOfProtocolBuffersAreRead(String document) {
    String span =
        """
        {"attributes":[{"key":"gen_ai.request.model","value":{"array_value":null,"int_value":null,"string_value":"m"}},
          {"key":"llm.token_count.prompt","value":{"int_value":"7"}}],
         "end_time_unix_nano":1788256801000000000,"span_id":"B1","trace_id":"AA","parent_span_id":"B0","name":"a_b",
         "start_time_unix_nano":"1788256800000000000","status":{"code":2,"message":"no"}}""";

    List<Call> read = OtlpReader.parse(document.replace("SPAN", span.replace("\n", "")));

    Call call = read.get(0);
    assertThat(call.id()).isEqualTo("b1");
    assertThat(call.parentId()).isEqualTo("b0");
    assertThat(call.traceId()).isEqualTo("aa");
    assertThat(call.opName()).isEqualTo("a_b");
    assertThat(call.exception()).isEqualTo("no");
    assertThat(call.startedAt()).isEqualTo(Instant.parse("2026-09-01T10:00:00Z"));
    assertThat(usage(call, "m")).containsEntry("llm.token_count.prompt", 7L);
  }

  @Test
  void aSpanByItselfIsRead() {
    assertThat(OtlpReader.parse(SPAN + "\n" + SPAN)).hasSize(2);
  }

  @Test
  void tracesOfPhoenixHaveTheirSpansOnce() {
    String span =
        """
        {"id":"U3Bhbjox","name":"chat","context":{"trace_id":"aa","span_id":"b1"},"span_kind":"LLM","parent_id":null,\
        "start_time":"2026-09-01T10:00:00+00:00","end_time":"2026-09-01T10:00:01+00:00","status_code":"OK",\
        "status_message":"","attributes":{"llm.model_name":"m","llm.token_count.prompt":7},"events":[]}""";
    String trace = "{\"traceId\":\"aa\",\"spans\":[" + span + "],\"rootSpan\":" + span + "}";

    assertThat(OtlpReader.parse("[" + trace + "]")).extracting(Call::id).containsExactly("b1");
  }

  @Test
  void idsAreTheSameInEitherCaseAndZerosAreNone() {
    List<Call> calls =
        OtlpReader.parse(
            Otlp.document(
                Otlp.span("eee19b7ec3c1b174", "0000000000000000", Map.of()),
                Otlp.span("0a", "EEE19B7EC3C1B174", Map.of())));
    assertThat(calls).extracting(Call::parentId).containsExactly(null, "eee19b7ec3c1b174");
  }

  @Test
  void gzipIsRecognised() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(Otlp.document(SPAN).getBytes(StandardCharsets.UTF_8));
    }
    assertThat(OtlpReader.read(new ByteArrayInputStream(packed.toByteArray()))).hasSize(1);
  }

  @Test
  void oneBadSpanIsSkippedAndReportedAndNotTheFile() throws IOException {
    String good = Otlp.document(SPAN).replace("\n", "");
    String bad = Otlp.document("{\"spanId\": 7}", SPAN).replace("\n", "");
    List<BadCallException> skipped = new ArrayList<>();
    List<Call> calls = OtlpReader.read(in(good + "\n" + bad + "\n{\"resourceSp"), skipped::add);
    assertThat(calls).hasSize(2);
    assertThat(skipped)
        .extracting(BadCallException::getMessage)
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .isEqualTo(
                        "line 2, column 1: [1].resourceSpans[0].scopeSpans[0].spans[0].spanId:"
                            + " expected a string, found 7"),
            second -> assertThat(second).startsWith("line 3, column 13: not JSON: "));
  }

  @Test
  void usageInAnEventIsThatOfItsSpan() {
    String event =
        "{\"name\":\"gen_ai.client.inference.operation.details\",\"attributes\":["
            + Otlp.attribute("gen_ai.usage.input_tokens", "{\"intValue\":\"9\"}")
            + "]}";
    String inSpan = "{\"traceId\":\"1\",\"spanId\":\"a\",\"events\":[" + event + "]}";
    assertThat(usage(OtlpReader.parse(Otlp.document(inSpan)).get(0), "unknown"))
        .containsEntry("gen_ai.usage.input_tokens", 9L);
    String log =
        "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"traceId\":\"1\",\"spanId\":\"A\","
            + event.substring(event.indexOf("\"attributes\""))
            + "]}]}]}";
    String empty = "{\"traceId\":\"1\",\"spanId\":\"a\"}";
    List<Call> merged = OtlpReader.parse(log + Otlp.document(empty));
    assertThat(merged).hasSize(1);
    assertThat(usage(merged.get(0), "unknown")).containsEntry("gen_ai.usage.input_tokens", 9L);
    List<Call> told = OtlpReader.parse(Otlp.document(inSpan) + log);
    assertThat(told).hasSize(1);
    assertThat(OtlpReader.parse(log)).extracting(Call::id).containsExactly("a");
  }

  @Test
  void aCallOfAModelWithoutUsageIsListedUnlessUsageIsBelowOrItFailed() {
    Map<String, Object> chat =
        Map.of("gen_ai.operation.name", "chat", "gen_ai.request.model", "gpt-4o");
    List<Call> calls =
        OtlpReader.parse(
            Otlp.document(
                Otlp.span("a", "", chat),
                Otlp.span("b", "a", Map.of()),
                Otlp.span("c", "b", OtlpReaderTest.usage(1, 2)),
                Otlp.span("d", "", chat),
                Otlp.span("e", "", chat).replace("\"name\"", "\"status\":{\"code\":2},\"name\"")));
    assertThat(calls.stream().filter(call -> call.usage() != null).map(Call::id))
        .containsExactly("c", "d");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"resourceSpans\":[",
        "{\"resourceLogs\":[",
        "[{\"resource\":{\"attributes\":[]},\"scopeSpans\":[",
        "{\"resource\":{},\"schemaUrl\":\"\",\"scopeSpans\":[",
        "{\"name\":\"a\",\"context\":{\"trace_id\":\"0x1\"},\"kind\":\"x\",\"parent_id\":null,",
        "{\"resource\":{},\"traceId\":\"1\"",
        "{\"data\":[{\"traceID\":"
      })
  void spansAreTold(String beginning) {
    assertThat(OtlpReader.isSpans(beginning.getBytes(StandardCharsets.UTF_8))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "{\"id\":\"a\",\"trace_id\":\"b\",\"resourceSpans\":1}",
        "[{\"id\":\"a\",\"started_at\":\"2026-01-05\"}]",
        "{\"summary\":{}}",
        "{\"id\":\"a\"}",
        "{\"inputs\":{\"resourceSpans\":[]},\"id\":\"a\"}"
      })
  void callsAreNotTakenForSpans(String beginning) {
    assertThat(OtlpReader.isSpans(beginning.getBytes(StandardCharsets.UTF_8))).isFalse();
  }

  private static ByteArrayInputStream in(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> usage(Call call, String model) {
    return (Map<String, Object>) ((Map<?, ?>) call.usage()).get(model);
  }
}
