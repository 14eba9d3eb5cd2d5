package io.tokentally.aggregation;

import static java.util.Objects.requireNonNull;

import io.tokentally.LLMAggregatedUsage;
import io.tokentally.UsageCount;
import io.tokentally.ValidationError.Type;
import io.tokentally.json.Check;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonReader;
import io.tokentally.json.JsonText;
import io.tokentally.json.Loc;
import io.tokentally.value.JsonValues;
import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@link SettledTotals} as JSON. What is read has been checked. */
final class SettledJson {

  private static final String PROMPT_COST = "prompt_tokens_total_cost";
  private static final String COMPLETION_COST = "completion_tokens_total_cost";
  private static final String CACHE_READ_COST = "cache_read_input_tokens_total_cost";
  private static final String CACHE_CREATION_COST = "cache_creation_input_tokens_total_cost";
  private static final String OTHER_COSTS = "other_costs";

  private static final Check USAGE = usage();

  private static final Check TOTAL =
      Check.object()
          .optional("day", SettledJson::checkDay)
          .optional("keys", Check.mapOf(Check.TEXT))
          .required("model", Check.TEXT)
          .optional("unit", Check.TEXT)
          .required("usage", USAGE)
          .required("priced_part", USAGE);

  private static final Check TOTALS =
      Check.object()
          .required("totals", Check.listOf(TOTAL))
          .required("traces", Check.INTEGER)
          .required("calls", Check.INTEGER)
          .required("incomplete_traces", Check.INTEGER)
          .required("anomalies", SettledJson::checkAnomalies);

  private SettledJson() {}

  private static Check usage() {
    Check.ObjectCheck usage = Check.object();
    for (UsageCount count : UsageCount.values()) {
      usage.required(count.wireName(), Check.INTEGER);
    }
    for (String cost :
        List.of(PROMPT_COST, COMPLETION_COST, CACHE_READ_COST, CACHE_CREATION_COST)) {
      usage.required(cost, Check.nullable(Check.NUMBER));
    }
    return usage.optional(OTHER_COSTS, Check.mapOf(Check.NUMBER));
  }

  private static void checkDay(@Nullable Object value, Loc at, ErrorCollector faults) {
    Check.TEXT.check(value, at, faults);
    if (value instanceof String day) {
      try {
        LocalDate.parse(day);
      } catch (DateTimeException e) {
        String msg = "expected a day such as 2026-01-05, found " + JsonValues.quote(day);
        faults.add(at, Type.VALUE, msg);
      }
    }
  }

  private static void checkAnomalies(@Nullable Object value, Loc at, ErrorCollector faults) {
    Check.mapOf(Check.INTEGER).check(value, at, faults);
    if (value instanceof Map<?, ?> counts) {
      String[] kinds = Arrays.stream(Anomaly.Kind.values()).map(Enum::name).toArray(String[]::new);
      counts
          .keySet()
          .forEach(kind -> Check.oneOf(kinds).check(kind, at.key((String) kind), faults));
    }
  }

