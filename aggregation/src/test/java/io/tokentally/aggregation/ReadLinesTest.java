package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tokentally.CallReader;
import io.tokentally.dsl.Dialect;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** A report on lines that are read for it says what a report on their calls says. */
class ReadLinesTest {

  private static final PriceTable PRICES =
      PriceTable.parse(
          """
          {"m": {"prompt_token_cost": 0.000001, "completion_token_cost": 0.000002},
           "n": {"prompt_token_cost": 0.1, "completion_token_cost": 0.2,
                 "cache_read_input_token_cost": 0.01, "cache_creation_input_token_cost": 0.3}}
          """);

  @Property(tries = 300)
  void isTheOneOnTheirCalls(
      @ForAll @Size(max = 12) List<@From("lines") String> lines,
      @ForAll @From("options") TallyOptions options)
      throws IOException {
    Tally tally = Tally.with(PRICES).with(options);
    String text = String.join("\n", lines);
    List<String> expected = new ArrayList<>();
    List<String> found = new ArrayList<>();
    UsageReport[] reports = new UsageReport[2];
    Throwable ofCalls =
        catchThrowable(() -> reports[0] = tally.report(reader(text, expected).readAll()));
    Throwable ofLines = catchThrowable(() -> reports[1] = tally.report(reader(text, found)));

    assertThat(found).isEqualTo(expected);
    assertThat(String.valueOf(ofLines)).isEqualTo(String.valueOf(ofCalls));
    if (ofCalls == null) {
      assertThat(said(reports[1]::toJson)).isEqualTo(said(reports[0]::toJson));
      assertThat(reports[1].calls()).isEqualTo(reports[0].calls());
      assertThat(said(() -> Map.copyOf(reports[1].usageByCall())))
          .isEqualTo(said(() -> Map.copyOf(reports[0].usageByCall())));
      assertThat(reports[1].failedCalls()).isEqualTo(reports[0].failedCalls());
      assertThat(reports[1].unfinishedCallIds()).isEqualTo(reports[0].unfinishedCallIds());
    }
  }

  @Test
  void isTheOneOnTheirCallsWhereEachHasUsageInAFormOfItsOwn() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 6_000; i++) {
      lines.append(
          "{\"id\":\""
              + i
              + "\",\"summary\":{\"usage\":{\"m"
              + i % 5_000
              + "\":{\"prompt_tokens\":1}}}}\n");
    }
    Tally tally = Tally.with(PRICES);
    assertThat(tally.report(reader(lines.toString(), new ArrayList<>())).toJson())
        .isEqualTo(tally.report(reader(lines.toString(), new ArrayList<>()).readAll()).toJson());
  }

  /** {@return what a report says, or which of its sums are too large} */
  private static Object said(Supplier<?> part) {
    try {
      return part.get();
    } catch (TokenOverflowException e) {
      return e.getMessage();
    }
  }

  private static CallReader reader(String text, List<String> skipped) throws IOException {
    return CallReader.of(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
        .forRollup()
        .skipping(bad -> skipped.add(bad.getMessage()));
  }

  @Provide
  Arbitrary<TallyOptions> options() {
    return Combinators.combine(
            Arbitraries.of(UsageScope.class),
            Arbitraries.of(CacheConvention.class),
            Arbitraries.of(Dialect.class),
            Arbitraries.of(1, 100))
        .as(
            (scope, cache, dialect, models) ->
                TallyOptions.builder()
                    .usageScope(scope)
                    .cacheConvention(cache)
                    .dialect(dialect)
                    .maxModelsPerCall(models)
                    .build());
  }

  @Provide
  Arbitrary<String> lines() {
    Arbitrary<String> ids = Arbitraries.of("\"a\"", "\"b\"", "\"c\"", "\"d\"", "\"\\u0061\"");
    Arbitrary<String> numbers =
        Arbitraries.of(
            "0",
            "1",
            "7",
            "12",
            "100",
            "999999999999999999",
            "9223372036854775807",
            "-3",
            "-0",
            "1.5",
            "2.0",
            "1e2",
            "null",
            "\"5\"",
            "01");
    Arbitrary<String> names =
        Arbitraries.of(
            "requests",
            "prompt_tokens",
            "input_tokens",
            "completion_tokens",
            "output_tokens",
            "total_tokens",
            "cache_read_input_tokens",
            "cache_creation_input_tokens",
            "other_tokens");
    Arbitrary<String> counts =
        Combinators.combine(names, numbers)
            .as((name, number) -> "\"" + name + "\":" + number)
            .list()
            .ofMaxSize(4)
            .map(all -> "{" + String.join(", ", all) + "}");
    Arbitrary<String> usage =
        Combinators.combine(Arbitraries.of("m", "n", "unpriced", "m\\u0061"), counts)
            .as((model, each) -> "\"" + model + "\":" + each)
            .list()
            .ofMaxSize(2)
            .map(all -> "{" + String.join(",", all) + "}");
    Arbitrary<String> started =
        Arbitraries.of(
            "\"2026-01-05T10:00:00Z\"", "\"2026-01-05T10:00:01Z\"", "null", "1767607201");
    Arbitrary<String> more =
        Arbitraries.of(
            "",
            ",\"exception\":\"\"",
            ",\"attributes\":{\"gen_ai.operation.name\":\"invoke_agent\"}",
            ",\"op_name\":\"weave:///t/x/op/agent:v1\"",
            ",\"output\":{\"model\":\"m\",\"service_tier\":\"flex\"}",
            ",\"ended_at\":\"2026-01-05T10:00:02Z\"",
            ",]");
    return Combinators.combine(
            ids,
            ids.injectNull(0.4),
            Arbitraries.of("\"t\"", "\"u\"", "null"),
            started,
            usage,
            more)
        .as(
            (id, parent, trace, start, used, rest) ->
                ("{\"id\":" + id + ",\"parent_id\":" + parent + ",\"trace_id\":" + trace)
                    + (",\"started_at\":"
                        + start
                        + ",\"summary\":{\"usage\":"
                        + used
                        + "}"
                        + rest
                        + "}"));
  }
}
