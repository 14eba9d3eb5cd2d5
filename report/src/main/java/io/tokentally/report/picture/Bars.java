package io.tokentally.report.picture;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tokentally.LLMAggregatedUsage;
import io.tokentally.TracedCall;
import io.tokentally.aggregation.CallKey;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.aggregation.UsageTotals;
import io.tokentally.report.PictureCall;
import io.tokentally.report.text.Words;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What calls used of their own over time, by model and by a key, for the bars of the page. */
final class Bars {

  /** As many keys as there are colours; all further ones are one. */
  private static final int MOST_KEYS = 8;

  private record Place(int time, int key) {}

  private final UsageReport report;
  private final Breakdown breakdown;
  private final Function<TracedCall, String> key;
  private final TimeSteps steps;
  private final CostTable table;

  Bars(Picture picture, CallTree tree) {
    report = picture.usage();
    breakdown = picture.breakdown();
    steps =
        TimeSteps.of(
            tree.calls().stream().<@Nullable Instant>map(PictureCall::startedAt).toList(),
            breakdown.zone());
    key = key(breakdown, tree);
    table =
        CostTable.of(
            breakdown.title(),
            report.totalsBy(key),
            report.unitByModel(),
            report.pricedCostByUnit());
  }

  private static Function<TracedCall, String> key(Breakdown breakdown, CallTree tree) {
    Function<? super TracedCall, String> given = breakdown.key();
    if (given != null) {
      return given::apply;
    }
    Map<CallKey, String> names = new HashMap<>();
    tree.calls().forEach(call -> names.put(call.key(), call.name()));
    return call -> names.getOrDefault(CallKey.of(call), "");
  }

  /** {@return what calls used by the key} */
  CostTable table() {
    return table;
  }

  /** {@return the step of time that a call began in} */
  int time(PictureCall call) {
    return steps.of(call.startedAt());
  }

  /**
   * Writes them: for each step of time, key and model with usage its tokens, its cost in each unit,
   * and whether a part has no price.
   */
  void write(JsonGenerator json, List<String> units, Function<String, Integer> model)
      throws IOException {
    json.writeObjectFieldStart("bars");
    json.writeStringField("step", steps.title());
    json.writeStringField("zone", breakdown.zone().getId());
    json.writeStringField("key", breakdown.title());
    writeTexts(json, "times", steps.labels());
    writeTexts(json, "keys", keys());
    json.writeArrayFieldStart("cells");
    for (Map.Entry<Place, UsageTotals> each : cells().entrySet()) {
      for (Map.Entry<String, LLMAggregatedUsage> used : each.getValue().usage().entrySet()) {
        LLMAggregatedUsage priced = each.getValue().pricedPart().get(used.getKey());
        json.writeStartArray();
        json.writeNumber(each.getKey().time());
        json.writeNumber(each.getKey().key());
        json.writeNumber(model.apply(used.getKey()));
        json.writeString(Long.toString(used.getValue().totalTokens()));
        json.writeNumber(used.getValue().totalCost() == null ? 1 : 0);
        for (String unit : units) {
          json.writeString(cost(priced, unit, report.unitByModel().get(used.getKey())));
        }
        json.writeEndArray();
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static String cost(
      @Nullable LLMAggregatedUsage priced, String unit, @Nullable String unitOfModel) {
    BigDecimal cost = priced == null ? null : priced.totalCost();
    return cost == null || !unit.equals(unitOfModel) ? "0" : PageData.plain(cost);
  }

  private List<String> keys() {
    List<String> keys = new ArrayList<>();
    for (String each : table.keys().subList(0, Math.min(MOST_KEYS, table.keys().size()))) {
      keys.add(each.isEmpty() ? "(no name)" : each);
    }
    if (table.keys().size() > MOST_KEYS) {
      keys.add(Words.count(table.keys().size() - MOST_KEYS, "other"));
    }
    return keys;
  }

  private Map<@Nullable Place, UsageTotals> cells() {
    Map<String, Integer> places = new HashMap<>();
    table.keys().forEach(each -> places.put(each, Math.min(MOST_KEYS, places.size())));
    return report.totalsBy(
        call ->
            new Place(steps.of(call.startedAt()), places.getOrDefault(key.apply(call), MOST_KEYS)));
  }

  private static void writeTexts(JsonGenerator json, String name, List<String> texts)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(PageData.text(text));
    }
    json.writeEndArray();
  }
}
