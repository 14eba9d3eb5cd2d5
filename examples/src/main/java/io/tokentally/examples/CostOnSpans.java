package io.tokentally.examples;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.tokentally.aggregation.LiveRollup;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UsageScope;
import io.tokentally.otel.CostSpanExporter;
import io.tokentally.otel.GenAiUsage;
import java.util.Collection;

/** Puts the cost on spans of OpenTelemetry before they are exported, and adds them up. */
final class CostOnSpans {

  private CostOnSpans() {}

  public static void main(String[] args) {
    PriceTable prices =
        PriceTable.parse(
            """
            {"gpt-4o": {"prompt_token_cost": 0.0000025, "completion_token_cost": 0.00001}}""");
    LiveRollup live =
        LiveRollup.with(
            prices,
            TallyOptions.builder()
                .usageFormat(GenAiUsage.format())
                .usageScope(UsageScope.AUTO)
                .build());
    SdkTracerProvider tracers =
        SdkTracerProvider.builder()
            .addSpanProcessor(
                BatchSpanProcessor.builder(
                        CostSpanExporter.around(new Printed(), prices).feeding(live))
                    .build())
            .build();

    tracers
        .get("app")
        .spanBuilder("chat gpt-4o") // as instrumentation of the model's client makes it
        .setAttribute("gen_ai.operation.name", "chat")
        .setAttribute("gen_ai.request.model", "gpt-4o")
        .setAttribute("gen_ai.usage.input_tokens", 1_000)
        .setAttribute("gen_ai.usage.output_tokens", 200)
        .startSpan()
        .end();
    tracers.close(); // exports what waits
    // prints chat gpt-4o: 0.0045
    System.out.println(live.report().cost()); // prints 0.0045 USD
  }

  /** Prints what a back end would be sent. */
  private static class Printed
      implements SpanExporter { // in the place of yours, such as OtlpHttpSpanExporter
    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      for (SpanData span : spans) {
        System.out.println(
            span.getName()
                + ": "
                + span.getAttributes().get(AttributeKey.doubleKey("gen_ai.usage.cost")));
      }
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
}
