package io.tokentally.aggregation;

import io.tokentally.Call;
import io.tokentally.LLMAggregatedUsage;
import io.tokentally.dsl.Dialect;
import io.tokentally.json.JsonText;
import io.tokentally.testing.Vectors.Vector;
import io.tokentally.value.Numbers;
import io.tokentally.value.Timestamps;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Price rows, calls and usage as the vectors write them. */
public final class VectorRows {

  private VectorRows() {}

  public static PriceTable prices(Vector vector) {
    return prices(vector, Dialect.STANDARD);
  }

  public static PriceTable prices(Vector vector, Dialect dialect) {
    List<@Nullable Object> rows = vector.has("prices") ? vector.list("prices") : List.of();
    return PriceTable.of(rows.stream().map(VectorRows::row).toList(), dialect);
  }

  public static PriceRow row(@Nullable Object plain) {
    Map<?, ?> row = (Map<?, ?>) Objects.requireNonNull(plain);
    PriceRow.Builder to =
        PriceRow.builder()
            .id(text(row, "id"))
            .pricingLevel(text(row, "pricing_level"))
            .pricingLevelId(text(row, "pricing_level_id"))
            .providerId((String) row.get("provider_id"))
            .llmId(text(row, "llm_id"))
            .effectiveDate(Objects.requireNonNull(Timestamps.parse(text(row, "effective_date"))))
            .promptTokenCost(decimal(row.get("prompt_token_cost")))
            .completionTokenCost(decimal(row.get("completion_token_cost")))
            .createdBy((String) row.get("created_by"));
    if (row.get("created_at") != null) {
      to.createdAt(Timestamps.parse(text(row, "created_at")));
    }
    if (row.get("cache_read_input_token_cost") != null) {
      to.cacheReadInputTokenCost(decimal(row.get("cache_read_input_token_cost")));
    }
    if (row.get("cache_creation_input_token_cost") != null) {
      to.cacheCreationInputTokenCost(decimal(row.get("cache_creation_input_token_cost")));
    }
    if (row.get("prompt_token_cost_unit") != null) {
      to.promptTokenCostUnit(text(row, "prompt_token_cost_unit"));
    }
    if (row.get("completion_token_cost_unit") != null) {
      to.completionTokenCostUnit(text(row, "completion_token_cost_unit"));
    }
    return to.build();
  }

  public static Call call(@Nullable Object plain, String projectId) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    ((Map<?, ?>) Objects.requireNonNull(plain))
        .forEach((key, value) -> members.put((String) key, value));
    members.put("project_id", projectId);
    return Call.parse(JsonText.of(members));
  }

  /** {@return the calls of a vector, written out where it says how to make them} */
  public static List<Call> calls(Vector vector) {
    if (vector.has("calls")) {
      String project = vector.text("project_id");
      return vector.list("calls").stream().map(call -> call(call, project)).toList();
    }
    Map.Entry<String, @Nullable Object> recipe =
        vector.object("calls_gen").entrySet().iterator().next();
    Map<?, ?> of = (Map<?, ?>) Objects.requireNonNull(recipe.getValue());
    int n = ((Long) Objects.requireNonNull(of.get("n"))).intValue();
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      String parent = i == 0 ? null : "c" + (recipe.getKey().equals("star") ? 0 : i - 1);
      if (recipe.getKey().equals("ring") && i == 0) {
        parent = "c" + (n - 1);
      }
      boolean empty = recipe.getKey().equals("star") && i == 0;
      calls.add(
          Call.builder()
              .id("c" + i)
              .projectId(vector.text("project_id"))
              .parentId(parent)
              .startedAt(Timestamps.parse("2024-06-15T10:00:00Z"))
              .endedAt(Timestamps.parse("2024-06-15T10:00:05Z"))
              .summary(empty ? Map.of() : Map.of("usage", of.get("usage")))
              .build());
    }
    if ("up".equals(of.get("order"))) {
      java.util.Collections.reverse(calls);
    }
    return calls;
  }

  /** {@return usage as the vectors write it: six counts and, with costs, four exact texts} */
  public static Map<String, @Nullable Object> plain(LLMAggregatedUsage usage, boolean withCosts) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    plain.put("requests", usage.requests());
    plain.put("prompt_tokens", usage.promptTokens());
    plain.put("completion_tokens", usage.completionTokens());
    plain.put("total_tokens", usage.totalTokens());
    plain.put("cache_read_input_tokens", usage.cacheReadInputTokens());
    plain.put("cache_creation_input_tokens", usage.cacheCreationInputTokens());
    if (withCosts) {
      plain.put("exact", costs(usage));
    }
    return plain;
  }

  public static Map<String, @Nullable Object> costs(LLMAggregatedUsage usage) {
    Map<String, @Nullable Object> exact = new LinkedHashMap<>();
    exact.put("prompt_tokens_total_cost", text(usage.promptTokensTotalCost()));
    exact.put("completion_tokens_total_cost", text(usage.completionTokensTotalCost()));
    exact.put("cache_read_input_tokens_total_cost", text(usage.cacheReadInputTokensTotalCost()));
    exact.put(
        "cache_creation_input_tokens_total_cost", text(usage.cacheCreationInputTokensTotalCost()));
    return exact;
  }

  private static @Nullable String text(@Nullable BigDecimal cost) {
    return cost == null ? null : cost.toPlainString();
  }

  private static String text(Map<?, ?> row, String key) {
    return (String) Objects.requireNonNull(row.get(key), key);
  }

  /** A typed row cannot lack a rate; to the Weave server a null one is 0. */
  private static BigDecimal decimal(@Nullable Object number) {
    return number == null ? BigDecimal.ZERO : Numbers.decimal((Number) number);
  }

  /** The vectors give costs exactly and in binary floats; ours are exact. */
  public static @Nullable Object withoutFloats(@Nullable Object plain) {
    if (!(plain instanceof Map<?, ?> map)) {
      return plain;
    }
    Map<Object, Object> kept = new LinkedHashMap<>();
    map.forEach((key, value) -> kept.put(key, withoutFloats(value)));
    kept.remove("float");
    return kept;
  }
}
