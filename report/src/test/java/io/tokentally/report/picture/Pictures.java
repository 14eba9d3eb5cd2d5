package io.tokentally.report.picture;

import io.tokentally.Call;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.report.PictureCall;
import io.tokentally.report.SkippedRecords;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Calls and reports to draw. */
final class Pictures {

  static final Instant START = Instant.parse("2026-01-05T10:00:00Z");

  static final PriceTable PRICES =
      PriceTable.parse(
          """
          {"gpt-4o": {"prompt_token_cost": 0.0000025, "completion_token_cost": 0.00001},
           "gpt-4o-mini": {"prompt_token_cost": 0.00000015, "completion_token_cost": 0.0000006},
           "mistral-large": {"prompt_token_cost": 0.000002, "completion_token_cost": 0.000006,
                             "prompt_token_cost_unit": "EUR", "completion_token_cost_unit": "EUR"}}
          """);

  private Pictures() {}

  /** {@return a call that took some milliseconds and used so many prompt tokens} */
  static Call call(
      String id,
      @Nullable String parent,
      String operation,
      long from,
      long took,
      Map<String, Long> prompts) {
    Map<String, Object> usage = new TreeMap<>();
    prompts.forEach(
        (model, prompt) -> usage.put(model, Map.of("prompt_tokens", prompt, "requests", 1)));
    return Call.builder()
        .id(id)
        .parentId(parent)
        .opName(operation)
        .startedAt(START.plusMillis(from))
        .endedAt(START.plusMillis(from + took))
        .summary(Map.of("usage", usage))
        .build();
  }

  /** {@return an agent that plans, asks two models, and one whose price nobody knows} */
  static List<Call> agent() {
    return List.of(
        call("agent", null, "agent", 0, 10_000, Map.of()),
        call("plan", "agent", "plan", 100, 4_000, Map.of()),
        call("chat1", "plan", "chat", 200, 1_500, Map.of("gpt-4o", 12_345L)),
        call("chat2", "plan", "chat", 1_800, 2_000, Map.of("gpt-4o-mini", 77_777L)),
        call("local", "agent", "embed", 4_200, 300, Map.of("bge-m3", 500L)),
        call("answer", "agent", "chat", 5_000, 4_500, Map.of("gpt-4o", 2_001L)));
  }

  static Picture of(List<Call> calls) {
    return of(calls, Tally.with(PRICES).report(calls));
  }

  static Picture of(List<Call> calls, UsageReport report) {
    return of(calls, report, new SkippedRecords("calls.ndjson"));
  }

  static Picture of(List<Call> calls, UsageReport report, SkippedRecords skipped) {
    return new Picture(
        "Usage and cost of a test",
        "",
        List.of(),
        List.of(),
        calls.stream().map(call -> PictureCall.of(call, true)).toList(),
        report,
        skipped);
  }

  static String page(Picture picture) {
    StringWriter page = new StringWriter();
    try {
      HtmlPage.write(picture, page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return page.toString();
  }
}
