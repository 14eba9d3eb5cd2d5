package io.tokentally.report.picture;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.report.PictureCall;
import io.tokentally.report.text.Words;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The calls as JSON for the script of the page, column by column. Costs are strings, exact to the
 * last digit; tokens are numbers as long as JavaScript has them exactly, else strings. Timestamps
 * are milliseconds since the first.
 */
final class PageData {

  /** Longer names and ids are cut off: nobody reads them to the end. */
  private static final int LONGEST = 300;

  private static final BigInteger MOST_EXACT = BigInteger.valueOf((1L << 53) - 1);

  /** Strings of which many are equal: each stands once, and is named by its number. */
  private static final class Numbered<T> {
    private final Map<T, Integer> numbers = new LinkedHashMap<>();

    int of(T value) {
      Integer next = numbers.size();
      Integer known = numbers.putIfAbsent(value, next);
      return known == null ? next : known;
    }
  }

  private interface Column {
    void write(JsonGenerator json, int call) throws IOException;
  }

  private final UsageReport report;
  private final CallTree tree;
  private final Bars bars;
  private final List<CallFigures> figures = new ArrayList<>();
  private final List<String> units;
  private final Numbered<String> models = new Numbered<>();
  private final Numbered<String> names = new Numbered<>();
  private final Numbered<List<Integer>> modelSets = new Numbered<>();
  private final @Nullable Instant first;

  /**
   * @param models all models, in the order of the page's table, which their colours follow
   */
  PageData(Picture picture, List<String> models) {
    report = picture.usage();
    tree = picture.tree();
    bars = new Bars(picture, tree);
    tree.calls().forEach(call -> figures.add(CallFigures.of(report, call.key())));
    units = List.copyOf(report.pricedCostByUnit().keySet());
    models.forEach(this.models::of);
    first =
        tree.calls().stream()
            .map(PictureCall::startedAt)
            .filter(Objects::nonNull)
            .min(Instant::compareTo)
            .orElse(null);
  }

  int size() {
    return tree.size();
  }

  /** {@return what calls used of their own by operation, or what was asked for} */
  CostTable table() {
    return bars.table();
  }

  /** {@return the JSON, safe within an element of a page} */
  String json() throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.setCharacterEscapes(new ScriptEscapes());
      json.enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);
      json.writeStartObject();
      writeCalls(json);
      bars.write(json, units, models::of);
      writeTexts(json, "names", names.numbers.keySet());
      writeTexts(json, "models", models.numbers.keySet());
      writeTexts(json, "units", units);
      json.writeArrayFieldStart("modelSets");
      for (List<Integer> set : modelSets.numbers.keySet()) {
        json.writeArray(set.stream().mapToInt(model -> model).toArray(), 0, set.size());
      }
      json.writeEndArray();
      json.writeStringField("first", first == null ? "" : first.toString());
      json.writeEndObject();
    }
    return text.toString();
  }

  private void writeCalls(JsonGenerator json) throws IOException {
    write(json, "parent", (to, i) -> to.writeNumber(tree.parent(i)));
    write(json, "id", (to, i) -> to.writeString(text(call(i).id())));
    write(json, "name", (to, i) -> to.writeNumber(names.of(text(call(i).name()))));
    write(json, "modelSet", (to, i) -> to.writeNumber(modelSets.of(models(i))));
    write(json, "tokens", (to, i) -> writeCount(to, figures.get(i).tokens()));
    write(json, "pricing", (to, i) -> to.writeNumber(figures.get(i).pricing().code));
    OwnPricing own = new OwnPricing(tree, report, figures);
    write(json, "ownUnpriced", (to, i) -> to.writeNumber(own.isUnpriced(i) ? 1 : 0));
    write(json, "start", (to, i) -> writeMillis(to, first, call(i).startedAt()));
    write(json, "duration", (to, i) -> writeMillis(to, call(i).startedAt(), call(i).endedAt()));
    write(json, "time", (to, i) -> to.writeNumber(bars.time(call(i))));
    json.writeArrayFieldStart("costs");
    for (String unit : units) {
      json.writeStartArray();
      for (CallFigures each : figures) {
        BigDecimal cost = each.costs().getOrDefault(unit, BigDecimal.ZERO);
        json.writeString(plain(cost));
      }
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private void write(JsonGenerator json, String name, Column column) throws IOException {
    json.writeArrayFieldStart(name);
    for (int i = 0; i < tree.size(); i++) {
      column.write(json, i);
    }
    json.writeEndArray();
  }

  private PictureCall call(int i) {
    return tree.calls().get(i);
  }

  private List<Integer> models(int i) {
    return figures.get(i).models().stream().map(models::of).sorted().toList();
  }

  /** {@return text of a call as the page has it} */
  static String text(String text) {
    return Words.shortened(Words.clean(text), LONGEST);
  }

  static String plain(BigDecimal amount) {
    return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
  }

  private static void writeCount(JsonGenerator json, BigInteger count) throws IOException {
    if (count.compareTo(MOST_EXACT) > 0) {
      json.writeString(count.toString());
    } else {
      json.writeNumber(count.longValueExact());
    }
  }

  private static void writeMillis(
      JsonGenerator json, @Nullable Instant from, @Nullable Instant moment) throws IOException {
    if (from == null || moment == null) {
      json.writeNull();
      return;
    }
    Duration passed = Duration.between(from, moment);
    BigDecimal millis =
        BigDecimal.valueOf(passed.getSeconds())
            .movePointRight(3)
            .add(BigDecimal.valueOf(passed.getNano(), 6));
    json.writeNumber(new BigDecimal(plain(millis)));
  }

  private static void writeTexts(JsonGenerator json, String name, Iterable<String> texts)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text(text));
    }
    json.writeEndArray();
  }
}
