package io.tokentally.otel;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import io.tokentally.aggregation.Anomaly;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.aggregation.UsageScope;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtlpReaderTest {

  private static final PriceTable PRICES =
      PriceTable.parse(
          """
          {"gpt-4o": {"prompt_token_cost": 0.0000025, "completion_token_cost": 0.00001}}""");

  @Test
  void aSpanBecomesACall() {
    List<Call> calls =
        OtlpReader.parse(
            """
            {"resourceSpans": [{"scopeSpans": [{"spans": [{
              "traceId": "5b8efff798038103d269b633813fc60c",
              "spanId": "eee19b7ec3c1b174", "parentSpanId": "eee19b7ec3c1b173",
              "name": "chat gpt-4o", "kind": 3,
              "startTimeUnixNano": "1767600000123456789", "endTimeUnixNano": 1767600002000000000,
              "status": {"code": 2, "message": "cut off"},
              "attributes": [
                {"key": "gen_ai.operation.name", "value": {"stringValue": "chat"}},
                {"key": "gen_ai.request.model", "value": {"stringValue": "gpt-4o"}},
                {"key": "gen_ai.response.model", "value": {"stringValue": "gpt-4o-2024-08-06"}},
                {"key": "gen_ai.usage.input_tokens", "value": {"intValue": "1000"}},
                {"key": "gen_ai.usage.cache_read.input_tokens", "value": {"intValue": 600}},
                {"key": "gen_ai.usage.output_tokens", "value": {"intValue": "200"}}]}]}]}]}""");
    assertThat(calls)
        .containsExactly(
            Call.builder()
                .id("eee19b7ec3c1b174")
                .traceId("5b8efff798038103d269b633813fc60c")
                .parentId("eee19b7ec3c1b173")
                .opName("chat gpt-4o")
                .startedAt(Instant.parse("2026-01-05T08:00:00.123456789Z"))
                .endedAt(Instant.parse("2026-01-05T08:00:02Z"))
                .exception("cut off")
                .attributes(
                    Map.of(
                        "gen_ai.operation.name",
                        "chat",
                        "gen_ai.request.model",
                        "gpt-4o",
                        "gen_ai.response.model",
                        "gpt-4o-2024-08-06",
                        "gen_ai.usage.input_tokens",
                        1000L,
                        "gen_ai.usage.cache_read.input_tokens",
                        600L,
                        "gen_ai.usage.output_tokens",
                        200L))
                .summary(
                    Map.of(
                        "usage",
                        Map.of(
                            "gpt-4o-2024-08-06",
                            Map.of(
                                "otel.scope.name",
                                "",
                                "gen_ai.operation.name",
                                "chat",
                                "gen_ai.request.model",
                                "gpt-4o",
                                "gen_ai.usage.input_tokens",
                                1000L,
                                "gen_ai.usage.output_tokens",
                                200L,
                                "gen_ai.usage.cache_read.input_tokens",
                                600L))))
                .build());
  }

  @Test
  void whatASpanLacksIsNull() {
    Call call =
        OtlpReader.parse(
                Otlp.document(
                    """
                    {"spanId": "a", "traceId": "", "parentSpanId": "", "startTimeUnixNano": "0",
                     "endTimeUnixNano": 0, "status": {}, "attributes": null}"""))
            .get(0);
    assertThat(call).isEqualTo(Call.builder().id("a").attributes(Map.of()).build());
  }

  @Test
  void everyTypeOfAttributeIsReadAsPlainValue() {
    String attributes =
        String.join(
            ",",
            Otlp.attribute("text", "{\"stringValue\": \"x\"}"),
            Otlp.attribute("yes", "{\"boolValue\": true}"),
            Otlp.attribute("least", "{\"intValue\": \"-9223372036854775808\"}"),
            Otlp.attribute("fraction", "{\"doubleValue\": 0.1}"),
            Otlp.attribute("nan", "{\"doubleValue\": \"NaN\"}"),
            Otlp.attribute("bytes", "{\"bytesValue\": \"AAE=\"}"),
            Otlp.attribute("none", "{}"),
            Otlp.attribute("list", "{\"arrayValue\": {\"values\": [{\"intValue\": \"1\"}, {}]}}"),
            Otlp.attribute("empty", "{\"arrayValue\": {}}"),
            Otlp.attribute(
                "map",
                "{\"kvlistValue\": {\"values\": [{\"key\": \"a\", \"value\": {\"intValue\": 1}}]}}"));
    Call call =
        OtlpReader.parse(
                Otlp.document("{\"spanId\": \"a\", \"attributes\": [%s]}".formatted(attributes)))
            .get(0);
    assertThat(call.toJson())
        .isEqualTo(
            """
            {"id":"a","attributes":{"text":"x","yes":true,"least":-9223372036854775808,\
            "fraction":0.1,"nan":"NaN","bytes":"AAE=","none":null,"list":[1,null],"empty":[],\
            "map":{"a":1}}}""");
  }

  @Test
  void anAgentThatRepeatsItsModelCallsIsReportedAndCanBeCountedOnce() {
    List<Call> calls =
        OtlpReader.parse(
            Otlp.document(
                Otlp.span("agent", "", usage(1500, 300)),
                Otlp.span("first", "agent", usage(1000, 200)),
                Otlp.span("second", "agent", usage(500, 100))));
    UsageReport twice = Tally.with(PRICES).with(options(UsageScope.OWN)).report(calls);
    assertThat(twice.anomalies()).containsExactly(Anomaly.preAggregated("agent", UsageScope.AUTO));
    assertThat(twice.totals().get("gpt-4o").promptTokens()).isEqualTo(3000);
    UsageReport once = Tally.with(PRICES).with(options(UsageScope.AUTO)).report(calls);
    assertThat(once.totals().get("gpt-4o").promptTokens()).isEqualTo(1500);
    assertThat(once.totals().get("gpt-4o").totalCost()).isEqualByComparingTo("0.00675");
  }

  @Test
  void manyObjectsAreReadOneAfterTheOther() throws IOException {
    String lines =
        Otlp.document(Otlp.span("a", "", Map.of())).replace("\n", "")
            + "\n\n"
            + Otlp.document(Otlp.span("b", "a", Map.of()), Otlp.span("c", "a", Map.of()));
    AtomicBoolean closed = new AtomicBoolean();
    InputStream in =
        new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)) {
          @Override
          public void close() {
            closed.set(true);
          }
        };
    assertThat(OtlpReader.read(in)).extracting(Call::id).containsExactly("a", "b", "c");
    assertThat(closed).isTrue();
    assertThat(OtlpReader.parse("")).isEmpty();
  }

  @Test
  void aFileIsRead(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("spans.json");
    Files.writeString(file, Otlp.document(Otlp.span("a", "", Map.of())));
    assertThat(OtlpReader.open(file)).extracting(Call::id).containsExactly("a");
  }

  @Property(tries = 100)
  void noTokenIsLost(@ForAll @Size(max = 20) List<@LongRange(max = 1L << 50) Long> counts) {
    String[] spans = new String[counts.size()];
    for (int i = 0; i < spans.length; i++) {
      spans[i] = Otlp.span("s" + i, i == 0 ? "" : "s" + (i - 1) / 2, usage(counts.get(i), i));
    }
    UsageReport report =
        Tally.with(PRICES)
            .with(options(UsageScope.OWN))
            .report(OtlpReader.parse(Otlp.document(spans)));
    long sum = counts.stream().mapToLong(Long::longValue).sum();
    long counted = report.totals().values().stream().mapToLong(usage -> usage.promptTokens()).sum();
    assertThat(counted).isEqualTo(sum);
  }

  private static TallyOptions options(UsageScope scope) {
    return TallyOptions.builder().usageFormat(GenAiUsage.format()).usageScope(scope).build();
  }

  static Map<String, Object> usage(long input, long output) {
    return Map.of(
        "gen_ai.response.model", "gpt-4o",
        "gen_ai.usage.input_tokens", input,
        "gen_ai.usage.output_tokens", output);
  }

  static Call one(Map<String, Object> attributes) {
    return OtlpReader.parse(Otlp.document(Otlp.span("a", "", attributes))).get(0);
  }
}
