package io.tokentally.otel;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.internal.otlp.traces.TraceRequestMarshaler;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.tokentally.Call;
import io.tokentally.aggregation.LiveRollup;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.aggregation.UsageScope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spans of OpenTelemetry's SDK, beside what its exporter writes of the same spans. */
class CostSpanExporterTest {

  private static final PriceTable PRICES =
      PriceTable.parse(
          """
          {"gpt-4o": {"prompt_token_cost": 0.0000025, "completion_token_cost": 0.00001},
           "mistral": {"prompt_token_cost": 1, "completion_token_cost": 1,
             "prompt_token_cost_unit": "EUR", "completion_token_cost_unit": "EUR"}}""");

  private static final TallyOptions OPTIONS =
      TallyOptions.builder().usageFormat(GenAiUsage.format()).usageScope(UsageScope.AUTO).build();

  /** Keeps what it is given. */
  private static final class Kept implements SpanExporter {
    final List<SpanData> spans = new ArrayList<>();

    @Override
    public CompletableResultCode export(Collection<SpanData> batch) {
      spans.addAll(batch);
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }

  private final Kept plain = new Kept();
  private final Kept priced = new Kept();
  private final LiveRollup live = LiveRollup.with(PRICES, OPTIONS);
  private final SdkTracerProvider provider =
      SdkTracerProvider.builder()
          .addSpanProcessor(SimpleSpanProcessor.create(plain))
          .addSpanProcessor(
              SimpleSpanProcessor.create(CostSpanExporter.around(priced, PRICES).feeding(live)))
          .build();
  private final Tracer tracer = provider.get("app");

  private SpanBuilder chat(String model, long in, long out) {
    return tracer
        .spanBuilder("chat " + model)
        .setAttribute("gen_ai.operation.name", "chat")
        .setAttribute("gen_ai.provider.name", "openai")
        .setAttribute("gen_ai.request.model", model)
        .setAttribute("gen_ai.usage.input_tokens", in)
        .setAttribute("gen_ai.usage.output_tokens", out);
  }

  private Map<String, Object> exported(int index) {
    Map<String, Object> attributes = new TreeMap<>();
    priced
        .spans
        .get(index)
        .getAttributes()
        .forEach((key, value) -> attributes.put(key.getKey(), value));
    return attributes;
  }

  @Test
  void aSpanIsExportedWithItsCost() {
    chat("gpt-4o", 1_000, 200).startSpan().end();
    assertThat(exported(0))
        .containsEntry("gen_ai.usage.cost", 0.0045)
        .containsEntry("llm.cost.total", 0.0045)
        .containsEntry("langfuse.observation.cost_details", "{\"total\": 0.0045}")
        .containsEntry("gen_ai.usage.input_tokens", 1_000L);
    assertThat(priced.spans.get(0).getTotalAttributeCount()).isEqualTo(8);
    assertThat(plain.spans.get(0).getAttributes().size()).isEqualTo(5);
    assertThat(live.report().cost()).hasToString("0.0045 USD");
  }

  @Test
  void whatIsNotKnownOrInUsdOrKnownAlreadyIsLeftAsItIs() {
    chat("gpt-40", 1_000, 200).startSpan().end();
    chat("mistral", 1_000, 200).startSpan().end();
    chat("gpt-4o", 1_000, 200).setAttribute("gen_ai.usage.cost", 7.0).startSpan().end();
    tracer.spanBuilder("search").startSpan().end();
    Span agent =
        tracer
            .spanBuilder("agent")
            .setAttribute("gen_ai.operation.name", "invoke_agent")
            .setAttribute("gen_ai.request.model", "gpt-4o")
            .setAttribute("gen_ai.usage.input_tokens", 1_000)
            .startSpan();
    agent.end();
    for (int i = 0; i < 5; i++) {
      assertThat(priced.spans.get(i).getAttributes().asMap())
          .isEqualTo(plain.spans.get(i).getAttributes().asMap());
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = SpanForms.TABLE)
  void everyFormOfSpansIsReadAsFromTheFile(String scope, String attributes) throws IOException {
    SpanBuilder span = provider.get(scope).spanBuilder("op");
    SpanUsages.attributes(attributes)
        .forEach(
            (name, value) -> {
              if (value instanceof Long count) {
                span.setAttribute(name, count);
              } else {
                span.setAttribute(name, (String) value);
              }
            });
    span.startSpan().end();
    List<Call> file = OtlpReader.parse(otlp());
    assertThat(live.calls()).isEqualTo(file);
    assertThat(live.report().toJson())
        .isEqualTo(Tally.with(PRICES).with(OPTIONS).report(file).toJson());
  }

  @Property(tries = 50)
  void theRollupSaysWhatAReportOnTheExportedFileSays(@ForAll long seed) throws IOException {
    CostSpanExporterTest spans = new CostSpanExporterTest();
    spans.trace(new Random(seed), Context.root(), 3);
    UsageReport file = Tally.with(PRICES).with(OPTIONS).report(OtlpReader.parse(spans.otlp()));
    assertThat(spans.live.report().toJson()).isEqualTo(file.toJson());
    assertThat(spans.live.report().callIds()).isEqualTo(file.callIds());
  }

  private void trace(Random random, Context above, int levels) {
    for (int i = 0; i <= random.nextInt(3); i++) {
      Span span =
          (random.nextBoolean()
                  ? chat(
                      random.nextBoolean() ? "gpt-4o" : "gpt-40",
                      random.nextInt(5_000),
                      random.nextInt(500))
                  : tracer.spanBuilder(random.nextBoolean() ? "step" : ""))
              .setParent(above)
              .setAttribute("gen_ai.conversation.id", "c" + random.nextInt(3))
              .setAttribute("ratio", random.nextDouble())
              .setAttribute("gen_ai.request.stream", random.nextBoolean())
              .setAttribute(AttributeKey.longArrayKey("choices"), List.of(1L, random.nextLong()))
              .startSpan();
      if (random.nextInt(4) == 0) {
        span.setAttribute("gen_ai.usage.cache_read.input_tokens", random.nextInt(9) / 2.0);
      }
      if (random.nextInt(4) == 0) {
        span.addEvent(
            "usage", Attributes.of(AttributeKey.longKey("gen_ai.usage.input_tokens"), 7L));
      }
      if (random.nextInt(4) == 0) {
        span.setStatus(StatusCode.ERROR, random.nextBoolean() ? "went wrong" : "");
      }
      if (levels > 0) {
        trace(random, above.with(span), levels - 1);
      }
      span.end();
    }
  }

  /** {@return the spans as OpenTelemetry's exporter writes them in JSON} */
  private String otlp() throws IOException {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    TraceRequestMarshaler.create(plain.spans).writeJsonTo(json);
    return json.toString(StandardCharsets.UTF_8);
  }
}