  static String write(SettledTotals settled) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("totals", settled.totals().stream().map(SettledJson::members).toList());
    members.put("traces", settled.traces());
    members.put("calls", settled.calls());
    members.put("incomplete_traces", settled.incompleteTraces());
    Map<String, Object> anomalies = new LinkedHashMap<>();
    settled.anomalies().forEach((kind, count) -> anomalies.put(kind.name(), count));
    members.put("anomalies", anomalies);
    return JsonText.of(members);
  }

  private static Map<String, Object> members(SettledTotal total) {
    Map<String, Object> members = new LinkedHashMap<>();
    if (total.day() != null) {
      members.put("day", total.day().toString());
    }
    if (!total.keys().isEmpty()) {
      members.put("keys", total.keys());
    }
    members.put("model", total.model());
    if (total.unit() != null) {
      members.put("unit", total.unit());
    }
    members.put("usage", members(total.usage()));
    members.put("priced_part", members(total.pricedPart()));
    return members;
  }

  private static Map<String, @Nullable Object> members(LLMAggregatedUsage usage) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (UsageCount count : UsageCount.values()) {
      members.put(count.wireName(), count.of(usage));
    }
    members.put(PROMPT_COST, usage.promptTokensTotalCost());
    members.put(COMPLETION_COST, usage.completionTokensTotalCost());
    members.put(CACHE_READ_COST, usage.cacheReadInputTokensTotalCost());
    members.put(CACHE_CREATION_COST, usage.cacheCreationInputTokensTotalCost());
    if (!usage.otherCosts().isEmpty()) {
      members.put(OTHER_COSTS, usage.otherCosts());
    }
    return members;
  }

  static SettledTotals read(String json) {
    ErrorCollector faults = new ErrorCollector();
    Object document = JsonReader.read(json, Loc.ROOT, faults);
    TOTALS.check(document, Loc.ROOT, faults);
    faults.throwIfAny();
    Map<?, ?> members = object(document);
    List<SettledTotal> totals = new ArrayList<>();
    for (Object each : object(members.get("totals"), List.class)) {
      totals.add(total(object(each)));
    }
    Map<Anomaly.Kind, Long> anomalies = new LinkedHashMap<>();
    object(members.get("anomalies"))
        .forEach((kind, count) -> anomalies.put(Anomaly.Kind.valueOf((String) kind), count(count)));
    return new SettledTotals(
        totals,
        count(members.get("traces")),
        count(members.get("calls")),
        count(members.get("incomplete_traces")),
        anomalies);
  }

  private static SettledTotal total(Map<?, ?> members) {
    Object day = members.get("day");
    Map<String, String> keys = new LinkedHashMap<>();
    if (members.get("keys") instanceof Map<?, ?> all) {
      all.forEach((key, value) -> keys.put((String) key, (String) value));
    }
    return new SettledTotal(
        day == null ? null : LocalDate.parse((String) day),
        keys,
        object(members.get("model"), String.class),
        (String) members.get("unit"),
        usage(object(members.get("usage"))),
        usage(object(members.get("priced_part"))));
  }

  private static LLMAggregatedUsage usage(Map<?, ?> members) {
    Map<String, BigDecimal> others = new LinkedHashMap<>();
    if (members.get(OTHER_COSTS) instanceof Map<?, ?> all) {
      all.forEach((kind, cost) -> others.put((String) kind, Numbers.decimal((Number) cost)));
    }
    return LLMAggregatedUsage.builder()
        .requests(count(members, UsageCount.REQUESTS))
        .promptTokens(count(members, UsageCount.PROMPT_TOKENS))
        .completionTokens(count(members, UsageCount.COMPLETION_TOKENS))
        .totalTokens(count(members, UsageCount.TOTAL_TOKENS))
        .cacheReadInputTokens(count(members, UsageCount.CACHE_READ_INPUT_TOKENS))
        .cacheCreationInputTokens(count(members, UsageCount.CACHE_CREATION_INPUT_TOKENS))
        .promptTokensTotalCost(cost(members, PROMPT_COST))
        .completionTokensTotalCost(cost(members, COMPLETION_COST))
        .cacheReadInputTokensTotalCost(cost(members, CACHE_READ_COST))
        .cacheCreationInputTokensTotalCost(cost(members, CACHE_CREATION_COST))
        .otherCosts(others)
        .build();
  }

  private static long count(Map<?, ?> members, UsageCount count) {
    return count(members.get(count.wireName()));
  }

  private static long count(@Nullable Object checked) {
    return Numbers.decimal(object(checked, Number.class)).longValueExact();
  }

  private static @Nullable BigDecimal cost(Map<?, ?> members, String name) {
    Object cost = members.get(name);
    return cost == null ? null : Numbers.decimal((Number) cost);
  }

  private static Map<?, ?> object(@Nullable Object checked) {
    return object(checked, Map.class);
  }

  private static <T> T object(@Nullable Object checked, Class<T> type) {
    return requireNonNull(type.cast(checked));
  }
}
