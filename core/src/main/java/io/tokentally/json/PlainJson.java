package io.tokentally.json;

import static io.tokentally.json.JsonSkipper.ODD;

import io.tokentally.value.JsonValues;
import io.tokentally.value.Numbers;
import io.tokentally.value.ObjectBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON as it mostly is written. What is rare is left to {@link JsonReader}, which also
 * reports what is wrong: deep nesting, keys written twice, exponents, long numbers, half a
 * surrogate pair. Not thread-safe.
 */
final class PlainJson {

  private static final JsonBytes NOTHING = new JsonBytes(new byte[0], 0);

  private static final int MOST_LEVELS = 64;

  /** So many digits fit a long. */
  private static final int MOST_DIGITS = 18;

  private static final int LONGEST_DECIMAL = 100;

  private static final int LONGEST_KEY = 64;

  /** Names are shorter than timestamps, which mostly stand once. */
  private static final int LONGEST_NAME = 19;

  /** Longer objects are not kept as JSON; shorter than any string that is too long. */
  private static final int LONGEST_LAZY = 1 << 20;

  private static final int EMPTY_LENGTH = "{}".length();

  private final Set<String> lazy;
  private final DistinctKeys distinct = new DistinctKeys();

  private final KnownStrings keys = new KnownStrings(LONGEST_KEY);
  private final KnownStrings strings = new KnownStrings(LONGEST_NAME);

  private final List<ObjectBuilder> builders = new ArrayList<>();
  private final Escapes escapes = new Escapes();

  private JsonBytes json = NOTHING;
  private JsonSkipper skipper = json.skipper();
  private byte[] bytes = json.bytes();
  private int end;
  private int at;
  private @Nullable Object value;

  /** A reader that makes all values at once. */
  PlainJson() {
    this(Set.of());
  }

  /**
   * A reader of objects.
   *
   * @param lazy the keys of those members that are kept as JSON as long as nobody looks into them,
   *     if they are objects
   */
  PlainJson(Set<String> lazy) {
    this.lazy = lazy;
  }

  /** {@return where the value is over that begins there, or {@link JsonSkipper#ODD}} */
  int read(JsonBytes text, int from) {
    json = text;
    skipper = text.skipper();
    bytes = text.bytes();
    end = text.length();
    at = from;
    return value(0) ? at : ODD;
  }

  /** {@return the value that was read last, frozen} */
  @Nullable Object value() {
    return value;
  }

  /** Lets go of what was read last. */
  void forget() {
    json = NOTHING;
    skipper = json.skipper();
    bytes = json.bytes();
    value = null;
    builders.forEach(ObjectBuilder::clear);
  }

  private boolean value(int level) {
    int first = at < end ? bytes[at] : 0;
    return switch (first) {
      case '"' -> text();
      case '{' -> level < MOST_LEVELS && object(level);
      case '[' -> level < MOST_LEVELS && list(level);
      case 'n' -> word("null", null);
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      default -> number();
    };
  }

  private boolean text() {
    String text = string();
    value = text;
    return text != null;
  }

  /** {@return the string whose quote stands here, null if it is unusual} */
  private @Nullable String string() {
    int start = at + 1;
    int quote = Bytes.endOfPlain(bytes, start, end);
    if (quote < end && bytes[quote] == '"') {
      at = quote + 1;
      return strings.of(json, start, quote);
    }
    at = skipper.string(start - 1);
    boolean isLong = at - start > JsonReader.MAX_STRING_LENGTH;
    String text = at == ODD || isLong ? null : escapes.decode(bytes, start, at - 1);
    return text == null ? null : ShortStrings.of(text);
  }

  private boolean word(String word, @Nullable Object meaning) {
    at = skipper.word(word, at);
    value = meaning;
    return at != ODD;
  }

  private boolean number() {
    int start = at;
    at = skipper.number(start);
    if (at == ODD) {
      return false;
    }
    boolean isNegative = bytes[start] == '-';
    long number = 0;
    for (int i = isNegative ? start + 1 : start; i < at; i++) {
      if (bytes[i] == '.') {
        value = at - start > LONGEST_DECIMAL ? null : Numbers.parseDecimal(json.text(start, at));
        return value != null;
      }
      number = number * 10 + (bytes[i] - '0');
    }
    value = isNegative ? -number : number;
    return at - start <= MOST_DIGITS;
  }

  private boolean list(int level) {
    List<@Nullable Object> elements = new ArrayList<>();
    at = skipper.blank(at + 1);
    boolean more = !skipper.is(']', at);
    while (more) {
      if (!value(level + 1)) {
        return false;
      }
      elements.add(value);
      at = skipper.blank(at);
      more = skipper.is(',', at);
      at = more ? skipper.blank(at + 1) : at;
    }
    value = JsonValues.frozen(elements);
    return skipper.is(']', at++);
  }

  private boolean object(int level) {
    ObjectBuilder members = builder(level);
    at = skipper.blank(at + 1);
    boolean more = !skipper.is('}', at);
    while (more) {
      String key = skipper.is('"', at) ? key() : null;
      at = key == null ? at : skipper.blank(at);
      if (key == null || !skipper.is(':', at)) {
        return false;
      }
      at = skipper.blank(at + 1);
      boolean isLazy = level == 0 && skipper.is('{', at) && lazy.contains(key);
      boolean isRead = isLazy ? lazyValue() : value(level + 1);
      if (!isRead || !members.add(key, value)) {
        return false;
      }
      at = skipper.blank(at);
      more = skipper.is(',', at);
      at = more ? skipper.blank(at + 1) : at;
    }
    value = members.build();
    return skipper.is('}', at++);
  }

  private boolean lazyValue() {
    int start = at;
    int after = skipper.object(start, distinct);
    if (after == ODD || after - start > LONGEST_LAZY || after - start == EMPTY_LENGTH) {
      return value(1);
    }
    at = after;
    value = new LazyObject(Arrays.copyOfRange(bytes, start, after), distinct.levels());
    return true;
  }

  /** {@return a builder that is empty; objects of one level are built one after the other} */
  private ObjectBuilder builder(int level) {
    while (builders.size() <= level) {
      builders.add(new ObjectBuilder());
    }
    ObjectBuilder builder = builders.get(level);
    builder.clear();
    return builder;
  }

  /** {@return the key that begins here, null if it is unusual} */
  private @Nullable String key() {
    int start = at + 1;
    int quote = Bytes.endOfPlain(bytes, start, end);
    if (quote >= end || bytes[quote] != '"') {
      return string();
    }
    at = quote + 1;
    return keys.of(json, start, quote);
  }
}
