package io.tokentally.report.picture;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tokentally.report.text.Words;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A report in the file format of speedscope: a profile for the cost in each unit, one for tokens,
 * one for time. Calls stand in the order in which they began, each as wide as what it and the calls
 * below it have of their own; that of calls which ran at the same time adds up.
 */
public final class SpeedscopeFile {

  private static final String SCHEMA = "https://www.speedscope.app/file-format-schema.json";

  private final CallTree tree;
  private final int[] frames;
  private final boolean[] fits;
  private final JsonGenerator json;
  private int tooDeep;
  private int cut;

  private SpeedscopeFile(CallTree tree, JsonGenerator json) {
    this.tree = tree;
    this.frames = new int[tree.size()];
    this.fits = new boolean[tree.size()];
    this.json = json;
  }

  /** Writes the file, which is to be stored as UTF-8. */
  public static Losses write(Picture picture, Writer out) throws IOException {
    JsonGenerator json = new JsonFactory().createGenerator(out);
    json.enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    SpeedscopeFile file = new SpeedscopeFile(picture.tree(), json);
    file.write(picture);
    json.close();
    return new Losses(0, file.cut, file.tooDeep);
  }

  private void write(Picture picture) throws IOException {
    json.writeStartObject();
    json.writeStringField("$schema", SCHEMA);
    json.writeStringField("exporter", "tokentally");
    json.writeStringField("name", Words.clean(picture.title()));
    json.writeObjectFieldStart("shared");
    writeFrames();
    json.writeEndObject();
    measureDepth();
    json.writeArrayFieldStart("profiles");
    List<CallFigures> figures = FoldedStacks.figures(picture, tree);
    for (String unit : picture.usage().pricedCostByUnit().keySet()) {
      // Its readers show few decimals: millionths are read better.
      SelfAmounts cost = SelfAmounts.ofCost(tree, figures, unit);
      writeProfile("Cost in millionths of " + Words.clean(unit), "none", cost, 6);
    }
    writeProfile("Tokens", "none", SelfAmounts.ofTokens(tree, figures), 0);
    writeProfile("Time", "microseconds", SelfAmounts.ofTime(tree), -3);
    json.writeEndArray();
    json.writeEndObject();
  }

  private void writeFrames() throws IOException {
    Map<String, Integer> names = new LinkedHashMap<>();
    for (int i = 0; i < frames.length; i++) {
      String name = FrameNames.of(tree.calls().get(i));
      names.putIfAbsent(name, names.size());
      frames[i] = names.getOrDefault(name, 0);
    }
    json.writeArrayFieldStart("frames");
    for (String name : names.keySet()) {
      json.writeStartObject();
      json.writeStringField("name", name);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void measureDepth() {
    int[] depths = new int[frames.length];
    for (int i = 0; i < depths.length; i++) {
      int parent = tree.parent(i);
      depths[i] = parent == CallTree.NONE ? 1 : depths[parent] + 1;
      fits[i] = depths[i] <= Losses.DEEPEST;
      tooDeep += fits[i] ? 0 : 1;
    }
  }

  private void writeProfile(String name, String unit, SelfAmounts own, int decimals)
      throws IOException {
    cut = Math.max(cut, own.cut());
    json.writeStartObject();
    json.writeStringField("type", "evented");
    json.writeStringField("name", name);
    json.writeStringField("unit", unit);
    json.writeNumberField("startValue", 0);
    json.writeArrayFieldStart("events");
    BigDecimal at = BigDecimal.ZERO;
    int open = CallTree.NONE;
    for (int i = 0; i < frames.length; i++) {
      if (fits[i]) {
        open = closeUpTo(tree.parent(i), open, at);
        writeEvent("O", i, at);
        open = i;
      }
      at = at.add(own.amounts().get(i).movePointRight(decimals));
    }
    closeUpTo(CallTree.NONE, open, at);
    json.writeEndArray();
    json.writeFieldName("endValue");
    json.writeNumber(at);
    json.writeEndObject();
  }

  /** Closes the calls that are open, innermost first, down to one that stays open. */
  private int closeUpTo(int call, int open, BigDecimal at) throws IOException {
    int each = open;
    while (each != call) {
      writeEvent("C", each, at);
      each = tree.parent(each);
    }
    return each;
  }

  private void writeEvent(String type, int call, BigDecimal at) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", type);
    json.writeNumberField("frame", frames[call]);
    json.writeNumberField("at", at.signum() == 0 ? BigDecimal.ZERO : at);
    json.writeEndObject();
  }
}
