package io.tokentally.json;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.tokentally.ValidationError.Type;
import io.tokentally.ValidationException;
import io.tokentally.value.JsonValues;
import io.tokentally.value.Numbers;
import io.tokentally.value.ObjectBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads strict JSON into plain values ({@link JsonValues}): numbers exact, integers apart from
 * decimals, keys in stored order. Text that is not JSON is rejected at once; a key written twice
 * and a number above the limits are errors like any other, and reading goes on.
 */
public final class JsonReader {

  /** How many characters a document may have that is handed over in memory. */
  public static final int MAX_DOCUMENT_LENGTH = 1 << 28;

  /** How many characters one text may have. */
  public static final int MAX_STRING_LENGTH = 100_000_000;

  /** Where the JSON library tells a second place, in words about itself. */
  private static final String INNER_PLACE =
      " \\((start marker at|for \\w+ starting at) \\[Source: .*?column: \\d+\\]\\)";

  /** How the JSON library's settings would allow more: of no use to whoever wrote the text. */
  private static final String ADVICE =
      ": enable `[^`]*` to allow| \\(not recognized as one since Feature '\\w+' not enabled for"
          + " parser\\)";

  /**
   * What the JSON library says of keys that it cannot distinguish, for those who know its inside.
   */
  private static final String COLLISIONS = "^Spill-over slots in symbol table.*";

  private static final JsonFactory FACTORY = keepingNoKeys().build();

  /**
   * {@return what makes parsers with our limits} It keeps the keys that it reads, so that equal
   * keys of many documents are one text.
   */
  public static JsonFactory newFactory() {
    return builder().build();
  }

