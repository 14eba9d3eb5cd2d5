package io.tokentally.otel;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.tokentally.Call;
import io.tokentally.aggregation.Cost;
import io.tokentally.aggregation.LiveRollup;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.TallyOptions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An exporter of OpenTelemetry's SDK that puts the cost on spans of calls of a model before it
 * hands them to another exporter, and may keep a {@link LiveRollup} up to date with all spans.
 * Needs {@code opentelemetry-sdk-trace}, which this module does not bring. Thread-safe, if the
 * other exporter is.
 *
 * <p>A processor cannot do this: when {@code onEnd} is called a span cannot be written any more.
 *
 * <p>The attributes are those that back ends read, in USD: {@value #COST} (Langfuse, Laminar,
 * OpenLIT), {@value #OPEN_INFERENCE_COST} (Arize AX) and {@value #LANGFUSE_COST} (Langfuse, a JSON
 * object). Phoenix reads none of them: it has prices of its own. They are doubles, so that the last
 * digits may differ from the exact cost of a report. A span whose cost is not known, or not in USD,
 * has none of them, nor has one that says what it cost already, nor one of an agent, which would
 * count the calls below it twice.
 *
 * <pre>{@code
 * SdkTracerProvider.builder()
 *     .addSpanProcessor(
 *         BatchSpanProcessor.builder(CostSpanExporter.around(otlp, prices).feeding(live)).build());
 * }</pre>
 */
public final class CostSpanExporter implements SpanExporter {

  /** What a call cost, in USD. */
  public static final String COST = "gen_ai.usage.cost";

  /** The same, by the name of OpenInference. */
  public static final String OPEN_INFERENCE_COST = "llm.cost.total";

  /** The same, by the name of Langfuse, as {@code {"total": 0.0045}}. */
  public static final String LANGFUSE_COST = "langfuse.observation.cost_details";

  private static final System.Logger LOG = System.getLogger(CostSpanExporter.class.getName());
  private static final String USD = "USD";

  private final SpanExporter next;
  private final Tally tally;
  private final @Nullable LiveRollup rollup;

  private CostSpanExporter(SpanExporter next, Tally tally, @Nullable LiveRollup rollup) {
    this.next = requireNonNull(next, "next");
    this.tally = tally;
    this.rollup = rollup;
  }

  /** {@return an exporter that puts costs at these prices on the spans that it hands on} */
  public static CostSpanExporter around(SpanExporter next, PriceTable prices) {
    TallyOptions options = TallyOptions.builder().usageFormat(GenAiUsage.format()).build();
    return new CostSpanExporter(next, Tally.with(prices).with(options), null);
  }

  /**
   * {@return the same, which also gives a rollup every span, as a call}
   *
   * @param rollup with the options {@link GenAiUsage#format} and {@link
   *     io.tokentally.aggregation.UsageScope#AUTO} it says of spans what a report on the exported
   *     file does
   */
  public CostSpanExporter feeding(LiveRollup rollup) {
    return new CostSpanExporter(next, tally, requireNonNull(rollup, "rollup"));
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    List<SpanData> exported = List.copyOf(spans);
    try {
      List<Call> calls = SpanCalls.of(exported.stream().map(SdkSpan::of).toList(), List.of());
      feed(calls);
      exported = priced(exported, calls);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "spans are exported without costs", e);
    }
    return next.export(exported);
  }

  private void feed(List<Call> calls) {
    if (rollup != null) {
      for (Call call : calls) {
        try {
          rollup.finished(call);
        } catch (RuntimeException e) {
          LOG.log(System.Logger.Level.WARNING, "span " + call.id() + " is in no rollup", e);
        }
      }
    }
  }

  private List<SpanData> priced(List<SpanData> spans, List<Call> calls) {
    List<SpanData> priced = new ArrayList<>(spans.size());
    for (int i = 0; i < spans.size(); i++) {
      SpanData span = spans.get(i);
      BigDecimal cost = isToPrice(span) ? cost(calls.get(i)) : null;
      priced.add(cost == null ? span : new Priced(span, cost));
    }
    return priced;
  }

  private static boolean isToPrice(SpanData span) {
    Attributes attributes = span.getAttributes();
    return SpanFacts.isModelCall(SdkSpan.plain(attributes))
        && attributes.asMap().keySet().stream()
            .map(AttributeKey::getKey)
            .noneMatch(
                name ->
                    name.equals(COST)
                        || name.equals(OPEN_INFERENCE_COST)
                        || name.equals(LANGFUSE_COST));
  }

  private @Nullable BigDecimal cost(Call call) {
    if (call.usage() == null) {
      return null;
    }
    Cost cost = tally.cost(call);
    return cost.isComplete() ? cost.amounts().get(USD) : null;
  }

  @Override
  public CompletableResultCode flush() {
    return next.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return next.shutdown();
  }

  /** A span with its cost. */
  private static final class Priced extends DelegatingSpanData {
    private final Attributes attributes;

    Priced(SpanData span, BigDecimal cost) {
      super(span);
      AttributesBuilder all = span.getAttributes().toBuilder();
      all.put(COST, cost.doubleValue());
      all.put(OPEN_INFERENCE_COST, cost.doubleValue());
      all.put(LANGFUSE_COST, "{\"total\": " + cost.toPlainString() + "}");
      this.attributes = all.build();
    }

    @Override
    public Attributes getAttributes() {
      return attributes;
    }

    @Override
    public int getTotalAttributeCount() {
      int added = attributes.size() - super.getAttributes().size();
      return super.getTotalAttributeCount() + added;
    }
  }
}
