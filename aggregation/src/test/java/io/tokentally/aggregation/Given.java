package io.tokentally.aggregation;

import io.tokentally.Call;
import io.tokentally.LLMAggregatedUsage;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonReader;
import io.tokentally.json.JsonText;
import io.tokentally.json.Loc;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Calls and price rows, one JSON object a line with the usual members left out, and usage in short.
 */
public final class Given {

  private static final Map<String, Object> USUAL_CALL =
      Map.of(
          "project_id", "p/one",
          "trace_id", "t1",
          "started_at", "2024-06-15T10:00:00Z",
          "ended_at", "2024-06-15T10:00:05Z");

  private static final Map<String, Object> USUAL_PRICE =
      Map.of(
          "pricing_level", "default",
          "pricing_level_id", "default",
          "effective_date", "2024-01-01T00:00:00Z",
          "completion_token_cost", 0L);

  /** Of one model; the second is in effect from March 2024 on. */
  public static final PriceTable TWO_PRICES =
      prices(
          """
          {"id":"1","llm_id":"m","prompt_token_cost":1}
          {"id":"2","llm_id":"m","prompt_token_cost":2,"effective_date":"2024-03-01T00:00:00Z"}
          """);

  private Given() {}

  /** {@return the calls; a usual member is added unless the line has it, if only as null} */
  public static List<Call> calls(String lines) {
    return objects(lines, USUAL_CALL).map(each -> Call.parse(JsonText.of(each))).toList();
  }

  public static Call call(String line) {
    return calls(line).get(0);
  }

  /** {@return a table of the rows, at the default level and from 2024 on unless they say so} */
  public static PriceTable prices(String lines) {
    return PriceTable.of(rows(lines));
  }

  public static List<PriceRow> rows(String lines) {
    return objects(lines, USUAL_PRICE).map(VectorRows::row).toList();
  }

  private static Stream<Map<String, @Nullable Object>> objects(
      String lines, Map<String, Object> usual) {
    return lines
        .lines()
        .filter(line -> !line.isBlank())
        .map(
            line -> {
              Map<String, @Nullable Object> members = new LinkedHashMap<>(usual);
              ((Map<?, ?>) json(line)).forEach((key, value) -> members.put((String) key, value));
              return members;
            });
  }

  /** {@return the plain value of some JSON} */
  public static @Nullable Object json(String text) {
    ErrorCollector faults = new ErrorCollector();
    Object value = JsonReader.read(text, Loc.ROOT, faults);
    faults.throwIfAny();
    return value;
  }

  /**
   * {@return usage by model in short: requests, prompt, completion, total, cache read, cache
   * creation and, if there are any, the four costs after a colon}
   */
  public static Map<String, String> brief(Map<String, LLMAggregatedUsage> usage) {
    Map<String, String> brief = new TreeMap<>();
    usage.forEach((model, sum) -> brief.put(model, brief(sum)));
    return brief;
  }

  public static String brief(LLMAggregatedUsage usage) {
    String counts =
        VectorRows.plain(usage, false).values().stream()
            .map(String::valueOf)
            .collect(Collectors.joining(" "));
    List<@Nullable BigDecimal> costs =
        Arrays.asList(
            usage.promptTokensTotalCost(),
            usage.completionTokensTotalCost(),
            usage.cacheReadInputTokensTotalCost(),
            usage.cacheCreationInputTokensTotalCost());
    return costs.stream().allMatch(cost -> cost == null)
        ? counts
        : costs.stream()
            .map(cost -> cost == null ? "null" : cost.toPlainString())
            .collect(Collectors.joining(" ", counts + " : ", ""));
  }
}
