package io.tokentally.otel;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A span, in whichever form it was written.
 *
 * @param id its id; hexadecimal digits in lower case
 * @param scope the name of the instrumentation that wrote it, empty if it is not known
 * @param exception the message of a status that is an error, perhaps empty; null without an error
 * @param attributes its attributes, each under its whole name
 */
record Span(
    String id,
    @Nullable String traceId,
    @Nullable String parentId,
    @Nullable String name,
    String scope,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String exception,
    Map<String, @Nullable Object> attributes) {

  private static final Pattern HEXADECIMAL = Pattern.compile("(0[xX])?[0-9a-fA-F]+");
  private static final Pattern ZEROS = Pattern.compile("0*");

  /** {@return an id in the one spelling that equal ids share; null for none, as zeros are} */
  static @Nullable String id(@Nullable String text) {
    if (text == null || ZEROS.matcher(text).matches()) {
      return null;
    }
    if (!HEXADECIMAL.matcher(text).matches()) {
      return text;
    }
    String digits = text.toLowerCase(Locale.ROOT);
    String bare = digits.startsWith("0x") ? digits.substring(2) : digits;
    return ZEROS.matcher(bare).matches() ? null : bare;
  }

  /** {@return the span with attributes that it does not have yet} */
  Span with(Map<String, @Nullable Object> more) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>(more);
    all.putAll(attributes);
    return new Span(id, traceId, parentId, name, scope, startedAt, endedAt, exception, all);
  }
}
