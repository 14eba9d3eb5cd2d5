package io.tokentally.report.data;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tokentally.dsl.Dialect;
import io.tokentally.dsl.Explanation;
import io.tokentally.report.Sink;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes what the nodes of a query come to for a call, in each dialect. */
public final class ExplanationJson {

  private ExplanationJson() {}

  /**
   * Writes them.
   *
   * @param asked the dialects that were asked for
   * @param explained those of them that accept the query
   * @param explanations an explanation for each of the latter
   */
  public static void write(
      String callId,
      List<Dialect> asked,
      List<Dialect> explained,
      List<Explanation> explanations,
      Sink to)
      throws IOException {
    JsonGenerator json = JsonOutput.open(to);
    json.writeStartObject();
    json.writeStringField("call_id", callId);
    for (Dialect dialect : asked) {
      json.writeFieldName(dialect.name().toLowerCase(Locale.ROOT));
      int place = explained.indexOf(dialect);
      if (place < 0) {
        json.writeNull();
      } else {
        writeNode(json, explanations.get(place));
      }
    }
    json.writeEndObject();
    JsonOutput.end(json);
  }

  private static void writeNode(JsonGenerator json, Explanation node) throws IOException {
    json.writeStartObject();
    json.writeStringField("node", node.operand().toString());
    json.writeFieldName("value");
    JsonOutput.writeValue(json, plain(node.value()));
    json.writeBooleanField("matches", node.matches());
    json.writeArrayFieldStart("parts");
    for (Explanation part : node.parts()) {
      writeNode(json, part);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** {@return the value as JSON has it: what it has no numbers for is text} */
  private static @Nullable Object plain(@Nullable Object value) {
    boolean isText =
        value instanceof Instant || (value instanceof Double number && !Double.isFinite(number));
    return isText ? String.valueOf(value) : value;
  }
}