  /** {@return the same without keys: whoever sends many long ones would fill the memory} */
  public static JsonFactoryBuilder keepingNoKeys() {
    return builder().disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES);
  }

  private static JsonFactoryBuilder builder() {
    return new JsonFactoryBuilder()
        // The JDK's table of strings, too, would keep keys that nobody has any more.
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        // Longer numbers than ours are reported with their place instead of ending the parse.
        .streamReadConstraints(limits().maxNumberLength(MAX_STRING_LENGTH).build());
  }

  /** {@return the limits of JSON, but those on numbers and documents} */
  public static StreamReadConstraints.Builder limits() {
    return StreamReadConstraints.builder()
        .maxNestingDepth(JsonValues.MAX_NESTING)
        .maxStringLength(MAX_STRING_LENGTH)
        .maxNameLength(MAX_STRING_LENGTH);
  }

  private final JsonParser parser;
  private final Loc base;
  private final ErrorCollector faults;
  private final @Nullable JsonStreamContext start;

  private JsonReader(JsonParser parser, Loc base, ErrorCollector faults) {
    this.parser = parser;
    this.base = base;
    this.faults = faults;
    JsonStreamContext context = parser.getParsingContext();
    this.start = parser.currentToken().isStructStart() ? context.getParent() : context;
  }

  /** {@return a parser with our limits; closing it closes the stream} */
  public static JsonParser parser(InputStream in) throws IOException {
    return newFactory().createParser(in);
  }

  /**
   * {@return the one value that the text holds}
   *
   * @param base where the document stands, for the paths of errors
   * @param faults takes the errors that leave the rest readable
   * @throws ValidationException if the text is not JSON
   */
  public static @Nullable Object read(String json, Loc base, ErrorCollector faults) {
    if (requireNonNull(json, "json").length() > MAX_DOCUMENT_LENGTH) {
      String msg =
          "expected at most " + MAX_DOCUMENT_LENGTH + " characters, found " + json.length();
      throw ErrorCollector.refusal(base, Type.LIMIT, msg);
    }
    try (JsonParser parser = FACTORY.createParser(json)) {
      return document(parser, base, 1, faults);
    } catch (IOException e) {
      throw malformed(e, base, 1);
    }
  }

  /**
   * As {@link #read(String, Loc, ErrorCollector)}, from a line of UTF-8.
   *
   * @param factory from {@link #newFactory}
   * @param from where it begins
   * @param to where it is over
   * @param line the number of the line, for messages
   */
  public static @Nullable Object readLine(
      JsonFactory factory, byte[] json, int from, int to, int line, ErrorCollector faults) {
    try (JsonParser parser = factory.createParser(json, from, to - from)) {
      return document(parser, Loc.ROOT, line, faults);
    } catch (IOException e) {
      throw malformed(e, Loc.ROOT, line);
    }
  }

  /** {@return the value of a line that is known to be right} */
  static @Nullable Object readUnusual(byte[] json) {
    ErrorCollector faults = new ErrorCollector();
    Object value = readLine(FACTORY, json, 0, json.length, 1, faults);
    faults.throwIfAny();
    return value;
  }

  /**
   * {@return the value that starts at the parser's current token; the parser then stands at its
   * end}
   */
  public static @Nullable Object readCurrent(JsonParser parser, Loc base, ErrorCollector faults)
      throws IOException {
    JsonReader reader = new JsonReader(parser, base, faults);
    try {
      return reader.value();
    } catch (StreamConstraintsException e) {
      int most = parser.streamReadConstraints().getMaxNestingDepth();
      boolean tooDeep = parser.getParsingContext().getNestingDepth() >= most;
      throw tooDeep ? new TooDeepException(base, reader.here(), most) : malformed(e, base, 1);
    }
  }

  private static @Nullable Object document(
      JsonParser parser, Loc base, int line, ErrorCollector faults) throws IOException {
    if (parser.nextToken() == null) {
      throw malformed("expected a value, found nothing", JsonLocation.NA, base, line);
    }
    Object value = readCurrent(parser, base, faults);
    if (parser.nextToken() != null) {
      throw malformed("expected its end, found more", parser.currentTokenLocation(), base, line);
    }
    return value;
  }

  private @Nullable Object value() throws IOException {
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> string();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(token);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new IllegalStateException("no value starts with " + token);
    };
  }

  private String string() throws IOException {
    return ShortStrings.of(parser.getText());
  }

  private Map<String, @Nullable Object> object() throws IOException {
    ObjectBuilder members = new ObjectBuilder();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      if (members.contains(key)) {
        writtenTwice(key);
      }
      parser.nextToken();
      members.put(key, value());
    }
    return members.build();
  }

  /** A method of its own: what {@link #object} has on the stack it has there for every level. */
  private void writtenTwice(String key) {
    String msg = "key written twice in one object: " + JsonValues.quote(key);
    faults.add(this::here, Type.JSON, msg);
  }

  private List<@Nullable Object> array() throws IOException {
    List<@Nullable Object> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value());
    }
    return JsonValues.frozen(elements);
  }

  private Number number(JsonToken token) throws IOException {
    if (parser.getTextLength() > Numbers.MAX_TEXT_LENGTH) {
      String most = "expected a number of at most " + Numbers.MAX_TEXT_LENGTH + " characters";
      faults.add(this::here, Type.LIMIT, most + ", found " + parser.getTextLength());
      return 0L;
    }
    String text = parser.getText();
    if (token == JsonToken.VALUE_NUMBER_INT) {
      return text.length() < 19 ? Long.parseLong(text) : Numbers.compact(new BigInteger(text));
    }
    BigDecimal decimal = Numbers.parseDecimal(text);
    if (decimal == null) {
      String msg = "the exponent of the number is out of range: " + JsonValues.cut(text, 60);
      faults.add(this::here, Type.LIMIT, msg);
      return 0L;
    }
    return decimal;
  }

  private Loc here() {
    return base.below(parser.getParsingContext(), start);
  }

  /**
   * {@return the exception for text that is not JSON, for what the JSON library found wrong}
   *
   * @param firstLine the number of the line that the library calls the first
   */
  public static MalformedJsonException malformed(IOException e, Loc base, int firstLine) {
    return e instanceof JsonProcessingException json && json.getLocation() != null
        ? malformed(json.getOriginalMessage(), json.getLocation(), base, firstLine)
        : malformed(e.getMessage(), JsonLocation.NA, base, firstLine);
  }

  private static MalformedJsonException malformed(
      @Nullable String problem, JsonLocation at, Loc base, int firstLine) {
    // Some messages of the JSON library have line breaks.
    String oneLine =
        problem == null
            ? "unreadable"
            : problem
                .replaceAll(INNER_PLACE, "")
                .replaceAll(ADVICE, "")
                .replaceAll(COLLISIONS, "too many keys with one hash, as if made to slow us down")
                .replaceAll("\\s+", " ")
                .strip();
    boolean known = at.getLineNr() > 0;
    int line = known ? firstLine - 1 + at.getLineNr() : 0;
    int column = known ? at.getColumnNr() : 0;
    String where = known ? " at line " + line + ", column " + column : "";
    return new MalformedJsonException(base, "not JSON: " + oneLine, where, line, column);
  }
}
