package io.tokentally.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of spans in the place of a file of calls. */
class SpanFileTest {

  private static final String SPANS =
      """
      {"resourceSpans":[{"scopeSpans":[{"spans":[
       {"traceId":"1a","spanId":"2b","name":"chat gpt-4o","startTimeUnixNano":"1767600000000000000",
        "attributes":[{"key":"gen_ai.request.model","value":{"stringValue":"gpt-4o"}},
         {"key":"gen_ai.usage.input_tokens","value":{"intValue":"1000"}},
         {"key":"gen_ai.usage.output_tokens","value":{"intValue":"200"}}]},
       {"spanId":7}]}]}]}
      {"resourceMetrics":[]}
      """;

  private static final String PRICES =
      "{\"gpt-4o\":{\"prompt_token_cost\":0.0000025,\"completion_token_cost\":0.00001}}";

  private static final String EVERYTHING =
      "{\"$expr\":{\"$eq\":[{\"$getField\":\"exception\"},{\"$literal\":null}]}}";

  @TempDir Path folder;

  @Test
  void isReportedAndWhatIsNoSpanIsListed() throws IOException {
    Path prices = Files.writeString(folder.resolve("prices.json"), PRICES);
    ProgramRun run =
        ProgramRun.withInput(
            SPANS, "report", "--calls", "-", "--prices", prices.toString(), "--format", "json");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("\"2b\"")
        .contains("\"prompt_tokens_total_cost\" : 0.0025")
        .contains("spans[1].spanId: expected a string, found 7")
        .contains("\"complete\" : false");
  }

  @Test
  void thatIsCutIsReadAsFarAsItGoes() throws IOException {
    Path prices = Files.writeString(folder.resolve("prices.json"), PRICES);
    String spans = SPANS.replace(",\n {\"spanId\":7}", "").replace("\n", "");
    String cut = spans + "\n{\"resourceSpans\":[{\"scope";
    ProgramRun whole =
        ProgramRun.withInput(
            spans, "report", "--calls", "-", "--prices", prices.toString(), "--format", "json");
    ProgramRun run =
        ProgramRun.withInput(
            cut, "report", "--calls", "-", "--prices", prices.toString(), "--format", "json");
    assertThat(whole.out()).contains("\"complete\" : true");
    assertThat(run.out())
        .contains("\"prompt_tokens_total_cost\" : 0.0025")
        .contains("\"complete\" : false");
    assertThat(run.err()).contains("1 bad record skipped").contains("line 2");
  }

  @Test
  void isExplained() throws IOException {
    Path prices = Files.writeString(folder.resolve("prices.json"), PRICES);
    ProgramRun run =
        ProgramRun.withInput(SPANS, "explain-cost", "--calls", "-", "--prices", prices.toString());
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("total: 0.0045 USD");
    assertThat(run.err()).contains("1 bad record skipped");
  }

  @Test
  void isQueried() {
    ProgramRun run =
        ProgramRun.withInput(SPANS, "query", "--calls", "-", "--ids", "--query", EVERYTHING);
    assertThat(run.outLines()).containsExactly("2b");
    assertThat(run.err()).contains("1 bad record skipped");
  }

  @Test
  void ofAnotherToolIsRejectedByName() {
    String jaeger = "{\"data\":[{\"traceID\":\"1\",\"spans\":[]}]}";
    ProgramRun run = ProgramRun.withInput(jaeger, "report", "--calls", "-");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("traces in the JSON of Jaeger; export them as OTLP");
  }
}
