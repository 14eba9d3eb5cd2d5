package io.tokentally.importers;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokentally.Call;
import io.tokentally.LLMAggregatedUsage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportsTest {

  private static final String OBSERVATION =
      """
      {"id":"o1","traceId":"t1","type":"GENERATION","name":"chat","model":"gpt-4o",\
      "startTime":"2026-09-01T10:00:00.000Z","endTime":"2026-09-01T10:00:01.000Z",\
      "parentObservationId":null,"input":"secret","output":"secret",\
      "usageDetails":{"input":40,"input_cached_tokens":60,"output":10,"total":110},\
      "costDetails":{"input":0.1,"total":0.2}}""";

  private static final String SPEND =
      """
      {"request_id":"r1","call_type":"acompletion","spend":0.01,"model":"gpt-4o","user":"u1",\
      "startTime":"2026-09-01T10:00:00Z","endTime":"2026-09-01T10:00:01Z","total_tokens":110,\
      "prompt_tokens":100,"completion_tokens":10,"cache_hit":"False","request_tags":["a"],\
      "metadata":{"usage_object":{"prompt_tokens":100,"completion_tokens":10,"total_tokens":110,\
      "prompt_tokens_details":{"cached_tokens":60}}}}""";

  private static final String RESPONSE =
      """
      {"id":"resp_1","object":"response","created_at":1788256800,"model":"gpt-4o","output":[],\
      "usage":{"input_tokens":100,"input_tokens_details":{"cached_tokens":60},"output_tokens":10,\
      "output_tokens_details":{"reasoning_tokens":0},"total_tokens":110}}""";

  private static final String PHOENIX =
      """
      {"id":"U3Bhbg==","name":"chat","context":{"trace_id":"0af7651916cd43dd8448eb211c80319c",\
      "span_id":"00f067aa0ba902b7"},"span_kind":"LLM","parent_id":null,\
      "start_time":"2026-09-01T10:00:00+00:00","end_time":"2026-09-01T10:00:01+00:00",\
      "status_code":"OK","status_message":"","attributes":{"llm":{"model_name":"gpt-4o",\
      "token_count":{"prompt":100,"completion":10,"total":110,"prompt_details":{"cache_read":60}}}}}""";

  private static final String PHOENIX_ROW =
      """
      {"name":"chat","span_kind":"LLM","parent_id":null,"start_time":1788256800000,\
      "end_time":1788256801000,"context.span_id":"00f067aa0ba902b7",\
      "context.trace_id":"0af7651916cd43dd8448eb211c80319c","attributes.llm.model_name":"gpt-4o",\
      "attributes.llm.token_count.prompt":100,"attributes.llm.token_count.completion":10,\
      "attributes.llm.token_count.total":110,\
      "attributes.llm.token_count.prompt_details.cache_read":60}""";

  @TempDir Path folder;

  private static void check(Imports read) {
    assertThat(read.calls()).hasSize(1);
    assertThat(read.calls().get(0).startedAt()).hasToString("2026-09-01T10:00:00Z");
    assertThat(read.totals().get("gpt-4o"))
        .returns(100L, LLMAggregatedUsage::promptTokens)
        .returns(60L, LLMAggregatedUsage::cacheReadInputTokens)
        .returns(10L, LLMAggregatedUsage::completionTokens);
    assertThat(read.file().badRecords()).isZero();
    assertThat(read.file().problem()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "[%s]", "{\"data\":[%s],\"meta\":{\"page\":1}}"})
  void allShapesOfAnExportAreRead(String shape) {
    for (String record : new String[] {OBSERVATION, SPEND, PHOENIX}) {
      check(Imports.of(Imports.write(folder, "export.json", shape.formatted(record))));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "[%s]"})
  void responsesAndRowsOfPhoenixAreRead(String shape) {
    for (String record : new String[] {RESPONSE, PHOENIX_ROW}) {
      check(Imports.of(Imports.write(folder, "export.json", shape.formatted(record))));
    }
  }

  @Test
  void aTraceOfLangfuseGivesItsObservationsUserAndSession() {
    String trace =
        "{\"id\":\"t1\",\"timestamp\":\"2026-09-01T10:00:00Z\",\"userId\":\"u1\",\"sessionId\":\"se1\","
            + "\"tags\":[\"a\"],\"observations\":["
            + OBSERVATION
            + "]}";

    Imports read = Imports.of(Imports.write(folder, "trace.json", trace));

    check(read);
    assertThat(read.call("o1"))
        .returns("u1", Call::wbUserId)
        .returns("se1", Call::threadId)
        .returns("t1", Call::traceId)
        .returns(null, Call::output);
  }

  @Test
  void spansThatPhoenixWritesAsOtlpAndItsTracesAreRead() {
    String otlp =
        """
        {"attributes":[{"key":"llm.model_name","value":{"string_value":"m"}},\
        {"key":"llm.token_count.prompt","value":{"int_value":7}}],"end_time_unix_nano":1788256801000000000,\
        "name":"chat","parent_span_id":null,"span_id":"b1","start_time_unix_nano":1788256800000000000,"trace_id":"aa"}""";
    Imports.write(folder, "otlp.json", "{\"next_cursor\":null,\"data\":[" + otlp + "]}");
    Imports.write(folder, "lines.jsonl", otlp.replace("b1", "b2"), otlp.replace("b1", "b3"));
    Imports.write(folder, "traces.json", "[{\"traceId\":\"aa\",\"spans\":[" + PHOENIX + "]}]");

    Imports read = Imports.of(folder);

    assertThat(read.files()).allMatch(file -> file.kind() == FileKind.SPANS);
    assertThat(read.calls()).hasSize(4);
    assertThat(read.totals().get("m").promptTokens()).isEqualTo(21);
  }

  @Test
  void linesOfTheOutputOfABatchAreReadAsBatch() {
    String line =
        "{\"id\":\"batch_req_1\",\"custom_id\":\"c1\",\"response\":{\"status_code\":200,\"body\":"
            + RESPONSE
            + "}}";

    Imports read = Imports.of(Imports.write(folder, "batch.jsonl", line));

    check(read);
    assertThat(read.call("resp_1").toJson()).contains("\"batch\":true", "\"custom_id\":\"c1\"");
  }

  @Test
  void whatLiteLlmAnsweredFromItsOwnCacheUsedNoTokens() {
    Imports read =
        Imports.of(
            Imports.write(
                folder,
                "spend.jsonl",
                SPEND.replace("\"cache_hit\":\"False\"", "\"cache_hit\":\"True\"")));

    assertThat(read.calls()).hasSize(1);
    assertThat(read.totals()).isEmpty();
    assertThat(read.file().leftOut())
        .isEqualTo(Map.of("usage of answers from LiteLLM's own cache", 1L));
  }

  @Test
  void spendLogsMayBeATable() {
    check(
        Imports.of(
            Imports.write(
                folder,
                "spend.csv",
                "request_id,spend,model,startTime,prompt_tokens,completion_tokens,total_tokens,metadata",
                "r1,0.01,gpt-4o,2026-09-01T10:00:00Z,100,10,110,\"{\"\"usage_object\"\":{\"\"prompt_tokens\"\":100,"
                    + "\"\"completion_tokens\"\":10,\"\"prompt_tokens_details\"\":{\"\"cached_tokens\"\":60}}}\"")));
  }

  @Test
  void aTableIsReadByTheColumnsThatTheCallerNames() {
    Path table =
        Imports.write(
            folder,
            "usage.csv",
            "When;Model;In;Cached;All;Out",
            "2026-09-01 10:00:00;gpt-4o;100;60;110;10",
            "soon;gpt-4o;100;60;110;10",
            "1788256800;gpt-4o;100");
    ImportOptions options =
        ImportOptions.DEFAULT.withColumns(
            Map.of(
                "started",
                "When",
                "model",
                "Model",
                "input",
                "In",
                "cache_read",
                "Cached",
                "output",
                "Out",
                "total",
                "All"));

    Imports read = Imports.of(options, table);

    assertThat(read.totals().get("gpt-4o"))
        .returns(100L, LLMAggregatedUsage::promptTokens)
        .returns(60L, LLMAggregatedUsage::cacheReadInputTokens);
    assertThat(read.file().badRecords()).isEqualTo(2);
    assertThat(read.file().firstBad().get(0))
        .hasMessageContaining("line 3, column 1: expected a date");
    assertThat(read.file().firstBad().get(1)).hasMessageContaining("expected 6 values, found 3");
  }

  @Test
  void olderSpendLogsKeepCachedTokensBesideTheCounts() {
    String row =
        """
        {"request_id":"r1","spend":0.01,"model":"gpt-4o","startTime":"2026-09-01T10:00:00Z",\
        "prompt_tokens":100,"completion_tokens":10,"total_tokens":110,"metadata":\
        {"additional_usage_values":{"prompt_tokens_details":{"cached_tokens":60}}}}\
        """;

    assertThat(Imports.of(Imports.write(folder, "spend.jsonl", row)).totals().get("gpt-4o"))
        .returns(100L, LLMAggregatedUsage::promptTokens)
        .returns(60L, LLMAggregatedUsage::cacheReadInputTokens);
  }

  /** Usage of xAI as Langfuse's wrapper of OpenAI's SDK records it: the answer's 9 are lost. */
  @Test
  void partsThatLangfuseLostAreSeenFromTheTotal() {
    Path file =
        Imports.write(
            folder,
            "observations.jsonl",
            """
            {"id":"o","traceId":"t","type":"GENERATION","model":"grok-4","startTime":"2026-09-01T10:00:00Z",\
            "parentObservationId":null,"usageDetails":{"input":0,"output":0,"total":135,\
            "input_text_tokens":32,"input_cached_tokens":6,"output_reasoning_tokens":94}}""");

    assertThat(Imports.of(file).report().notes())
        .anyMatch(note -> note.toString().contains("TOTAL_DIFFERS"));
  }

  @Test
  void aTableWithoutNamedColumnsSaysHowToNameThem() {
    Imports.write(folder, "a.csv", "Day,model_name,Prompt Tokens,answer", "2026-09-01,gpt-4o,1,2");
    Imports.write(folder, "b.csv", "x;y", "1;2");

    Imports read = Imports.of(folder);

    assertThat(read.file("a.csv").problem())
        .isEqualTo(
            "looks like a table in CSV with the columns Day, model_name, Prompt Tokens, answer; which"
                + " column holds what has to be said (ImportOptions.withColumns; --columns of the"
                + " program), as in started=Day,model=model_name,input=Prompt Tokens,output=NAME");
    assertThat(read.file("b.csv").problem())
        .endsWith("as in started=NAME,model=NAME,input=NAME,output=NAME");
  }

  @Test
  void jsonInACellOfATableDoesNotHideTheTable() {
    Path table =
        Imports.write(folder, "usage.csv", "prompt,model,in", "\"[\n{broken\n{}]\",gpt-4o,100");

    Imports read =
        Imports.of(
            ImportOptions.DEFAULT.withColumns(Map.of("model", "model", "input", "in")), table);

    assertThat(read.totals().get("gpt-4o").promptTokens()).isEqualTo(100);
  }

  @Test
  void theFirstLineMakesATableWhateverStandsBehindARow() {
    String header = "model,in,out";
    String row = "gpt-4o,100,1";
    String call = "{\"id\":\"a\",\"op_name\":\"x\"}";
    List<String> behind =
        List.of(call, call.substring(0, 12), "{\"context.span_id\":\"", "{\"traceId\":\"\0");
    for (String line : behind) {
      Path table = Imports.write(folder, "usage.csv", header, row, line);

      Imports read =
          Imports.of(
              ImportOptions.DEFAULT.withColumns(Map.of("model", "model", "input", "in")), table);

      assertThat(read.file("usage.csv")).returns(FileKind.CSV, ImportedFile::kind);
      assertThat(read.file("usage.csv")).returns(1L, ImportedFile::calls);
      assertThat(read.file("usage.csv")).returns(1L, ImportedFile::badRecords);
      assertThat(read.totals().get("gpt-4o").promptTokens()).isEqualTo(100);
    }
  }

  @Test
  void aBrokenFirstLineBeforeJsonIsNoTable() {
    String call = "{\"id\":\"a\",\"op_name\":\"x\"}";
    for (String broken :
        List.of("starting, please wait", "\"a\":1,\"b\":2}", "1}},\"op_name\":\"x\"}")) {
      Path file =
          Imports.write(folder, "calls.jsonl", broken, call, call.replace("\"a\"", "\"b\""));

      Imports read = Imports.of(file);

      assertThat(read.file("calls.jsonl")).returns(FileKind.CALLS, ImportedFile::kind);
      assertThat(read.file("calls.jsonl")).returns(2L, ImportedFile::calls);
      assertThat(read.file("calls.jsonl")).returns(1L, ImportedFile::badRecords);
    }
  }

  @Test
  void aColumnThatATableHasNotIsNamed() {
    Path table = Imports.write(folder, "usage.csv", "model,in", "gpt-4o,1");

    Imports read = Imports.of(ImportOptions.DEFAULT.withColumns(Map.of("input", "tokens")), table);

    assertThat(read.calls()).isEmpty();
    assertThat(read.file().problem()).isEqualTo("expected a column \"tokens\", found model, in");
    assertThatThrownBy(() -> ImportOptions.DEFAULT.withColumns(Map.of("tokens", "x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected one of cache_read, cache_write");
  }

  /** What ConsoleSpanExporter of {@literal @opentelemetry/sdk-trace-base} 2.12.1 printed. */
  @Test
  void spansThatJavaScriptPrintsAreNoJsonAndSaidToBeSo() throws IOException {
    try (InputStream in = ExportsTest.class.getResourceAsStream("console-span-exporter-js.txt")) {
      Files.write(folder.resolve("spans.json"), requireNonNull(in).readAllBytes());
    }
    assertThat(Imports.of(folder).files())
        .singleElement()
        .returns(
            "looks like spans as ConsoleSpanExporter of OpenTelemetry's JavaScript prints them,"
                + " which is no JSON and leaves out what is long or deep (export them as OTLP JSON"
                + " instead), which is not read",
            ImportedFile::problem);
  }

  @Test
  void aFileOfNoKnownShapeSaysWhatItLooksLikeAndLosesNoOther() throws IOException {
    Imports.write(folder, "a.json", "{\"city\":\"Bern\",\"zip\":3000}");
    Imports.write(folder, "b.jsonl", SPEND);
    Imports.write(folder, "c.json", "{\"id\":\"1\",\"op_name\":");
    Imports.write(folder, "notes.md", "# Notes");
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(SPEND.replace("\"r1\"", "\"r2\"").getBytes(StandardCharsets.UTF_8));
    }
    Files.write(folder.resolve("d.jsonl.gz"), packed.toByteArray());

    Imports read = Imports.of(folder);

    assertThat(read.calls()).extracting(Call::id).containsExactly("r1", "r2");
    assertThat(read.files())
        .filteredOn(file -> file.problem() != null)
        .singleElement()
        .returns("looks like JSON with city, zip, which is not read", ImportedFile::problem);
    assertThat(read.files())
        .filteredOn(file -> file.badRecords() > 0)
        .singleElement()
        .satisfies(file -> assertThat(file.name()).endsWith("c.json"));
    assertThat(read.files().get(0).leftOut()).isEqualTo(Map.of("files *.md", 1L));
  }

  @Test
  void patternsAreFoundAndNothingIsAnError() {
    Imports.write(folder, "logs/a.jsonl", SPEND);
    Imports.write(folder, "logs/b.txt", SPEND);

    assertThat(Imports.of(folder.resolve("logs/*.jsonl")).calls()).hasSize(1);
    assertThatThrownBy(() -> CallImport.of(folder + "/none/*.jsonl"))
        .isInstanceOf(NoSuchFileException.class);
  }
}
