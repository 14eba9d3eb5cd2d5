package io.tokentally.providers.usage;

import io.tokentally.aggregation.CacheConvention;
import io.tokentally.aggregation.ReadingNote;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.UsageNote;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonReader;
import io.tokentally.json.Loc;
import io.tokentally.value.JsonValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Usage in the attributes of a span, whichever conventions their names follow. A span bears the
 * names of several at once: what has two names is one count.
 */
public final class SpanUsage {

  /** In which service tier a call was served. */
  static final List<String> SERVED_TIERS =
      List.of(
          "openai.response.service_tier",
          "gen_ai.openai.response.service_tier",
          "gen_ai.response.service_tier",
          "anthropic.response.service_tier",
          "anthropic.usage.service_tier");

  /** Which one was asked for, where nothing says in which it was served. */
  static final List<String> ASKED_TIERS =
      List.of(
          "openai.request.service_tier",
          "gen_ai.openai.request.service_tier",
          "gen_ai.request.service_tier",
          "anthropic.request.service_tier");

  private static final int LONGEST_JSON = 1 << 20;

  private SpanUsage() {}

  /** {@return whether an attribute says what was used, or looks as if it did} */
  public static boolean isUsage(String attribute, @Nullable Object value) {
    Member member = SpanNames.ALL.get(attribute);
    return member == null
        ? UsageLike.isCount(attribute, value)
        : !(member.meaning() instanceof Meaning.Skipped
            || member.meaning() instanceof Meaning.Served
            || member.meaning() instanceof Meaning.Money
            || attribute.equals(ProviderMetadata.ATTRIBUTE));
  }

  /**
   * {@return whether an attribute belongs to the usage of a span: it is read, or said to need none}
   */
  public static boolean belongs(String attribute, @Nullable Object value) {
    return SpanNames.ALL.get(attribute) != null || UsageLike.isCount(attribute, value);
  }

  /**
   * {@return the usage}
   *
   * @param model the model
   * @param span the attributes that {@linkplain #belongs belong} to it, and who wrote them
   * @throws ArithmeticException if a count or a sum of counts exceeds 64 bits
   */
  public static RecordedUsage read(
      String model, SpanOrigin span, Map<?, ?> attributes, CacheConvention convention) {
    Draft draft = new Draft();
    Walk walk = new Walk(draft::malformed, draft::note);
    Gathered found = new Gathered();
    Map<String, Object> plain = plain(attributes);
    walk.object(plain, SpanNames.ALL, Loc.ROOT, found);
    walk.finish();
    Form form = form(found, span);
    ReadingContext context =
        new ReadingContext(null, model, convention, span.written(model, found));
    ProviderUsageReader.settle(found, form, context, draft);
    draft.addRequests(span.isModelCall() && !draft.isNothing() ? 1 : 0);
    if (span.unknownProvider() != null) {
      draft.note(new ReadingNote(UsageNote.Kind.PROVIDER_UNKNOWN, null, span.unknownProvider()));
    }
    if (plain.keySet().stream().noneMatch(name -> isUsage(name, plain.get(name)))) {
      draft.note(ReadingNote.of(UsageNote.Kind.NO_USAGE));
    }
    return draft.build(span.provider());
  }

  private static boolean isJson(String attribute) {
    Member member = SpanNames.ALL.get(attribute);
    return member != null
        && !(member.meaning() instanceof Meaning.Skipped
            || member.meaning() instanceof Meaning.Served);
  }

  private static Form form(Gathered found, SpanOrigin span) {
    if (found.shows(Sign.PLAIN)) {
      return Form.SPAN_PARTS;
    }
    return span.isAdk() ? Form.SPAN_ADK : Form.SPAN;
  }

  /** {@return the attributes that are read, JSON in strings as values} */
  private static Map<String, Object> plain(Map<?, ?> attributes) {
    boolean isServedTold = SERVED_TIERS.stream().anyMatch(attributes::containsKey);
    Map<String, Object> plain = new LinkedHashMap<>();
    for (Map.Entry<?, ?> attribute : JsonValues.withTextKeys(attributes).entrySet()) {
      String name = (String) attribute.getKey();
      Object value = attribute.getValue();
      if (value != null && belongs(name, value) && !(isServedTold && ASKED_TIERS.contains(name))) {
        Object read = value instanceof String text && isJson(name) ? unpacked(text) : value;
        read = name.equals(ProviderMetadata.ATTRIBUTE) ? ProviderMetadata.cacheWrite(read) : read;
        if (read != null) {
          plain.put(name, read);
        }
      }
    }
    return plain;
  }

  /** {@return the object or list that a string holds as JSON; else the string} */
  private static Object unpacked(String text) {
    String trimmed = text.strip();
    boolean looksSo = trimmed.startsWith("{") || trimmed.startsWith("[");
    if (!looksSo || text.length() > LONGEST_JSON) {
      return text;
    }
    try {
      ErrorCollector faults = new ErrorCollector();
      Object value = JsonReader.read(trimmed, Loc.ROOT, faults);
      return value == null || !faults.isEmpty() ? text : value;
    } catch (io.tokentally.ValidationException e) {
      return text;
    }
  }
}
