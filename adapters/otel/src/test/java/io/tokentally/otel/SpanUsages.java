package io.tokentally.otel;

import io.tokentally.Call;
import io.tokentally.aggregation.CacheConvention;
import io.tokentally.aggregation.OtherKind;
import io.tokentally.aggregation.OtherKind.Within;
import io.tokentally.aggregation.ReadingNote;
import io.tokentally.aggregation.RecordedUsage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;

/** Reads the usage of one span, and says it in short. */
final class SpanUsages {

  private SpanUsages() {}

  /**
   * {@return the attributes of a text of them: {@code name=value}, separated by white space;
   * numbers as numbers, other values as strings}
   */
  static Map<String, Object> attributes(String text) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    StringTokenizer words = new StringTokenizer(text);
    while (words.hasMoreTokens()) {
      String attribute = words.nextToken();
      int is = attribute.indexOf('=');
      String value = attribute.substring(is + 1);
      boolean isNumber = value.matches("[0-9]+");
      attributes.put(
          attribute.substring(0, is),
          isNumber ? (Object) Long.valueOf(value) : value.replace("'", ""));
    }
    return attributes;
  }

  static RecordedUsage read(String scope, Map<String, Object> attributes) {
    return read(scope, attributes, CacheConvention.AUTO);
  }

  static RecordedUsage read(
      String scope, Map<String, Object> attributes, CacheConvention convention) {
    Call call = OtlpReader.parse(Otlp.inScope(scope, Otlp.span("a", "", attributes))).get(0);
    Map.Entry<?, ?> only = ((Map<?, ?>) call.usage()).entrySet().iterator().next();
    return GenAiUsage.format()
        .read(call, (String) only.getKey(), (Map<?, ?>) only.getValue(), convention);
  }

  /** {@return the counts that are not 0, other kinds, the provider and the notes} */
  static String brief(RecordedUsage usage) {
    List<String> said = new ArrayList<>();
    add(said, "in", usage.promptTokens());
    add(said, "read", usage.cacheReadInputTokens());
    add(said, "write", usage.cacheCreationInputTokens());
    add(said, "1h", usage.cacheCreation1hInputTokens());
    add(said, "out", usage.completionTokens());
    for (OtherKind other : usage.otherKinds()) {
      if (!other.kind().equals(OtherKind.REASONING) || other.within() != Within.COMPLETION) {
        add(said, other.kind(), other.count());
      }
    }
    usage.otherModels().values().forEach(other -> said.add("and(" + brief(other) + ")"));
    usage
        .recordedCosts()
        .forEach(
            cost -> said.add(cost.field() + "=" + cost.amount().toPlainString() + cost.unit()));
    for (ReadingNote note : usage.notes()) {
      String at = note.field() == null ? "" : "(" + note.field() + ")";
      said.add(note.kind() + at);
    }
    usage.malformed().forEach(count -> said.add(count.reason() + "(" + count.field() + ")"));
    return String.join(" ", said);
  }

  private static void add(List<String> said, String name, long count) {
    if (count > 0) {
      said.add(name + "=" + count);
    }
  }
}
